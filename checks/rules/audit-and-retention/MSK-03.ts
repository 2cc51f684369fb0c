import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { isTrue, some } from "../kit/predicates";

const logs = "logging_info[0].broker_logs[0]";
const destinations = ["cloudwatch_logs", "firehose", "s3"];

/** Brokers send their logs off the broker. */
export const rule: Rule = {
  metadata: {
    id: "MSK-03",
    aliases: [],
    title: "Kafka brokers keep their logs elsewhere",
    control: "audit.queue",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_msk_cluster"],
    rationale: "Refused logins and lost replicas show only in the brokers' logs, which nobody can fetch from a broker.",
    remediation: "In logging_info.broker_logs set enabled = true in cloudwatch_logs (with log_group), firehose or s3.",
    parameters: {},
    checks: [
      {
        id: "MSK-03.broker-logs",
        title: "Broker logs are delivered",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_80"], trivy: ["AVD-AWS-0074"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const readings = destinations.map((destination) => node.get(`${logs}.${destination}[0].enabled`));
    return [
      verdict(
        some(readings.map((reading) => isTrue().ask(reading))),
        {
          path: "logging_info[0].broker_logs",
          expected: "enabled = true in cloudwatch_logs, firehose or s3",
          actual: null,
          reason: readings.map(causeOf).find((cause) => cause !== undefined),
        },
        {
          check: "MSK-03.broker-logs",
          fails: "The brokers' logs are delivered nowhere",
          passes: "The brokers' logs are delivered",
        },
      ),
    ];
  },
};
