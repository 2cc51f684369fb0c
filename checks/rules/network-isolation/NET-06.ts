import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, every, yesIf } from "../kit/predicates";
import { attachedRules, type Direction, openingsOf } from "../kit/securityGroup";

/** The default security group of a VPC, which AWS makes with open rules, is taken over and emptied. */
export const rule: Rule = {
  metadata: {
    id: "NET-06",
    aliases: [],
    title: "Default security groups are empty",
    control: "network-isolation.default-group",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_vpc", "aws_default_security_group"],
    rationale:
      "Whatever is started without a security group lands in the default one, whose rules as AWS makes them let its members talk to each other and to the world.",
    remediation: "Declare aws_default_security_group with the VPC's vpc_id and without ingress and egress.",
    parameters: {},
    checks: [
      {
        id: "NET-06.taken-over",
        title: "The VPC's default security group is taken over and emptied",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_12"], fsbp: ["EC2.2"] },
      },
      {
        id: "NET-06.empty",
        title: "The default security group has no rules",
        severity: "high",
        equivalents: { checkov: ["CKV2_AWS_12"], trivy: ["AVD-AWS-0173"], fsbp: ["EC2.2"] },
      },
    ],
    frameworks: frameworks({
      cisAws: ["5.4"],
      nist: ["SC-7", "AC-4(21)"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate: (node, context) => (node.type === "aws_vpc" ? judgeNetwork(node, context) : judgeGroup(node, context)),
};

function judgeNetwork(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const groups = context.graph.referrers(node, "aws_default_security_group", "vpc_id");
  const found = groups.nodes.map((group) => rulesOf(group, context));
  const none: Answer = groups.unresolved === undefined ? "no" : "unknown";
  const hidden = found.find(({ hidden }) => hidden !== undefined)?.hidden;
  return [
    verdict(
      found.length === 0 ? none : every(found.map(({ empty }) => empty)),
      {
        path: "default_security_group_id",
        expected: "an aws_default_security_group without rules",
        actual: groups.nodes[0]?.address ?? null,
        reason: groups.unresolved ?? hidden?.unknown,
      },
      {
        check: "NET-06.taken-over",
        fails:
          found.length === 0
            ? "The VPC's default security group keeps the open rules that AWS gives it"
            : "The VPC's default security group has rules",
        passes: "The VPC's default security group is declared, without rules",
      },
      { related: groups.nodes },
    ),
  ];
}

interface GroupRules {
  readonly empty: Answer;
  /** The direction that has rules inside the group. */
  readonly inline: Direction | undefined;
  /** The direction whose rules cannot be seen. */
  readonly hidden: { readonly direction: Direction; readonly unknown: string | undefined } | undefined;
  readonly count: number;
  readonly added: readonly ResourceNode[];
}

function rulesOf(node: ResourceNode, context: RuleContext): GroupRules {
  const stated = (["ingress", "egress"] as const).map((direction) => ({ direction, ...openingsOf(node, direction) }));
  // Rules may be added to it by its own id or by the VPC's attribute `default_security_group_id`.
  const holders = [node, ...node.references("vpc_id").nodes];
  const added = [
    ...new Set(
      holders.flatMap((holder) => stated.flatMap(({ direction }) => attachedRules(context.graph, holder, direction))),
    ),
  ];
  const inline = stated.find(({ items }) => items.length > 0);
  const hidden = stated.find(({ unknown }) => unknown !== undefined);
  return {
    empty: every([yesIf(inline === undefined && added.length === 0), hidden === undefined ? "yes" : "unknown"]),
    inline: inline?.direction,
    hidden,
    count: stated.reduce((sum, { items }) => sum + items.length, added.length),
    added,
  };
}

function judgeGroup(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const { empty, inline, hidden, count, added } = rulesOf(node, context);
  return [
    verdict(
      empty,
      {
        path: inline ?? hidden?.direction ?? "ingress",
        expected: [],
        actual: count,
        reason: hidden?.unknown,
      },
      {
        check: "NET-06.empty",
        fails: "The default security group has rules",
        passes: "The default security group has no rules",
      },
      { related: added },
    ),
  ];
}
