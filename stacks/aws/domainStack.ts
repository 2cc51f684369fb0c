import type { Construct } from "constructs";
import { EncryptionKey } from "../../constructs/aws/encryptionKey";
import { ManagedCertificate } from "../../constructs/aws/managedCertificate";
import { PrivateBucket } from "../../constructs/aws/privateBucket";
import { PrivateZone } from "../../constructs/aws/privateZone";
import { PublicQueryLog } from "../../constructs/aws/publicQueryLog";
import { PublicZone } from "../../constructs/aws/publicZone";
import { ZoneReading } from "../../constructs/aws/zoneReading";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { networkContract } from "./networkStack";
import type { AwsSettings, Domain } from "./settings";
import { stateContract } from "./stateStack";

export const domainContract = contract("domain", {
  zone_id: {
    kind: "string",
    description: "Public zone that gets the platform's records; empty where somebody enters them elsewhere",
  },
  certificate_arn: { kind: "string", description: "Certificate of the public entry, issued or not" },
  private_zone_id: { kind: "string", description: "Zone of the names inside the network" },
  dns_records: {
    kind: "strings",
    description: "Records that a person has to enter elsewhere before the certificate is issued: name, type, value",
  },
});

/** Name of the bucket with the queries to the public zone. */
export const queryBucket = (settings: AwsSettings): string => settings.globalName("queries");

/** Whether the platform keeps the public zone, with its signatures and its record of queries, itself. */
export function makesPublicZone({ environment }: AwsSettings): boolean {
  const { domain, existing } = environment;
  return domain !== undefined && domain.dns !== "manual" && existing?.zone === undefined;
}

/** Days for which a deleted record of queries can be brought back. */
const recoverableDays = 30;

/** Certificates are asked of AWS alone; whoever gives another is not bound to it. */
const managedAuthorities = ["amazon.com"];

/**
 * Public and private names, their records of queries, and the certificate. Apart from the edge, because a zone to which
 * a parent points, and a certificate that a person has proven, outlive any load balancer.
 */
export class DomainStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings, domain: Domain) {
    super(scope, "domain", { settings, title: "Public and private names with their query logs, and the certificate" });
    const network = this.require(networkContract, "vpc_id");
    const state = this.require(stateContract, "access_log_bucket");
    const privateZone = new PrivateZone(this, "private_zone", {
      domain: `${settings.environment.name}.internal`,
      name: settings.name("network-names"),
      place: this.home,
      vpcId: network.vpc_id,
      logGroupName: settings.logGroupName("names"),
      retentionDays: settings.auditDays,
    });
    const zone = makesPublicZone(settings) ? this.publicZone(domain, state.access_log_bucket) : undefined;
    const { existing } = settings.environment;
    const zoneId = existing?.zone
      ? new ZoneReading(this, "existing_zone", { ...existing.zone, domain: domain.name }).zoneId
      : zone?.zoneId;
    const certificate =
      domain.certificate === "given"
        ? undefined
        : new ManagedCertificate(this, "certificate", {
            domain: domain.name,
            ...(zoneId ? { zoneId } : {}),
          });
    this.offer(domainContract, {
      zone_id: zoneId ?? "",
      certificate_arn: certificate?.arn ?? domain.certificateArn ?? "",
      private_zone_id: privateZone.zoneId,
      dns_records: [...(zone?.delegation ?? []), ...(zoneId || !certificate ? [] : [certificate.proof])],
    });
  }

  private publicZone(domain: Domain, accessLogBucket: string): PublicZone {
    const { settings } = this;
    const zone = new PublicZone(this, "public_zone", {
      domain: domain.name,
      name: settings.name("names"),
      place: this.names,
      ...(domain.certificate === "managed" ? { certificateAuthorities: managedAuthorities } : {}),
    });
    const key = new EncryptionKey(this, "query_key", {
      name: settings.name("queries"),
      purpose: "Record of queries to the public zone",
      place: this.home,
    });
    const archive = new PrivateBucket(this, "queries", {
      name: queryBucket(settings),
      place: this.home,
      kmsKeyArn: key.arn,
      classification: {
        dataClass: "telemetry",
        personalData: true,
        retentionDays: settings.auditDays,
        recoveryTier: "nightly",
      },
      expiry: { currentDays: settings.auditDays, previousDays: recoverableDays },
      accessLogBucket,
    });
    new PublicQueryLog(this, "public_queries", {
      name: settings.name("queries-abroad"),
      zone,
      place: this.names,
      logGroupName: `/aws/route53/${settings.name()}`,
      archive,
      archiveKeyArn: key.arn,
    });
    return zone;
  }
}
