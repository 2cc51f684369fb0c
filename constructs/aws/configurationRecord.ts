import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { serviceTrust } from "./policy";
import type { PrivateBucket } from "./privateBucket";
import { Role } from "./role";

export interface ConfigurationRecordProps {
  /** Name of recorder, channel and role. */
  readonly name: string;
  readonly accountId: string;
  readonly bucket: PrivateBucket;
  /** Key of the bucket. */
  readonly kmsKeyArn: string;
}

/** Records how every resource of the account is configured, and each change of it. */
export class ConfigurationRecord extends Construct {
  /** The switch: what must see configurations waits for it. */
  readonly status: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ConfigurationRecordProps) {
    super(scope, id);
    const { name, accountId, bucket, kmsKeyArn } = props;
    const role = new Role(this, "role", {
      name,
      purpose: "AWS Config reads configurations and delivers them",
      trust: serviceTrust("config.amazonaws.com", accountId),
      managedPolicies: { read: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole" },
      statements: [
        { Sid: "FindBucket", Effect: "Allow", Action: "s3:GetBucketAcl", Resource: bucket.arn },
        {
          Sid: "Deliver",
          Effect: "Allow",
          Action: "s3:PutObject",
          Resource: `${bucket.arn}/AWSLogs/${accountId}/Config/*`,
        },
        { Sid: "Encrypt", Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: kmsKeyArn },
      ],
    });
    const recorder = new ConfigConfigurationRecorder(this, "Default", {
      name,
      roleArn: role.arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      dependsOn: role.ready,
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      name,
      s3BucketName: bucket.name,
      s3KmsKeyArn: kmsKeyArn,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      dependsOn: [recorder, bucket.policy],
    });
    this.status = new ConfigConfigurationRecorderStatus(this, "status", {
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
  }
}
