import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { inPlace } from "./place";
import { type BucketProps, ProtectedBucket } from "./protectedBucket";

export interface PrivateBucketProps extends BucketProps {
  /** Customer-managed key of this bucket's purpose. Later writes use a changed key, existing objects keep theirs. */
  readonly kmsKeyArn: string;
  /** Where each request is recorded: name of an `AccessLogBucket` of the same region and account. */
  readonly accessLogBucket: string;
  /** The policy of that bucket where it is made in the same stack: S3 refuses a target that it may not write to. */
  readonly accessLogPolicy?: ITerraformDependable;
}

/** A bucket that only this account reaches, over TLS, encrypted with its own key, each request recorded. */
export class PrivateBucket extends ProtectedBucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, props);
    new S3BucketLoggingA(this, "logging", {
      ...inPlace(props.place),
      bucket: this.bucket.id,
      targetBucket: props.accessLogBucket,
      targetPrefix: `${props.name}/`,
      ...(props.accessLogPolicy ? { dependsOn: [props.accessLogPolicy] } : {}),
    });
  }
}
