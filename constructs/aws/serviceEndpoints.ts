import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { Place } from "./place";
import { everyone, type PolicyStatement, policyDocument } from "./policy";
import { SecurityGroup } from "./securityGroup";
import { type ZoneLetter, zoneLetters } from "./tierCidrs";

export interface ServiceEndpointsProps {
  readonly name: string;
  readonly place: Place;
  readonly vpcId: string;
  /** One per zone; endpoints stand in the application tier. */
  readonly subnetIds: string[];
  readonly routeTableIds: string[];
  /** Ranges whose machines may use the endpoints. */
  readonly clients: { readonly [zone in ZoneLetter]: string };
}

/** Services without which no node starts, no session opens, no secret is read; other calls leave through NAT. */
const services = [
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

/** Ways to AWS services that stay inside the VPC and carry calls of this account's identities only. */
export class ServiceEndpoints extends Construct {
  readonly securityGroupId: string;
  /** Prefix list of S3, for egress rules. */
  readonly s3PrefixListId: string;

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: `${props.name}-endpoints`,
      purpose: "Endpoints of AWS services",
      vpcId: props.vpcId,
      from: Object.fromEntries(
        zoneLetters.map((zone) => [
          `application_${zone}`,
          {
            peer: { cidr: props.clients[zone] },
            port: 443,
            why: `Application tier of zone ${zone} calls AWS services`,
          },
        ]),
      ),
    });
    const policy = policyDocument([callsOfThisAccount(props.place.accountId)]);
    for (const service of services) {
      new VpcEndpoint(this, service.replaceAll(/[.-]/g, "_"), {
        vpcId: props.vpcId,
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${props.place.region}.${service}`,
        subnetIds: props.subnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy,
        tags: { Name: `${props.name}-${service}` },
      });
    }
    const s3 = new VpcEndpoint(this, "s3", {
      vpcId: props.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${props.place.region}.s3`,
      routeTableIds: props.routeTableIds,
      policy: policyDocument([callsOfThisAccount(props.place.accountId), readImagesAndPackages(props.place.region)]),
      tags: { Name: `${props.name}-s3` },
    });
    this.securityGroupId = group.id;
    this.s3PrefixListId = s3.prefixListId;
  }
}

/** Nobody carries data out with the keys of another account. */
function callsOfThisAccount(accountId: string): PolicyStatement {
  return {
    Sid: "CallsOfThisAccount",
    Effect: "Allow",
    Principal: everyone,
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  };
}

/** Image layers and system packages lie in AWS's own buckets and are fetched by links that AWS signs. */
function readImagesAndPackages(region: string): PolicyStatement {
  return {
    Sid: "ImagesAndPackagesOfAws",
    Effect: "Allow",
    Principal: everyone,
    Action: "s3:GetObject",
    Resource: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`, `arn:aws:s3:::al2023-repos-${region}-*/*`],
  };
}
