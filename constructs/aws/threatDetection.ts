import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { SecurityhubStandardsSubscription } from "@cdktf/provider-aws/lib/securityhub-standards-subscription";
import { Construct } from "constructs";

export interface ThreatDetectionProps {
  /** AWS region code. */
  readonly region: string;
}

/** What GuardDuty watches beyond the calls, flows and names that it always reads. */
const features = ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS", "EBS_MALWARE_PROTECTION"] as const;

/** Agents that GuardDuty installs and renews by itself, to see what happens inside machines and pods. */
const agents = ["EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"] as const;

/** Standards against which Security Hub measures the account, by a key that becomes part of the address. */
const standards = {
  fsbp: "aws-foundational-security-best-practices/v/1.0.0",
  cis: "cis-aws-foundations-benchmark/v/3.0.0",
} as const;

/** GuardDuty with the features that matter here, and Security Hub that gathers its findings beside the standards'. */
export class ThreatDetection extends Construct {
  constructor(scope: Construct, id: string, props: ThreatDetectionProps) {
    super(scope, id);
    const detector = new GuarddutyDetector(this, "detector", {
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    });
    for (const feature of features) {
      new GuarddutyDetectorFeature(this, `watch_${feature.toLowerCase()}`, {
        detectorId: detector.id,
        name: feature,
        status: "ENABLED",
      });
    }
    new GuarddutyDetectorFeature(this, "watch_runtime_monitoring", {
      detectorId: detector.id,
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      // Otherwise nothing reports until somebody installs agents by hand.
      additionalConfiguration: agents.map((name) => ({ name, status: "ENABLED" })),
    });
    const hub = new SecurityhubAccount(this, "hub", { enableDefaultStandards: false, autoEnableControls: true });
    for (const [key, standard] of Object.entries(standards)) {
      new SecurityhubStandardsSubscription(this, `standard_${key}`, {
        standardsArn: `arn:aws:securityhub:${props.region}::standards/${standard}`,
        dependsOn: [hub],
      });
    }
  }
}
