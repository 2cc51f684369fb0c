import type { Construct } from "constructs";
import type { Place } from "./place";
import { ProtectedBucket } from "./protectedBucket";

export interface AccessLogBucketProps {
  /** Globally unique; a change replaces the bucket. */
  readonly name: string;
  readonly place: Place;
  /** Days for which requests stay on record. */
  readonly retentionDays: number;
  /** Only buckets whose names begin so may send their records here. */
  readonly sourceBucketPrefix: string;
}

/** Days for which a record that somebody deleted can still be brought back. */
const recoverableDays = 30;

/**
 * Where S3 records the requests to the other buckets of a region. S3 delivers these records only to a bucket that is
 * encrypted with S3's own keys and has no default object lock; everything else is as in every bucket.
 */
export class AccessLogBucket extends ProtectedBucket {
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id, {
      name: props.name,
      place: props.place,
      kmsKeyArn: undefined,
      classification: { dataClass: "telemetry", personalData: false, retentionDays: props.retentionDays },
      expiry: { currentDays: props.retentionDays, previousDays: recoverableDays },
      uses: [
        {
          Sid: "AccessLogsOfThisAccountsBuckets",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${props.name}/*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": props.place.accountId },
            ArnLike: { "aws:SourceArn": `arn:aws:s3:::${props.sourceBucketPrefix}*` },
          },
        },
      ],
    });
  }
}
