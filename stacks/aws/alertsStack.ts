import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { Alarm, type AlarmSpec, described } from "../../constructs/aws/alarm";
import { fileRequestMetrics } from "../../constructs/aws/fileStore";
import { Notifications } from "../../constructs/aws/notifications";
import { SpendingLimit } from "../../constructs/aws/spendingLimit";
import {
  backupAlarms,
  bucketAlarms,
  clusterAlarms,
  databaseAlarms,
  edgeAlarms,
  messageAlarms,
  outboundAlarms,
} from "./alarmSpecs";
import { AwsStack } from "./awsStack";
import { clusterContract } from "./clusterStack";
import { databaseName, fileBucket } from "./dataStack";
import { domainContract } from "./domainStack";
import { edgeContract } from "./edgeStack";
import { foundationContract } from "./foundationStack";
import { networkContract } from "./networkStack";
import { backupVaultName } from "./recoveryStack";
import type { AwsSettings } from "./settings";

/** Who is told of what: alarms on every store and on the ways in and out, events of security, the budget. */
export class AlertsStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "alerts", {
      settings,
      title: "Alarms with their runbooks, events of security, and who is told of them",
    });
    const foundation = this.require(foundationContract, "trail_alarm_topic_arn");
    const { alerts } = settings.environment;
    const notifications = new Notifications(this, "notifications", {
      name: settings.name("alerts"),
      place: this.home,
      ...(alerts ? { email: alerts.email } : {}),
      otherTopicArns: [foundation.trail_alarm_topic_arn],
    });
    const specs = [
      ...messageAlarms(notifications.undeliveredQueue),
      ...this.insideAlarms(),
      ...this.storeAlarms(),
      ...this.edgeAlarms(),
    ];
    const names = new Map(specs.map((spec) => [spec.key, this.alarm(spec, notifications.topicArn).name] as const));
    this.entryDown(names, notifications.topicArn);
    if (alerts?.monthlyBudgetUsd !== undefined) {
      new SpendingLimit(this, "budget", {
        name: settings.name("monthly"),
        monthlyUsd: alerts.monthlyBudgetUsd,
        email: alerts.email,
      });
    }
  }

  private alarm(spec: AlarmSpec, topicArn: string): Alarm {
    return new Alarm(this, `alarm_${spec.key.replaceAll("-", "_")}`, {
      ...spec,
      prefix: this.settings.name(),
      topicArn,
    });
  }

  private insideAlarms(): readonly AlarmSpec[] {
    const network = this.require(networkContract, "nat_gateway_ids");
    const cluster = this.require(clusterContract, "cluster_name", "way_in_instance_id");
    const gateway = (index: number): string => Fn.element(network.nat_gateway_ids, index);
    return [
      ...clusterAlarms(cluster.cluster_name, cluster.way_in_instance_id),
      ...outboundAlarms({ a: gateway(0), b: gateway(1), c: gateway(2) }),
    ];
  }

  private storeAlarms(): readonly AlarmSpec[] {
    const { settings } = this;
    // By name: an alarm may watch what comes later, and the stores take longest to make.
    return [
      ...databaseAlarms(databaseName(settings), settings.size.database),
      ...bucketAlarms("files", fileBucket(settings), fileRequestMetrics),
      ...backupAlarms(backupVaultName(settings)),
    ];
  }

  private edgeAlarms(): readonly AlarmSpec[] {
    if (this.settings.environment.domain === undefined) return [];
    const edge = this.require(edgeContract, "load_balancer_metric", "target_group_metric", "firewall_name");
    const domain = this.require(domainContract, "certificate_arn");
    return edgeAlarms({
      region: this.settings.region,
      loadBalancer: edge.load_balancer_metric,
      targetGroup: edge.target_group_metric,
      firewall: edge.firewall_name,
      certificateArn: domain.certificate_arn,
    });
  }

  /** One message where the entry is wholly closed, beside those that say what is broken. */
  private entryDown(names: ReadonlyMap<string, string>, topicArn: string): void {
    const errors = names.get("entry-errors");
    const gateway = names.get("gateway-unhealthy");
    if (errors === undefined || gateway === undefined) return;
    new CloudwatchCompositeAlarm(this, "alarm_entry_down", {
      alarmName: this.settings.name("entry-down"),
      alarmDescription: described(
        "The platform cannot be reached: gateways fail and requests end in errors",
        "entry-down",
      ),
      alarmRule: `ALARM("${errors}") AND ALARM("${gateway}")`,
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}
