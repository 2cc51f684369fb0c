import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { Construct } from "constructs";
import type { Place } from "./place";
import { ProtectedBucket } from "./protectedBucket";

export interface LoadBalancerLogBucketProps {
  /** Globally unique; a change replaces the bucket. */
  readonly name: string;
  readonly place: Place;
  /** Days for which requests stay on record. */
  readonly retentionDays: number;
  /** Where the requests to this bucket itself are recorded. */
  readonly accessLogBucket: string;
}

/** Days for which a record that somebody deleted can still be brought back. */
const recoverableDays = 30;

/**
 * Where load balancers record requests and connections. They deliver only to a bucket that is encrypted with S3's own
 * keys; everything else is as in every bucket. Requests carry their query strings and the callers' addresses.
 */
export class LoadBalancerLogBucket extends ProtectedBucket {
  constructor(scope: Construct, id: string, props: LoadBalancerLogBucketProps) {
    const { name, place } = props;
    super(scope, id, {
      name,
      place,
      kmsKeyArn: undefined,
      classification: {
        dataClass: "telemetry",
        personalData: true,
        retentionDays: props.retentionDays,
        // `RecoveryStack` backs it up.
        recoveryTier: "nightly",
      },
      expiry: { currentDays: props.retentionDays, previousDays: recoverableDays },
      uses: [
        {
          Sid: "LoadBalancersOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${name}/*/AWSLogs/${place.accountId}/*`,
          Condition: {
            ArnLike: {
              "aws:SourceArn": `arn:aws:elasticloadbalancing:${place.region}:${place.accountId}:loadbalancer/*`,
            },
          },
        },
      ],
    });
    new S3BucketLoggingA(this, "logging", {
      bucket: this.name,
      targetBucket: props.accessLogBucket,
      targetPrefix: `${name}/`,
    });
  }
}
