import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log";
import { Construct } from "constructs";
import { classificationTags } from "./classification";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { inPlace, type Place } from "./place";
import { policyDocument, serviceTrust } from "./policy";
import type { PrivateBucket } from "./privateBucket";
import type { PublicZone } from "./publicZone";
import { Role } from "./role";

export interface PublicQueryLogProps {
  /** Begins the names of keys, roles and the stream. */
  readonly name: string;
  readonly zone: PublicZone;
  /** us-east-1: Route 53 writes the queries to public zones there and nowhere else. */
  readonly place: Place;
  /** Name of the log group there; Route 53 may write to groups below `/aws/route53/`. */
  readonly logGroupName: string;
  /** Where the record is kept: a bucket of the platform's own region. */
  readonly archive: PrivateBucket;
  readonly archiveKeyArn: string;
}

/** Days for which a query stays abroad: as long as a stream that stands still over a long weekend takes to be mended. */
const transitDays = 7;

/** Seconds, and MiB, after which the stream writes a file, whichever comes first. */
const delivery = { bufferingInterval: 300, bufferingSize: 64 };

/**
 * Records the queries to a public zone, and brings the record home: from the log group that Route 53 insists on, over an
 * encrypted stream, into a bucket of the platform's own region, within minutes.
 */
export class PublicQueryLog extends Construct {
  constructor(scope: Construct, id: string, props: PublicQueryLogProps) {
    super(scope, id);
    const { name, place, archive } = props;
    const key = new EncryptionKey(this, "key", {
      name,
      purpose: "Queries to the public zone on their way home",
      place,
      uses: [forLogGroups(place, props.logGroupName)],
    });
    const group = new CloudwatchLogGroup(this, "log", {
      ...inPlace(place),
      name: props.logGroupName,
      kmsKeyId: key.arn,
      retentionInDays: transitDays,
      tags: classificationTags({ dataClass: "telemetry", personalData: true, retentionDays: transitDays }),
      lifecycle: { preventDestroy: true },
    });
    const policy = new CloudwatchLogResourcePolicy(this, "log_policy", {
      ...inPlace(place),
      policyName: name,
      policyDocument: policyDocument([
        {
          Sid: "Route53WritesQueries",
          Effect: "Allow",
          Principal: { Service: "route53.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${group.arn}:*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": place.accountId },
            ArnLike: { "aws:SourceArn": props.zone.zoneArn },
          },
        },
      ]),
    });
    const stream = this.stream(props, key.arn);
    const feeder = new Role(this, "feeder", {
      name: `${name}-feeder`,
      purpose: "CloudWatch Logs hands queries to the stream",
      trust: serviceTrust("logs.amazonaws.com", place.accountId),
      statements: [
        {
          Sid: "Hand",
          Effect: "Allow",
          Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          Resource: stream.arn,
        },
      ],
    });
    const subscription = new CloudwatchLogSubscriptionFilter(this, "subscription", {
      ...inPlace(place),
      name,
      logGroupName: group.name,
      // Every query.
      filterPattern: "",
      destinationArn: stream.arn,
      roleArn: feeder.arn,
      dependsOn: feeder.ready,
    });
    new Route53QueryLog(this, "Default", {
      zoneId: props.zone.zoneId,
      cloudwatchLogGroupArn: group.arn,
      dependsOn: [policy, subscription, archive.policy],
    });
  }

  private stream({ name, place, archive, archiveKeyArn }: PublicQueryLogProps, keyArn: string) {
    const carrier = new Role(this, "carrier", {
      name: `${name}-carrier`,
      purpose: "The stream writes queries to their archive",
      trust: serviceTrust("firehose.amazonaws.com", place.accountId),
      statements: [
        {
          Sid: "Write",
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
          Resource: `${archive.arn}/*`,
        },
        {
          Sid: "FindArchive",
          Effect: "Allow",
          Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
          Resource: archive.arn,
        },
        { Sid: "Encrypt", Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: archiveKeyArn },
        { Sid: "ReadStream", Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: keyArn },
      ],
    });
    return new KinesisFirehoseDeliveryStream(this, "stream", {
      ...inPlace(place),
      name,
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn },
      extendedS3Configuration: {
        bucketArn: archive.arn,
        kmsKeyArn: archiveKeyArn,
        roleArn: carrier.arn,
        prefix: "public-queries/",
        errorOutputPrefix: "public-queries-failed/",
        // CloudWatch Logs hands over gzip already.
        compressionFormat: "UNCOMPRESSED",
        ...delivery,
      },
      dependsOn: carrier.ready,
    });
  }
}
