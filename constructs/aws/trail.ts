import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import type { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { type PolicyStatement, serviceTrust } from "./policy";
import type { PrivateBucket } from "./privateBucket";
import { Role } from "./role";

export interface TrailProps {
  /** Name of the trail; a change replaces it. */
  readonly name: string;
  readonly place: Place;
  /** The archive; its policy must contain `trailMayWrite`. */
  readonly archive: PrivateBucket;
  /** Key whose policy admits the trail (`forTrail`). */
  readonly kmsKeyArn: string;
  /** Where alarms read what the trail sees within minutes. */
  readonly logGroup: LogGroup;
}

/** Records every management call of the account in all regions, with digests that show tampering. */
export class Trail extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id);
    const delivery = new Role(this, "delivery", {
      name: `${props.name}-delivery`,
      purpose: "CloudTrail writes to its log group",
      trust: serviceTrust("cloudtrail.amazonaws.com", props.place.accountId),
      statements: [
        {
          Sid: "WriteToTheTrailsGroup",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${props.logGroup.arn}:log-stream:*`,
        },
      ],
    });
    const trail = new Cloudtrail(this, "Default", {
      name: props.name,
      s3BucketName: props.archive.name,
      kmsKeyId: props.kmsKeyArn,
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      cloudWatchLogsGroupArn: `${props.logGroup.arn}:*`,
      cloudWatchLogsRoleArn: delivery.arn,
      dependsOn: [props.archive.policy, ...delivery.ready],
      lifecycle: { preventDestroy: true },
    });
    this.arn = trail.arn;
  }
}

/** Known before the trail exists, so that key and bucket can name it. */
export function trailArn(place: Place, name: string): string {
  return `arn:aws:cloudtrail:${place.region}:${place.accountId}:trail/${name}`;
}

/** What the policy of a trail's bucket must allow. */
export function trailMayWrite(bucketName: string, place: Place, trail: string): readonly PolicyStatement[] {
  const byTheTrail = { "aws:SourceArn": trailArn(place, trail) };
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return [
    {
      Sid: "TrailChecksBucket",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${bucketName}`,
      Condition: { StringEquals: byTheTrail },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${place.accountId}/*`,
      Condition: { StringEquals: { ...byTheTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
