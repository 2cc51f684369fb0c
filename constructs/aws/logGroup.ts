import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { type Classification, classificationTags } from "./classification";
import { inPlace, type Place } from "./place";

export interface LogGroupProps {
  /** Full name, for instance `/aws/eks/digit-demo/cluster`. A change replaces the group and loses its content. */
  readonly name: string;
  /** Customer-managed key that admits this group (`forLogGroups`). */
  readonly kmsKeyArn: string;
  /** Its `retentionDays` is the least number of days to keep; CloudWatch's next larger step is used. */
  readonly classification: Classification;
  readonly place: Place;
}

/** An encrypted log group with a retention, kept when everything else is removed. */
export class LogGroup extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly resource: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    this.resource = new CloudwatchLogGroup(this, "Default", {
      ...inPlace(props.place),
      name: props.name,
      kmsKeyId: props.kmsKeyArn,
      retentionInDays: retentionStep(props.classification.retentionDays),
      tags: classificationTags(props.classification),
      lifecycle: { preventDestroy: true },
    });
    this.name = props.name;
    this.arn = this.resource.arn;
  }
}

/** The values that CloudWatch Logs accepts for a retention, in days. */
const steps = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The shortest retention of CloudWatch Logs that keeps at least `days`; above ten years 0, which never expires. */
export function retentionStep(days: number): number {
  return steps.find((step) => step >= days) ?? 0;
}
