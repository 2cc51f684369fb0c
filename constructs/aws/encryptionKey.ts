import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { inPlace, type Place } from "./place";
import { accountPrincipal, everyone, type PolicyStatement, policyDocument } from "./policy";

export interface EncryptionKeyProps {
  /** Alias without `alias/`; unique in account and region. A change renames the alias, the key stays. */
  readonly name: string;
  /** The one purpose that this key serves, in words for whoever audits keys. */
  readonly purpose: string;
  readonly place: Place;
  /** What else than the account's own IAM policies may use the key. @default nothing else */
  readonly uses?: readonly PolicyStatement[];
}

/**
 * A customer-managed key for one purpose, with its alias, an explicit policy and yearly rotation.
 * Deletion waits 30 days, the longest that KMS offers, because a deleted key is deleted data.
 */
export class EncryptionKey extends Construct {
  readonly arn: string;
  readonly aliasName: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { accountId } = props.place;
    const key = new KmsKey(this, "Default", {
      ...inPlace(props.place),
      description: props.purpose,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([accountAdministersKey(accountId), ...(props.uses ?? [])]),
      tags: { Name: props.name },
      lifecycle: { preventDestroy: true },
    });
    this.aliasName = `alias/${props.name}`;
    new KmsAlias(this, "alias", { ...inPlace(props.place), name: this.aliasName, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Without this statement a key policy can lock out everyone, AWS support included. */
function accountAdministersKey(accountId: string): PolicyStatement {
  return {
    Sid: "AccountAdministersKeyThroughIam",
    Effect: "Allow",
    Principal: accountPrincipal(accountId),
    Action: "kms:*",
    Resource: "*",
  };
}

const useForEncryption = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/** CloudWatch Logs encrypts the log groups whose names begin with `logGroupPrefix`, and no others. */
export function forLogGroups(place: Place, logGroupPrefix: string): PolicyStatement {
  return {
    Sid: "CloudWatchLogsForTheseGroups",
    Effect: "Allow",
    Principal: { Service: `logs.${place.region}.amazonaws.com` },
    Action: useForEncryption,
    Resource: "*",
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${place.region}:${place.accountId}:log-group:${logGroupPrefix}*`,
      },
    },
  };
}

/** CloudTrail encrypts the files of one trail. */
export function forTrail(trailArn: string): PolicyStatement {
  return {
    Sid: "CloudTrailForThisTrail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": trailArn } },
  };
}

/** CloudWatch encrypts what alarms of this account tell a topic. */
export function forAlarms(place: Place): PolicyStatement {
  return {
    Sid: "AlarmsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
  };
}

/**
 * Disks of machines that an AWS service starts for us (node groups, auto scaling). The service-linked role that does
 * so need not exist yet and cannot be named then, so the condition names account and service instead, as the
 * policy of AWS's own disk key does.
 */
export function forDisks(place: Place): readonly PolicyStatement[] {
  const throughEc2 = {
    "kms:CallerAccount": place.accountId,
    "kms:ViaService": `ec2.${place.region}.amazonaws.com`,
  };
  return [
    {
      Sid: "DisksOfThisAccount",
      Effect: "Allow",
      Principal: everyone,
      Action: useForEncryption,
      Resource: "*",
      Condition: { StringEquals: throughEc2 },
    },
    {
      Sid: "GrantsForDisksOfThisAccount",
      Effect: "Allow",
      Principal: everyone,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { StringEquals: throughEc2, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
