import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, shown, verdict } from "../kit/judge";
import { isSet } from "../kit/predicates";

const groups = "vpc_options[0].security_group_ids";

/** Search domains stand inside a network, with security groups of their own. */
export const rule: Rule = {
  metadata: {
    id: "OS-08",
    aliases: [],
    title: "Search domains stand inside the network",
    control: "network-isolation.search",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale:
      "A domain outside a VPC has a public endpoint; on the default security group everything in the VPC reaches it.",
    remediation:
      "Set vpc_options.subnet_ids to private subnets and vpc_options.security_group_ids to a group of its own.",
    parameters: {},
    checks: [
      {
        id: "OS-08.inside-network",
        title: "The domain stands in a VPC",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_137"], fsbp: ["Opensearch.2", "ES.2"] },
      },
      {
        id: "OS-08.own-group",
        title: "The domain has a security group of its own",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_248"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-3"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const inside = judge(node, "vpc_options[0].subnet_ids", isSet("subnets"), {
      check: "OS-08.inside-network",
      fails: "The domain has a public endpoint, because it stands in no VPC",
      passes: "The domain stands in a VPC",
    });
    const outside = inside.status === "fail" && node.blocks("vpc_options").items.length === 0;
    return outside ? [inside] : [inside, judgeGroups(node)];
  },
};

/** Without groups AWS attaches the VPC's default one. */
function judgeGroups(node: ResourceNode): CheckResult {
  const reading = node.get(groups);
  const { nodes } = node.references(groups);
  const isDefault = nodes.some((group) => group.type === "aws_default_security_group" || group.type === "aws_vpc");
  return verdict(
    isDefault ? "no" : isSet().ask(reading),
    {
      path: groups,
      expected: "a security group of its own",
      actual: shown(node, groups, reading),
      reason: "the domain's security groups are only known after apply",
    },
    {
      check: "OS-08.own-group",
      fails: "The domain is on the default security group",
      passes: "The domain has a security group of its own",
    },
    { related: nodes },
  );
}
