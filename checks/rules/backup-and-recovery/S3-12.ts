import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { selectedBy } from "../kit/backupSelection";
import { receivesAccessLogs } from "../kit/bucket";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, equals, every, some, yesIf } from "../kit/predicates";
import { bucketParts, copiedFrom } from "../kit/s3";

const split = "aws_s3_bucket_replication_configuration";
const words = {
  check: "S3-12.replicated",
  fails: "With its region the bucket's only copy is lost",
  passes: "The bucket is copied to another one",
};

/** Buckets have a copy in another region. */
export const rule: Rule = {
  metadata: {
    id: "S3-12",
    aliases: [],
    title: "Buckets are copied to another region",
    control: "backup-and-recovery.object-store-copy",
    severity: "low",
    group: "backup-and-recovery",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket"],
    rationale: "Versions undo mistakes; only a copy elsewhere outlives the loss of a region or of an account.",
    remediation:
      "Add aws_s3_bucket_replication_configuration with rule.status = Enabled and rule.destination.bucket in another region of the same country, or take the bucket into a backup plan with copy_action.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Replication or a backup plan copies the bucket",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_144"], fsbp: ["S3.7"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-6", "CP-9"], iso: ["A.8.14"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    const parts = bucketParts(node, graph, split, "replication_configuration");
    const answers = parts.views.flatMap(({ node: owner, view }) => rulesOf(owner, view).map((one) => ask(node, one)));
    const hidden = parts.unresolved ?? parts.views.map(({ node: owner, view }) => hiddenIn(owner, view)).find(Boolean);
    const backups = copiedBackups(graph, node);
    const answer = some([...answers, backups.answer, hidden === undefined ? "no" : "unknown"]);
    if (answer === "no" && needsNone(graph, node)) return [];
    const facts = {
      path: "replication_configuration",
      expected: "an enabled rule with a destination in another region",
      actual: parts.nodes[0]?.address ?? backups.selections[0]?.address ?? null,
      reason: hidden ?? "whether the rule is enabled, or a backup plan copies, is not known",
    };
    return [verdict(answer, facts, words, { related: [...parts.nodes, ...backups.selections] })];
  },
};

/** A backup plan that takes the bucket in and copies what it keeps is a second place as well. */
function copiedBackups(
  graph: ResourceGraph,
  bucket: ResourceNode,
): { readonly answer: Answer; readonly selections: readonly ResourceNode[] } {
  const selected = selectedBy(graph, bucket);
  const plans = selected.selections.flatMap((selection) => selection.references("plan_id").nodes);
  const copies = plans.map((plan): Answer => {
    const rules = plan.blocks("rule");
    return some([...rules.items.map(hasCopy), rules.unknown === undefined ? "no" : "unknown"]);
  });
  const copied = selected.answer === "yes" && plans.length === 0 ? "unknown" : some(copies);
  return {
    answer: every([selected.answer, selected.answer === "no" ? "no" : copied]),
    selections: selected.selections,
  };
}

function hasCopy(rule: BlockView): Answer {
  const { items, unknown } = rule.blocks("copy_action");
  return items.length > 0 ? "yes" : unknown === undefined ? "no" : "unknown";
}

/** A copy needs no copy; records of access are S3's own, and AWS Config keeps the history that it writes out. */
function needsNone(graph: ResourceGraph, bucket: ResourceNode): boolean {
  const history = graph.referrers(bucket, "aws_config_delivery_channel", "s3_bucket_name").nodes;
  return history.length > 0 || copiedFrom(graph, bucket).length > 0 || receivesAccessLogs(graph, bucket);
}

/** The older block of the bucket calls them `rules`. */
function rulesOf(owner: ResourceNode, view: BlockView | undefined): readonly BlockView[] {
  return (view ? view.blocks("rules") : owner.blocks("rule")).items;
}

function hiddenIn(owner: ResourceNode, view: BlockView | undefined): string | undefined {
  return (view ? view.blocks("rules") : owner.blocks("rule")).unknown;
}

/** A destination that is not among the inputs may be anywhere; one in the bucket's own region is no second place. */
function ask(bucket: ResourceNode, rule: BlockView): Answer {
  const region = bucket.region();
  const near = rule
    .references("destination[0].bucket")
    .nodes.map((destination) => destination.region())
    .some((other) => region.kind === "known" && other.kind === "known" && region.value === other.value);
  return every([equals("Enabled").ask(rule.get("status")), yesIf(!near)]);
}
