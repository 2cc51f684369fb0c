import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { inPlace, type Place } from "./place";
import { accountPrincipal, policyDocument } from "./policy";

export interface PublicZoneProps {
  /** Domain name of the zone; a change replaces it. */
  readonly domain: string;
  /** Begins the names of its keys. */
  readonly name: string;
  /** us-east-1, where Route 53 wants the key that signs. */
  readonly place: Place;
  /** Authorities that may issue certificates for the domain (CAA). @default everyone may */
  readonly certificateAuthorities?: readonly string[];
}

/** Seconds for which resolvers keep an answer that seldom changes. */
const longAnswerSeconds = 3600;

/**
 * A public zone that signs its answers. Until the parent zone points to it (`delegation`) nobody asks it, and until the
 * parent holds its DS record nobody checks the signatures; neither does harm.
 */
export class PublicZone extends Construct {
  readonly zoneId: string;
  readonly zoneArn: string;
  /** Records that whoever keeps the parent zone, or the registrar, has to enter: `<name> <type> <value>`. */
  readonly delegation: readonly string[];

  constructor(scope: Construct, id: string, props: PublicZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, "Default", {
      name: props.domain,
      comment: "Public names of the platform",
      lifecycle: { preventDestroy: true },
    });
    if (props.certificateAuthorities) {
      new Route53Record(this, "authorities", {
        zoneId: zone.zoneId,
        name: props.domain,
        type: "CAA",
        ttl: longAnswerSeconds,
        records: props.certificateAuthorities.flatMap((authority) => [
          `0 issue "${authority}"`,
          `0 issuewild "${authority}"`,
        ]),
      });
    }
    const signing = new Route53KeySigningKey(this, "signing_key", {
      hostedZoneId: zone.zoneId,
      name: props.name.replaceAll("-", "_"),
      keyManagementServiceArn: this.key(props),
    });
    new Route53HostedZoneDnssec(this, "signing", { hostedZoneId: signing.hostedZoneId });
    this.zoneId = zone.zoneId;
    this.zoneArn = zone.arn;
    this.delegation = [
      `${props.domain} NS ${Fn.join(" ", zone.nameServers)}`,
      `${props.domain} DS ${signing.dsRecord}`,
    ];
  }

  /** The kind of key that Route 53 asks for. It cannot rotate by itself; a new one is rolled in by hand. */
  private key({ name, place }: PublicZoneProps): string {
    const key = new KmsKey(this, "key", {
      ...inPlace(place),
      description: "Signs the public zone",
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      deletionWindowInDays: 30,
      policy: policyDocument([
        {
          Sid: "AccountAdministersKeyThroughIam",
          Effect: "Allow",
          Principal: accountPrincipal(place.accountId),
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "Route53Signs",
          Effect: "Allow",
          Principal: { Service: "dnssec-route53.amazonaws.com" },
          Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
        },
        {
          Sid: "Route53KeepsTheRightToSign",
          Effect: "Allow",
          Principal: { Service: "dnssec-route53.amazonaws.com" },
          Action: "kms:CreateGrant",
          Resource: "*",
          Condition: {
            StringEquals: { "aws:SourceAccount": place.accountId },
            Bool: { "kms:GrantIsForAWSResource": "true" },
          },
        },
      ]),
      tags: { Name: name },
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "key_alias", { ...inPlace(place), name: `alias/${name}`, targetKeyId: key.keyId });
    return key.arn;
  }
}
