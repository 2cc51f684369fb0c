import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { atMost, orAbsent } from "../kit/predicates";

/** Answers of the metadata service do not travel further than the machine. */
export const rule: Rule = {
  metadata: {
    id: "EC2-02",
    aliases: [],
    title: "Instance metadata stays on the machine",
    control: "identity.instance-metadata-hops",
    severity: "medium",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_launch_template", "aws_launch_configuration", "aws_instance"],
    rationale:
      "With a second hop, pods behind the machine's bridge read the node's credentials; with workload identity they need not.",
    remediation: "Set metadata_options.http_put_response_hop_limit = 1; an exception with a reason where pods need 2.",
    parameters: {},
    checks: [
      {
        id: "EC2-02.hop-limit",
        title: "The hop limit is 1",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_341"], fsbp: ["AutoScaling.4"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-6"], iso: ["A.8.20"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      // Nothing stated means 1.
      judge(node, "metadata_options[0].http_put_response_hop_limit", orAbsent(atMost(1)), {
        check: "EC2-02.hop-limit",
        fails: "Pods and containers behind the machine reach its metadata service",
        passes: "The machine's metadata service answers the machine alone",
      }),
    ];
  },
};
