import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Classification } from "./classification";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { policyDocument } from "./policy";

export interface SearchLogsProps {
  /** Name of the domain. */
  readonly name: string;
  readonly place: Place;
  /** Days for which the logs are kept. */
  readonly retentionDays: number;
}

/** Logs of a domain by a short key, as OpenSearch Service calls them. */
const logTypes = {
  audit: "AUDIT_LOGS",
  errors: "ES_APPLICATION_LOGS",
  slow_search: "SEARCH_SLOW_LOGS",
  slow_index: "INDEX_SLOW_LOGS",
} as const;

/** The log groups of a search domain under one key, and the permission without which the service writes none of them. */
export class SearchLogs extends Construct {
  readonly published: readonly { readonly logType: string; readonly cloudwatchLogGroupArn: string }[];
  /** The resources that must exist before the domain. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { name, place, retentionDays }: SearchLogsProps) {
    super(scope, id);
    const prefix = `/aws/opensearch/${name}/`;
    const key = new EncryptionKey(this, "key", {
      name: `${name}-logs`,
      purpose: `Logs of ${name}`,
      place,
      uses: [forLogGroups(place, prefix)],
    });
    const groups = Object.entries(logTypes).map(([log, logType]) => {
      const classification: Classification = {
        dataClass: log === "audit" ? "audit" : "telemetry",
        // Who searched for whom, and the searches themselves.
        personalData: true,
        retentionDays,
      };
      const group = new LogGroup(this, log, { name: `${prefix}${log}`, kmsKeyArn: key.arn, classification, place });
      return { logType, group };
    });
    const mayWrite = new CloudwatchLogResourcePolicy(this, "may_write", {
      policyName: name,
      policyDocument: policyDocument([
        {
          Sid: "DomainWritesItsLogs",
          Effect: "Allow",
          Principal: { Service: "es.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
          Resource: `arn:aws:logs:${place.region}:${place.accountId}:log-group:${prefix}*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": place.accountId },
            ArnLike: { "aws:SourceArn": `arn:aws:es:${place.region}:${place.accountId}:domain/${name}` },
          },
        },
      ]),
    });
    this.published = groups.map(({ logType, group }) => ({ logType, cloudwatchLogGroupArn: group.arn }));
    this.ready = [mayWrite];
  }
}
