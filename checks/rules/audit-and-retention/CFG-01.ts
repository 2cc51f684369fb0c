import { append } from "../../../common/append";
import type { ResourceNode } from "../../graph/graph";
import { perGraph } from "../../graph/perGraph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { equals, every, isTrue, not, orAbsent, some } from "../kit/predicates";

const aggregate = {
  check: "CFG-01.all-regions",
  fails: "The aggregator leaves regions out",
  passes: "The aggregator takes in all regions",
};

const recordsAll = {
  check: "CFG-01.records-all",
  fails: "No recorder of all types is switched on",
  passes: "A recorder of all types is switched on",
};

/** AWS Config records every resource, and is switched on. */
export const rule: Rule = {
  metadata: {
    id: "CFG-01",
    aliases: [],
    title: "AWS Config records all resources",
    control: "audit.configuration-history",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: [
      "aws_config_configuration_recorder",
      "aws_config_configuration_recorder_status",
      "aws_config_configuration_aggregator",
    ],
    rationale: "Without a history of configuration nobody can say since when a bucket was open, or who opened it.",
    remediation:
      "Set recording_group.all_supported = true and include_global_resource_types = true, and declare aws_config_configuration_recorder_status with is_enabled = true.",
    parameters: {},
    checks: [
      {
        id: "CFG-01.all-resources",
        title: "All supported types are recorded",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_48"], fsbp: ["Config.1"] },
      },
      {
        id: "CFG-01.global-resources",
        title: "Global types such as IAM are recorded",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_48"], fsbp: ["Config.1"] },
      },
      {
        id: "CFG-01.recording",
        title: "The recorder is switched on",
        severity: "medium",
        equivalents: { fsbp: ["Config.1"] },
      },
      {
        id: recordsAll.check,
        title: "What is switched on is a recorder of all types",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_45"], fsbp: ["Config.1"] },
      },
      {
        id: aggregate.check,
        title: "An aggregator takes in all regions",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_121"], trivy: ["AVD-AWS-0019"] },
      },
    ],
    frameworks: frameworks({ cisAws: ["3.3"], nist: ["CM-8", "CM-3"], iso: ["A.8.9"], dpdp: ["6(1)(c)"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === statusType) return judgeStatus(node, context);
    if (node.type === "aws_config_configuration_aggregator") return [judgeAggregator(node)];
    const group = "recording_group[0]";
    return [
      judge(node, `${group}.all_supported`, orAbsent(isTrue()), {
        check: "CFG-01.all-resources",
        fails: "The recorder leaves types of resources out",
        passes: "The recorder covers all supported types",
      }),
      judge(node, `${group}.include_global_resource_types`, isTrue(), {
        check: "CFG-01.global-resources",
        fails: "The recorder leaves out global types such as IAM",
        passes: "The recorder covers global types",
      }),
      judgeRecorder(node, context),
    ];
  },
};

const words = {
  check: "CFG-01.recording",
  fails: "The recorder is not switched on",
  passes: "The recorder is switched on",
};

function judgeAggregator(node: ResourceNode): CheckResult {
  const sources = ["account_aggregation_source", "organization_aggregation_source"];
  const readings = sources.map((source) => node.get(`${source}[0].all_regions`));
  return verdict(
    some(readings.map((reading) => isTrue().ask(reading))),
    {
      path: "account_aggregation_source[0].all_regions",
      expected: true,
      actual: null,
      reason: readings.map(causeOf).find((cause) => cause !== undefined),
    },
    aggregate,
  );
}

const statusType = "aws_config_configuration_recorder_status";

/** Which recorders each status switches on. */
const recordersByStatus = perGraph((graph): ReadonlyMap<ResourceNode, readonly ResourceNode[]> => {
  const found = new Map<ResourceNode, ResourceNode[]>();
  for (const recorder of graph.ofType("aws_config_configuration_recorder")) {
    for (const status of graph.referrers(recorder, statusType, "name").nodes) {
      append(found, status, recorder);
    }
  }
  return found;
});

function judgeStatus(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
  const on = judge(node, "is_enabled", isTrue(), words);
  const recorders = recordersByStatus(graph).get(node) ?? [];
  const all = recorders.map((one) => orAbsent(isTrue()).ask(one.get("recording_group[0].all_supported")));
  const facts = { path: "name", expected: "a recorder with all_supported, and is_enabled = true", actual: null };
  const answer = every([isTrue().ask(node.get("is_enabled")), ...(all.length > 0 ? all : (["unknown"] as const))]);
  const reason = "the recorder is not among the inputs, or what it records is not known";
  return [on, verdict(answer, { ...facts, reason }, recordsAll, { related: recorders })];
}

/** Terraform makes a recorder that is off; a second resource switches it on. */
function judgeRecorder(node: ResourceNode, context: RuleContext): CheckResult {
  const statuses = context.graph.referrers(node, statusType, "name");
  const answers = statuses.nodes.map((status) => isTrue().ask(status.get("is_enabled")));
  const name = node.get("name");
  // With no name stated both sides are called `default`.
  const unnamed = name.kind === "absent" ? equals("default") : undefined;
  const byDefault = unnamed
    ? context.graph
        .ofType(statusType)
        .filter((status) => status.stack === node.stack && not(unnamed.ask(status.get("name"))) === "no")
        .map((status) => isTrue().ask(status.get("is_enabled")))
    : [];
  return verdict(
    some([...answers, ...byDefault, statuses.unresolved === undefined ? "no" : "unknown"]),
    {
      path: "name",
      expected: "an aws_config_configuration_recorder_status with is_enabled = true",
      actual: statuses.nodes[0]?.address ?? null,
      reason: statuses.unresolved ?? "whether the recorder is switched on is not known",
    },
    words,
    { related: statuses.nodes },
  );
}
