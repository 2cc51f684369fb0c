import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, shown, verdict } from "../kit/judge";
import { atLeast, every, isTrue } from "../kit/predicates";

export const rule: Rule = {
  metadata: {
    id: "OS-10",
    aliases: [],
    title: "Search domains survive the loss of a zone",
    control: "backup-and-recovery.search-zones",
    severity: "medium",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_opensearch_domain"],
    rationale: "With fewer nodes or one zone, the loss of a zone takes the quorum, or the only copy of a shard.",
    remediation:
      "In cluster_config set dedicated_master_enabled = true with dedicated_master_count = 3, instance_count = 3 or more and zone_awareness_enabled = true.",
    parameters: {},
    checks: [
      {
        id: "OS-10.masters",
        title: "Dedicated masters hold the quorum",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_59"], fsbp: ["ES.7"] },
      },
      {
        id: "OS-10.master-count",
        title: "There are three masters, spread over zones",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_318"], fsbp: ["Opensearch.11"] },
      },
      {
        id: "OS-10.data-nodes",
        title: "Three data nodes or more hold the shards",
        severity: "medium",
        equivalents: { fsbp: ["Opensearch.6", "ES.6"] },
      },
      {
        id: "OS-10.zones",
        title: "Nodes are spread over zones",
        severity: "medium",
        equivalents: { fsbp: ["Opensearch.6", "ES.6"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-10"], iso: ["A.8.14"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node) => {
    const count = "cluster_config[0].dedicated_master_count";
    return [
      judge(node, "cluster_config[0].dedicated_master_enabled", isTrue(), {
        check: "OS-10.masters",
        fails: "A data node under load is also the leader, and the domain stands still with it.",
      }),
      verdict(
        every([atLeast(3).ask(node.get(count)), isTrue().ask(node.get("cluster_config[0].zone_awareness_enabled"))]),
        {
          path: count,
          expected: "3 or more, with zone_awareness_enabled = true",
          actual: shown(node, count, node.get(count)),
          reason: causeOf(node.get(count)) ?? "whether nodes are spread over zones is not known",
        },
        { check: "OS-10.master-count", fails: "The loss of a zone can leave the domain without a leader." },
      ),
      judge(node, "cluster_config[0].instance_count", atLeast(3), {
        check: "OS-10.data-nodes",
        fails: "The loss of a node can take the only copy of a shard.",
      }),
      judge(node, "cluster_config[0].zone_awareness_enabled", isTrue(), {
        check: "OS-10.zones",
        fails: "All nodes may be in the zone that is lost.",
      }),
    ];
  },
};
