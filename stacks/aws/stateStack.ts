import type { Construct } from "constructs";
import { AccessLogBucket } from "../../constructs/aws/accessLogBucket";
import { BucketReplication } from "../../constructs/aws/bucketReplication";
import type { Classification } from "../../constructs/aws/classification";
import { EncryptionKey } from "../../constructs/aws/encryptionKey";
import type { Place } from "../../constructs/aws/place";
import { PrivateBucket } from "../../constructs/aws/privateBucket";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import type { AwsSettings } from "./settings";

export const stateContract = contract("state", {
  access_log_bucket: { kind: "string", description: "Bucket that records the requests to the region's other buckets" },
  copy_access_log_bucket: { kind: "string", description: "The same in the recovery region" },
});

/** Terraform state with its copy in the recovery region, and the record of requests to every bucket. */
export class StateStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "state", {
      settings,
      title: "Terraform state, its copy in the recovery region, and the buckets' access records",
      keptOnDestroy: "the states of what remains lie in it",
    });
    const logs = this.accessLogs("access_logs", settings.globalName("access-logs"), this.home);
    const copyLogs = this.accessLogs("copy_access_logs", settings.globalName("access-logs-copy"), this.recovery);
    const key = new EncryptionKey(this, "state_key", {
      name: settings.name("state"),
      purpose: "Terraform state",
      place: this.home,
    });
    const copyKey = new EncryptionKey(this, "state_copy_key", {
      name: settings.name("state-copy"),
      purpose: "Copy of the Terraform state",
      place: this.recovery,
    });
    const common = {
      classification: {
        dataClass: "configuration",
        personalData: false,
        retentionDays: settings.auditDays,
        recoveryTier: "copied",
      } satisfies Classification,
      expiry: { previousDays: settings.auditDays },
    };
    const state = new PrivateBucket(this, "state", {
      ...common,
      name: settings.stateBackend.bucket,
      place: this.home,
      kmsKeyArn: key.arn,
      accessLogBucket: logs.name,
      accessLogPolicy: logs.policy,
    });
    const copy = new PrivateBucket(this, "state_copy", {
      ...common,
      name: settings.globalName("tfstate-copy"),
      place: this.recovery,
      kmsKeyArn: copyKey.arn,
      accessLogBucket: copyLogs.name,
      accessLogPolicy: copyLogs.policy,
    });
    new BucketReplication(this, "state_replication", {
      roleName: settings.name("state-replication"),
      accountId: settings.accountId,
      source: { bucket: state, kmsKeyArn: key.arn },
      copy: { bucket: copy, kmsKeyArn: copyKey.arn },
    });
    this.offer(stateContract, { access_log_bucket: logs.name, copy_access_log_bucket: copyLogs.name });
  }

  protected override get bootstrapsState(): boolean {
    return true;
  }

  private accessLogs(id: string, name: string, place: Place): AccessLogBucket {
    return new AccessLogBucket(this, id, {
      name,
      place,
      retentionDays: this.settings.auditDays,
      sourceBucketPrefix: `${this.settings.name()}-`,
    });
  }
}
