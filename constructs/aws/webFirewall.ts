import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import catalogue from "../../catalogue/firewall.json";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { firewallRules } from "./firewallRules";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { policyDocument } from "./policy";
import { logDeliveryMayWrite } from "./privateZone";

export interface WebFirewallProps {
  readonly name: string;
  readonly place: Place;
  /** Load balancer that stands behind it. */
  readonly loadBalancerArn: string;
  /** Days for which decisions stay on record. */
  readonly logRetentionDays: number;
}

/**
 * The web application firewall of a load balancer: what matches a rule is refused, never only counted. Its decisions are
 * recorded without sign-on headers, cookies and query strings, where personal data and tokens travel.
 */
export class WebFirewall extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const acl = new Wafv2WebAcl(this, "Default", {
      name: props.name,
      description: "Refuses attacks on the public entry",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: firewallRules(props.name),
      visibilityConfig: {
        metricName: props.name,
        cloudwatchMetricsEnabled: true,
        // A sample shows headers that the log leaves out.
        sampledRequestsEnabled: false,
      },
    });
    new Wafv2WebAclAssociation(this, "association", {
      resourceArn: props.loadBalancerArn,
      webAclArn: acl.arn,
    });
    this.record(props, acl.arn);
    this.name = props.name;
  }

  private record({ name, place, logRetentionDays }: WebFirewallProps, aclArn: string): void {
    // WAF writes to groups of such names only.
    const logGroupName = `aws-waf-logs-${name}`;
    const key = new EncryptionKey(this, "log_key", {
      name: `${name}-firewall-logs`,
      purpose: "Decisions of the web firewall",
      place,
      uses: [forLogGroups(place, logGroupName)],
    });
    const group = new LogGroup(this, "log", {
      name: logGroupName,
      kmsKeyArn: key.arn,
      classification: { dataClass: "telemetry", personalData: true, retentionDays: logRetentionDays },
      place,
    });
    const policy = new CloudwatchLogResourcePolicy(this, "log_policy", {
      policyName: `${name}-firewall`,
      policyDocument: policyDocument([logDeliveryMayWrite(group.arn, place)]),
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: aclArn,
      logDestinationConfigs: [group.arn],
      redactedFields: [
        ...catalogue.redactedHeaders.map((header) => ({ singleHeader: { name: header } })),
        { queryString: {} },
      ],
      dependsOn: [policy],
    });
  }
}
