import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import type { Construct } from "constructs";
import { AccessAnalysis } from "../../constructs/aws/accessAnalysis";
import { AccountDefaults } from "../../constructs/aws/accountDefaults";
import { AccountReading } from "../../constructs/aws/accountReading";
import { ConfigurationRecord } from "../../constructs/aws/configurationRecord";
import { ConfigurationRules } from "../../constructs/aws/configurationRules";
import { DataDiscovery } from "../../constructs/aws/dataDiscovery";
import { EncryptionKey } from "../../constructs/aws/encryptionKey";
import { PrivateBucket } from "../../constructs/aws/privateBucket";
import { ThreatDetection } from "../../constructs/aws/threatDetection";
import { VulnerabilityScan } from "../../constructs/aws/vulnerabilityScan";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import type { AwsSettings } from "./settings";
import { stateContract } from "./stateStack";

export const accountContract = contract("account", {
  search_service_role_arn: {
    kind: "string",
    description: "Role of OpenSearch Service, without which it puts no domain into a network",
  },
});

/** Days for which a deleted record of a configuration can be brought back. */
const recoverableDays = 30;

/** What an account and region have once, whichever environments live in it: made here, or read where others run it. */
export class AccountStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    const existing = settings.environment.existing?.account;
    super(scope, "account", {
      settings,
      title: existing
        ? `Services of the account that others run (${existing.owner}): read and judged, never changed`
        : "Defaults, discovery of personal data, detection of threats, weaknesses and open access, and the judged record of configurations of the account",
      keptOnDestroy: existing
        ? "it only reads what others run"
        : "it watches the whole account, whatever else lives in it",
    });
    if (existing) {
      const reading = new AccountReading(this, "existing");
      this.offer(accountContract, { search_service_role_arn: reading.searchServiceRoleArn });
    } else this.makeServices(settings);
  }

  private makeServices(settings: AwsSettings): void {
    const state = this.require(stateContract, "access_log_bucket");
    new AccountDefaults(this, "defaults");
    new DataDiscovery(this, "discovery", { region: settings.region });
    new ThreatDetection(this, "detection", { region: settings.region });
    new AccessAnalysis(this, "access", { name: settings.name("access") });
    new VulnerabilityScan(this, "weaknesses", { accountId: settings.accountId });
    const key = new EncryptionKey(this, "configuration_key", {
      name: settings.name("configuration"),
      purpose: "Record of configurations",
      place: this.home,
    });
    const bucket = new PrivateBucket(this, "configuration_bucket", {
      name: settings.globalName("configuration"),
      place: this.home,
      kmsKeyArn: key.arn,
      classification: { dataClass: "audit", personalData: false, retentionDays: settings.auditDays },
      expiry: { currentDays: settings.auditDays, previousDays: recoverableDays },
      accessLogBucket: state.access_log_bucket,
    });
    const record = new ConfigurationRecord(this, "configuration", {
      name: settings.name("configuration"),
      accountId: settings.accountId,
      bucket,
      kmsKeyArn: key.arn,
    });
    new ConfigurationRules(this, "rule", { name: settings.name(), record });
    const searchService = new IamServiceLinkedRole(this, "search_service", {
      awsServiceName: "opensearchservice.amazonaws.com",
    });
    this.offer(accountContract, { search_service_role_arn: searchService.arn });
  }
}
