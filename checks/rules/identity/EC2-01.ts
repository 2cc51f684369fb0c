import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { readingToJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { type Answer, equals, some } from "../kit/predicates";

/** A machine's credentials are given out only to a session that asked for a token first. */
export const rule: Rule = {
  metadata: {
    id: "EC2-01",
    aliases: [],
    title: "Instance metadata asks for a session token",
    control: "identity.instance-metadata",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
    rationale:
      "Without tokens (IMDSv1) one forged request through a web application reads the machine's role credentials.",
    remediation: "Set metadata_options.http_tokens = required, or http_endpoint = disabled.",
    parameters: {},
    checks: [
      {
        id: "EC2-01.tokens",
        title: "Tokens are required, or the endpoint is off",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_79"],
          trivy: ["AVD-AWS-0028", "AVD-AWS-0130"],
          fsbp: ["EC2.8", "EC2.170", "AutoScaling.3"],
        },
      },
    ],
    frameworks: frameworks({
      cisAws: ["5.6"],
      nist: ["AC-3", "AC-6"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const own = node.blocks("metadata_options");
    const template = templateOf(node);
    const options = own.items[0] ?? template?.blocks("metadata_options").items[0];
    const hidden = own.unknown ?? template?.blocks("metadata_options").unknown ?? unresolvedTemplate(node);
    const answer: Answer = options ? isSafe(options) : hidden === undefined ? "no" : "unknown";
    const tokens = options?.get("http_tokens");
    return [
      verdict(
        answer,
        {
          path: own.items[0] || !template ? "metadata_options[0].http_tokens" : "launch_template",
          expected: "required",
          actual: tokens ? readingToJson(tokens) : null,
          reason: (tokens ? causeOf(tokens) : undefined) ?? hidden,
        },
        {
          check: "EC2-01.tokens",
          fails: "The machine's credentials are given out without a session token (IMDSv1)",
          passes: "The machine's credentials are given out only with a session token",
        },
        { related: template ? [template] : [] },
      ),
    ];
  },
};

function isSafe(options: BlockView): Answer {
  return some([
    equals("required").ask(options.get("http_tokens")),
    equals("disabled").ask(options.get("http_endpoint")),
  ]);
}

function templateOf(node: ResourceNode): ResourceNode | undefined {
  if (node.type !== "aws_instance") return undefined;
  const block = node.blocks("launch_template").items[0];
  return block ? [...block.references("id").nodes, ...block.references("name").nodes][0] : undefined;
}

function unresolvedTemplate(node: ResourceNode): string | undefined {
  if (node.type !== "aws_instance") return undefined;
  const blocks = node.blocks("launch_template");
  if (blocks.items.length === 0) return blocks.unknown;
  return templateOf(node) ? undefined : "the launch template is not in this input";
}
