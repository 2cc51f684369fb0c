import type { BlockView, Datum, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isHole, isTemplate, toJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { numberOf, yesIf } from "../kit/predicates";

interface Setting {
  readonly check: string;
  readonly title: string;
  readonly name: string;
  readonly expected: string;
  readonly fails: string;
  readonly ask: (value: string) => boolean;
  /** Whether PostgreSQL's own default is what is asked for. */
  readonly byDefault: boolean;
  readonly checkov: readonly string[];
}

const settings: readonly Setting[] = [
  {
    check: "RDS-16.statements",
    title: "Changes of structure are logged, statements with data are not",
    name: "log_statement",
    expected: "ddl",
    fails: "Changes of structure are not logged, or statements are logged with citizens' data in them",
    ask: (value) => value === "ddl",
    byDefault: false,
    checkov: ["CKV2_AWS_30"],
  },
  {
    check: "RDS-16.slow-queries",
    title: "Slow queries are logged",
    name: "log_min_duration_statement",
    expected: ">= 0",
    fails: "Slow queries are not logged",
    ask: (value) => (numberOf(value) ?? -1) >= 0,
    byDefault: false,
    checkov: ["CKV2_AWS_30", "CKV2_AWS_27"],
  },
  {
    check: "RDS-16.bind-values",
    title: "Bind values are not logged",
    name: "log_parameter_max_length",
    expected: "0",
    fails: "The log shows bind values, which are citizens' data",
    ask: (value) => numberOf(value) === 0,
    byDefault: false,
    checkov: [],
  },
  {
    check: "RDS-16.bind-values-on-error",
    title: "Bind values are not logged with errors",
    name: "log_parameter_max_length_on_error",
    expected: "0",
    fails: "Errors are logged with bind values, which are citizens' data",
    ask: (value) => numberOf(value) === 0,
    byDefault: true,
    checkov: [],
  },
  {
    check: "RDS-16.access-auditing",
    title: "pgAudit is loaded",
    name: "shared_preload_libraries",
    expected: "pgaudit among the libraries",
    fails: "Access to tables cannot be audited, because pgAudit is not loaded",
    ask: (value) => value.split(",").some((library) => library.trim() === "pgaudit"),
    byDefault: false,
    checkov: [],
  },
];

/** PostgreSQL logs who changed what and what was slow, without the values. */
export const rule: Rule = {
  metadata: {
    id: "RDS-16",
    aliases: [],
    title: "PostgreSQL logs structure and slowness, not values",
    control: "audit.database-statements",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_parameter_group", "aws_rds_cluster_parameter_group"],
    rationale:
      "Statements in a log help to reconstruct an incident; bind values in it are personal data that leave the protected store for every reader of logs.",
    remediation:
      "Set the parameters log_statement = ddl, log_min_duration_statement (for instance 1000), log_parameter_max_length = 0, log_parameter_max_length_on_error = 0, and pgaudit in shared_preload_libraries.",
    parameters: {},
    checks: settings.map(({ check, title, checkov }) => ({
      id: check,
      title,
      severity: "low",
      equivalents: checkov.length > 0 ? { checkov } : {},
    })),
    frameworks: frameworks({
      nist: ["AU-3", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const family = node.get("family");
    if (node.mode === "data" || family.kind !== "known" || typeof family.value !== "string") return [];
    if (!/^(aurora-)?postgres/.test(family.value)) return [];
    return settings.map((setting) => judgeSetting(node, setting));
  },
};

function judgeSetting(node: ResourceNode, setting: Setting): CheckResult {
  const list = node.blocks("parameter");
  const block = list.items.find((item) => nameOf(item) === setting.name);
  const words = { check: setting.check, fails: setting.fails, passes: setting.title };
  const facts = { path: block ? `${block.path}.value` : `parameter.${setting.name}`, expected: setting.expected };
  if (!block) {
    const hidden = list.unknown ?? list.items.map((item) => causeOf(item.get("name"))).find((cause) => cause);
    const answer = hidden === undefined ? yesIf(setting.byDefault) : "unknown";
    return verdict(answer, { ...facts, actual: null, reason: hidden }, words);
  }
  const reading = block.get("value");
  const value: Datum = reading.kind === "known" || reading.kind === "default" ? reading.value : null;
  if (reading.kind === "unknown" || isHole(value) || isTemplate(value)) {
    return verdict("unknown", { ...facts, actual: toJson(value), reason: causeOf(reading) }, words);
  }
  return verdict(yesIf(setting.ask(String(value ?? "").trim())), { ...facts, actual: toJson(value) }, words);
}

function nameOf(block: BlockView): string | undefined {
  const reading = block.get("name");
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
