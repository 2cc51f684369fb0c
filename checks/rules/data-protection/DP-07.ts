import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { textOf } from "../kit/datum";
import { type EnvironmentKind, environmentOf, kindOfName } from "../kit/environmentKind";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { productionParameter } from "../kit/parameters";
import type { Answer } from "../kit/predicates";

/** Where a store says what it is made from. */
const origins = [
  "snapshot_identifier",
  "restore_to_point_in_time[0].source_db_instance_identifier",
  "restore_to_point_in_time[0].source_dbi_resource_id",
  "restore_to_point_in_time[0].source_db_instance_automated_backups_arn",
  "restore_to_point_in_time[0].source_cluster_identifier",
  "restore_to_point_in_time[0].source_cluster_resource_id",
];

/** Citizens' records are no test data. */
export const rule: Rule = {
  metadata: {
    id: "DP-07",
    aliases: [],
    title: "Production data is not restored outside production",
    control: "data-protection.test-data",
    severity: "medium",
    group: "data-protection",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster"],
    rationale:
      "Test systems are open to more people, kept less carefully and thrown away without a thought; with a copy of production in them, all of that is done to citizens' records.",
    remediation:
      "Remove snapshot_identifier and restore_to_point_in_time from stacks that are not production; load generated or masked data instead.",
    parameters: { production: productionParameter },
    checks: [
      {
        id: "DP-07.production-data",
        title: "A store outside production is not made from one of production",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SA-3(2)"],
      iso: ["A.8.33", "A.8.31"],
      dpdp: ["6(1)(a)"],
      digit: ["accessControl", "compliance"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const path = origins.find((candidate) => node.get(candidate).kind !== "absent");
    const own = ownKind(node, context);
    if (path === undefined || own === "production") return [];
    const source = sourceKind(node, path);
    const reading = node.get(path);
    return [
      verdict(
        answerOf(own, source),
        {
          path,
          expected: "a source that is not of production",
          actual: shown(node, path, reading),
          reason:
            own === undefined
              ? "whether this is production is said by no tag, no name and no parameter"
              : (causeOf(reading) ?? "whether the source is one of production is said by no tag and no name"),
        },
        {
          check: "DP-07.production-data",
          fails: "A store outside production is made from production data",
          passes: "The store is not made from production data",
        },
        {
          related: node.references(path).nodes,
          // Where nothing speaks of production at all, the doubt weighs little.
          ...(own === undefined && source === undefined ? { severity: "low" as const } : {}),
        },
      ),
    ];
  },
};

function answerOf(own: EnvironmentKind | undefined, source: EnvironmentKind | undefined): Answer {
  if (source === "other") return "yes";
  return own === "other" && source === "production" ? "no" : "unknown";
}

function ownKind(node: ResourceNode, context: RuleContext): EnvironmentKind | undefined {
  const stated = context.parameter("production");
  if (typeof stated === "boolean") return stated ? "production" : "other";
  return environmentOf(node) ?? (node.stack === null ? undefined : kindOfName(node.stack));
}

/** By what the source is called here, or else by what is known of it. */
function sourceKind(node: ResourceNode, path: string): EnvironmentKind | undefined {
  const reading = node.get(path);
  const datum = reading.kind === "unknown" ? reading.template : reading.kind === "absent" ? undefined : reading.value;
  const text = datum === undefined ? undefined : textOf(datum)?.text;
  const called = text === undefined ? undefined : kindOfName(text);
  if (called !== undefined) return called;
  const kinds = node.references(path).nodes.map(environmentOf);
  return kinds.includes("production") ? "production" : kinds.find((kind) => kind !== undefined);
}
