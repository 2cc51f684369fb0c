import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { serviceTrust } from "./policy";
import type { PrivateBucket } from "./privateBucket";
import { Role } from "./role";

export interface BucketReplicationProps {
  /** Name of the role that copies. */
  readonly roleName: string;
  readonly accountId: string;
  readonly source: { readonly bucket: PrivateBucket; readonly kmsKeyArn: string };
  readonly copy: { readonly bucket: PrivateBucket; readonly kmsKeyArn: string };
}

/**
 * Copies every new version of a bucket's objects to another region, encrypted there with that region's key. Deletions
 * are not copied: whoever deletes here does not delete there.
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { source, copy } = props;
    const role = new Role(this, "role", {
      name: props.roleName,
      purpose: "Copies object versions to the recovery region",
      trust: serviceTrust("s3.amazonaws.com", props.accountId),
      statements: [
        {
          Sid: "ReadSourceBucket",
          Effect: "Allow",
          Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
          Resource: source.bucket.arn,
        },
        {
          Sid: "ReadSourceVersions",
          Effect: "Allow",
          Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
          Resource: `${source.bucket.arn}/*`,
        },
        {
          Sid: "WriteCopies",
          Effect: "Allow",
          Action: ["s3:ReplicateObject", "s3:ReplicateTags"],
          Resource: `${copy.bucket.arn}/*`,
        },
        { Sid: "DecryptSource", Effect: "Allow", Action: "kms:Decrypt", Resource: source.kmsKeyArn },
        { Sid: "EncryptCopies", Effect: "Allow", Action: "kms:Encrypt", Resource: copy.kmsKeyArn },
      ],
    });
    new S3BucketReplicationConfigurationA(this, "Default", {
      bucket: source.bucket.name,
      role: role.arn,
      rule: [
        {
          id: "everything",
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: copy.bucket.arn,
            encryptionConfiguration: { replicaKmsKeyId: copy.kmsKeyArn },
          },
        },
      ],
      dependsOn: [source.bucket.versioning, copy.bucket.versioning, ...role.ready],
    });
  }
}
