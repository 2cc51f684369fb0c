import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric";
import { Construct } from "constructs";
import { BucketReplication } from "./bucketReplication";
import type { Classification } from "./classification";
import { EncryptionKey } from "./encryptionKey";
import { MalwareScan, onlyScanned } from "./malwareScan";
import type { Place } from "./place";
import { PrivateBucket } from "./privateBucket";
import type { BucketProps } from "./protectedBucket";

/** Filter of the metrics that count all requests to the documents; S3 counts requests only where it is told to. */
export const fileRequestMetrics = "every-request";

export interface FileStoreProps {
  /** Begins the names of keys and roles. */
  readonly name: string;
  /** Globally unique names of the bucket and of its copy; a change replaces the bucket and loses its content. */
  readonly bucketNames: { readonly files: string; readonly copy: string };
  readonly place: Place;
  /** Another region, in which each version has a copy within minutes. */
  readonly copyPlace: Place;
  readonly classification: Classification;
  readonly expiry: BucketProps["expiry"];
  /** Names of the buckets that record requests, in the one region and in the other. */
  readonly accessLogBuckets: { readonly files: string; readonly copy: string };
  /** Roles that read also what was not scanned yet: backups must hold everything. */
  readonly unscannedReaders: readonly string[];
}

/**
 * Where citizens' documents lie: versions, own key, end of retention per category, each new document scanned before
 * anybody can read it, and a copy in another region that a deletion here does not reach.
 */
export class FileStore extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  readonly kmsKeyArn: string;
  /** Bucket with the copies. */
  readonly copyBucketName: string;

  constructor(scope: Construct, id: string, props: FileStoreProps) {
    super(scope, id);
    const { name, bucketNames, place, copyPlace } = props;
    const { classification, expiry } = props;
    const key = new EncryptionKey(this, "key", { name, purpose: "Citizens' documents", place });
    const scanRoleName = `${name}-scan`;
    const files = new PrivateBucket(this, "Default", {
      name: bucketNames.files,
      place,
      kmsKeyArn: key.arn,
      classification,
      expiry,
      accessLogBucket: props.accessLogBuckets.files,
      uses: onlyScanned(bucketNames.files, [
        `arn:aws:iam::${place.accountId}:role/${scanRoleName}`,
        ...props.unscannedReaders,
      ]),
    });
    new S3BucketMetric(this, "requests", { bucket: files.name, name: fileRequestMetrics });
    new MalwareScan(this, "scan", { roleName: scanRoleName, place, bucket: files, kmsKeyArn: key.arn });
    const copyKey = new EncryptionKey(this, "copy_key", {
      name: `${name}-copy`,
      purpose: "Copies of citizens' documents",
      place: copyPlace,
    });
    const copy = new PrivateBucket(this, "copy", {
      name: bucketNames.copy,
      place: copyPlace,
      kmsKeyArn: copyKey.arn,
      classification,
      expiry,
      accessLogBucket: props.accessLogBuckets.copy,
    });
    new BucketReplication(this, "replication", {
      roleName: `${name}-replication`,
      accountId: place.accountId,
      source: { bucket: files, kmsKeyArn: key.arn },
      copy: { bucket: copy, kmsKeyArn: copyKey.arn },
    });
    this.bucketName = files.name;
    this.arn = files.arn;
    this.kmsKeyArn = key.arn;
    this.copyBucketName = copy.name;
  }
}
