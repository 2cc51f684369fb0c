import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { serviceTrust } from "./policy";
import { Role } from "./role";

export interface FlowRecordProps {
  /** Begins the names of role and key. */
  readonly name: string;
  readonly logGroupName: string;
  readonly vpcId: string;
  /** Days for which connections stay on record. */
  readonly retentionDays: number;
  readonly place: Place;
}

/** Records every accepted and refused connection of a VPC, encrypted with its own key. */
export class FlowRecord extends Construct {
  constructor(scope: Construct, id: string, props: FlowRecordProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "key", {
      name: props.name,
      purpose: "Flow records of the network",
      place: props.place,
      uses: [forLogGroups(props.place, props.logGroupName)],
    });
    const group = new LogGroup(this, "log", {
      name: props.logGroupName,
      kmsKeyArn: key.arn,
      classification: { dataClass: "telemetry", personalData: true, retentionDays: props.retentionDays },
      place: props.place,
    });
    const role = new Role(this, "role", {
      name: props.name,
      purpose: "VPC flow logs write to their log group",
      trust: serviceTrust("vpc-flow-logs.amazonaws.com", props.place.accountId),
      statements: [
        {
          Sid: "WriteToTheFlowGroup",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: [group.arn, `${group.arn}:log-stream:*`],
        },
      ],
    });
    new FlowLog(this, "Default", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      // A minute instead of ten: a path of attack is seen while it is used.
      maxAggregationInterval: 60,
      dependsOn: role.ready,
    });
  }
}
