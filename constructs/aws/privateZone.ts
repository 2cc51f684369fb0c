import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Route53ResolverQueryLogConfig } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config";
import { Route53ResolverQueryLogConfigAssociation } from "@cdktf/provider-aws/lib/route53-resolver-query-log-config-association";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { policyDocument } from "./policy";

export interface PrivateZoneProps {
  /** Domain name of the zone; a change replaces it. */
  readonly domain: string;
  /** Name of the log's configuration and key. */
  readonly name: string;
  readonly place: Place;
  /** Network in which the names are known. */
  readonly vpcId: string;
  readonly logGroupName: string;
  /** Days for which queries stay on record. */
  readonly retentionDays: number;
}

/** Names that only the network knows, and the record of every name that anything in the network asks for. */
export class PrivateZone extends Construct {
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: PrivateZoneProps) {
    super(scope, id);
    const { name, place } = props;
    const zone = new Route53Zone(this, "Default", {
      name: props.domain,
      comment: "Names inside the network",
      vpc: [{ vpcId: props.vpcId }],
      lifecycle: { preventDestroy: true },
    });
    this.zoneId = zone.zoneId;
    const key = new EncryptionKey(this, "key", {
      name,
      purpose: "Names that the network asks for",
      place,
      uses: [forLogGroups(place, props.logGroupName)],
    });
    const group = new LogGroup(this, "log", {
      name: props.logGroupName,
      kmsKeyArn: key.arn,
      classification: { dataClass: "telemetry", personalData: true, retentionDays: props.retentionDays },
      place,
    });
    const policy = new CloudwatchLogResourcePolicy(this, "log_policy", {
      policyName: name,
      policyDocument: policyDocument([logDeliveryMayWrite(group.arn, place)]),
    });
    const log = new Route53ResolverQueryLogConfig(this, "queries", {
      name,
      destinationArn: group.arn,
      dependsOn: [policy],
    });
    new Route53ResolverQueryLogConfigAssociation(this, "queries_of_network", {
      resolverQueryLogConfigId: log.id,
      resourceId: props.vpcId,
    });
  }
}

/** The service by which other services write their logs, for one group. */
export function logDeliveryMayWrite(logGroupArn: string, place: Place) {
  return {
    Sid: "LogDeliveryOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:log-stream:*`,
    Condition: {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ArnLike: { "aws:SourceArn": `arn:aws:logs:${place.region}:${place.accountId}:*` },
    },
  } as const;
}
