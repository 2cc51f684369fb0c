import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { isSet, not, some } from "../kit/predicates";

/** SSH to cluster nodes, where it is on at all, is limited to named security groups. */
export const rule: Rule = {
  metadata: {
    id: "EKS-05",
    aliases: [],
    title: "SSH to cluster nodes is limited to named security groups",
    control: "network-isolation.cluster-nodes",
    severity: "high",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_node_group"],
    rationale:
      "With an SSH key and no source groups, EKS itself opens port 22 of all nodes to the whole internet, in a security group that no one wrote.",
    remediation:
      "Leave remote_access out (Session Manager needs no port), or set remote_access.source_security_group_ids.",
    parameters: {},
    checks: [
      {
        id: "EKS-05.ssh-sources",
        title: "Remote access by key names its source groups",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_100"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.4.3"],
      nist: ["SC-7", "AC-17"],
      iso: ["A.8.20"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const access = node.blocks("remote_access");
    const words = {
      check: "EKS-05.ssh-sources",
      fails: "EKS opens port 22 of the nodes to the world, because no source groups are named",
      passes: "Nodes accept SSH from named security groups only, or not at all",
    };
    const path = "source_security_group_ids";
    const view = access.items[0];
    if (!view) {
      const answer = access.unknown === undefined ? "yes" : "unknown";
      return [
        verdict(answer, { path: "remote_access", expected: "absent", actual: null, reason: access.unknown }, words),
      ];
    }
    const key = view.get("ec2_ssh_key");
    const limited = isSet().ask(view.get(path));
    if (limited === "yes") return [judge(node, path, isSet("security groups"), words, { view })];
    return [
      verdict(
        some([limited, not(isSet().ask(key))]),
        {
          path: `${view.path}.${path}`,
          expected: "security groups, where ec2_ssh_key is set",
          actual: null,
          reason: causeOf(view.get(path)) ?? causeOf(key),
        },
        words,
      ),
    ];
  },
};
