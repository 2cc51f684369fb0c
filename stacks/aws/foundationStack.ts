import type { Construct } from "constructs";
import type { Classification } from "../../constructs/aws/classification";
import { EncryptionKey, forLogGroups, forTrail } from "../../constructs/aws/encryptionKey";
import { LogGroup } from "../../constructs/aws/logGroup";
import { PrivateBucket } from "../../constructs/aws/privateBucket";
import { Trail, trailArn, trailMayWrite } from "../../constructs/aws/trail";
import { TrailAlarms } from "../../constructs/aws/trailAlarms";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import type { AwsSettings } from "./settings";
import { stateContract } from "./stateStack";

export const foundationContract = contract("foundation", {
  archive_bucket: { kind: "string", description: "Bucket in which evidence is kept under object lock" },
  archive_key_arn: { kind: "string", description: "Key of the archive" },
  trail_alarm_topic_arn: { kind: "string", description: "Topic of the alarms that read the trail" },
});

/** Days for which a deleted or overwritten record can be brought back once its lock has ended. */
const recoverableDays = 30;

/** The archive that nobody can rewrite, the trail that writes to it, and the alarms that read the trail. */
export class FoundationStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "foundation", {
      settings,
      title: "Locked archive of evidence, the trail of every call to the account, and alarms on it",
    });
    const state = this.require(stateContract, "access_log_bucket");
    const trail = settings.name("trail");
    const trailGroup = settings.logGroupName("trail");
    const evidence: Classification = { dataClass: "audit", personalData: true, retentionDays: settings.auditDays };
    const archiveKey = new EncryptionKey(this, "archive_key", {
      name: settings.name("archive"),
      purpose: "Archive of evidence",
      place: this.home,
      uses: [forTrail(trailArn(this.home, trail))],
    });
    const logKey = new EncryptionKey(this, "log_key", {
      name: settings.name("trail-logs"),
      purpose: "Log group of the trail",
      place: this.home,
      uses: [forLogGroups(this.home, trailGroup)],
    });
    const archiveName = settings.globalName("archive");
    const archive = new PrivateBucket(this, "archive", {
      name: archiveName,
      place: this.home,
      kmsKeyArn: archiveKey.arn,
      classification: { ...evidence, recoveryTier: "nightly" },
      objectLock: { mode: settings.size.archiveLock, days: settings.auditDays },
      expiry: { currentDays: settings.auditDays, previousDays: recoverableDays },
      accessLogBucket: state.access_log_bucket,
      uses: trailMayWrite(archiveName, this.home, trail),
    });
    const logGroup = new LogGroup(this, "trail_log", {
      name: trailGroup,
      kmsKeyArn: logKey.arn,
      classification: evidence,
      place: this.home,
    });
    new Trail(this, "trail", { name: trail, place: this.home, archive, kmsKeyArn: archiveKey.arn, logGroup });
    const alarms = new TrailAlarms(this, "trail_alarms", {
      name: settings.name("trail-alarms"),
      place: this.home,
      logGroup,
    });
    this.offer(foundationContract, {
      archive_bucket: archive.name,
      archive_key_arn: archiveKey.arn,
      trail_alarm_topic_arn: alarms.topicArn,
    });
  }
}
