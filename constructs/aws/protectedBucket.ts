import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { type Classification, classificationTags } from "./classification";
import { inPlace, type Place } from "./place";
import { everyone, type PolicyStatement, policyDocument } from "./policy";

export interface BucketProps {
  /** Globally unique; a change replaces the bucket and loses its content. */
  readonly name: string;
  readonly classification: Classification;
  readonly place: Place;
  /**
   * When content goes. `currentDays` erases objects that old, @default never; `daysByPrefix` those below a prefix
   * sooner (where two rules meet, S3 takes the shorter time); `previousDays` erases versions that were overwritten or
   * deleted that long ago, so that a deletion is one in the end.
   */
  readonly expiry: {
    readonly currentDays?: number;
    readonly daysByPrefix?: { readonly [prefix: string]: number };
    readonly previousDays: number;
  };
  /**
   * Nobody can delete or overwrite a version before this many days. `compliance` binds the account's root user too;
   * `governance` lets a specially permitted role lift it. @default no lock
   */
  readonly objectLock?: ObjectLock;
  /** Who else may use the bucket, besides the account's own IAM policies. @default nobody */
  readonly uses?: readonly PolicyStatement[];
}

interface ObjectLock {
  readonly mode: "governance" | "compliance";
  readonly days: number;
}

/** Days after which the parts of an upload that never finished are removed; they cost and nobody sees them. */
const unfinishedUploadDays = 7;

/**
 * What every bucket of the platform has: versions, default encryption, no public access, no ACLs, TLS 1.2 or later
 * only, an end for old versions. Use `PrivateBucket` or `AccessLogBucket`.
 */
export class ProtectedBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly policy: S3BucketPolicy;
  readonly versioning: S3BucketVersioningA;
  protected readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: BucketProps & { readonly kmsKeyArn: string | undefined }) {
    super(scope, id);
    const provider = inPlace(props.place);
    this.bucket = new S3Bucket(this, "Default", {
      ...provider,
      bucket: props.name,
      ...(props.objectLock ? { objectLockEnabled: true } : {}),
      tags: classificationTags(props.classification),
      lifecycle: { preventDestroy: true },
    });
    const bucket = this.bucket.id;
    new S3BucketOwnershipControls(this, "ownership", {
      ...provider,
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, "public_access", {
      ...provider,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...provider,
      bucket,
      rule: [
        props.kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.kmsKeyArn },
              bucketKeyEnabled: true,
            },
      ],
    });
    this.versioning = new S3BucketVersioningA(this, "versioning", {
      ...provider,
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    if (props.objectLock) {
      new S3BucketObjectLockConfigurationA(this, "object_lock", {
        ...provider,
        bucket,
        rule: { defaultRetention: { mode: props.objectLock.mode.toUpperCase(), days: props.objectLock.days } },
        dependsOn: [this.versioning],
      });
    }
    new S3BucketLifecycleConfiguration(this, "expiry", {
      ...provider,
      bucket,
      rule: expiryRules(props.expiry),
      dependsOn: [this.versioning],
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      ...provider,
      bucket,
      policy: policyDocument([...onlyOverTls(this.bucket.arn), ...(props.uses ?? [])]),
      // S3 refuses two changes of a bucket's access at the same time.
      dependsOn: [publicAccess],
    });
    this.name = this.bucket.id;
    this.arn = this.bucket.arn;
  }
}

function onlyOverTls(bucketArn: string): readonly PolicyStatement[] {
  const denyAll = {
    Effect: "Deny",
    Principal: everyone,
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
  } as const;
  return [
    { Sid: "DenyPlainTransport", ...denyAll, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...denyAll, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

function expiryRules(expiry: BucketProps["expiry"]): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "unfinished-uploads",
      status: "Enabled",
      filter: [{ prefix: "" }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: unfinishedUploadDays }],
    },
    {
      id: "previous-versions",
      status: "Enabled",
      filter: [{ prefix: "" }],
      noncurrentVersionExpiration: [{ noncurrentDays: expiry.previousDays }],
    },
    ...(expiry.currentDays === undefined
      ? []
      : [
          {
            id: "end-of-retention",
            status: "Enabled",
            filter: [{ prefix: "" }],
            expiration: [{ days: expiry.currentDays }],
          },
        ]),
    ...Object.entries(expiry.daysByPrefix ?? {}).map(([prefix, days]) => ({
      id: `end-of-retention-${prefix.replace(/\/$/, "")}`,
      status: "Enabled",
      filter: [{ prefix }],
      expiration: [{ days }],
    })),
  ];
}
