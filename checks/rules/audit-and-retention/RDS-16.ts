import type { BlockView, Datum, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isHole, isTemplate, toJson } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { parameterOf } from "../kit/parameterGroup";
import { type Answer, equals, every, numberOf, yesIf } from "../kit/predicates";

interface Setting {
  readonly check: string;
  readonly title: string;
  readonly name: string;
  readonly expected: string;
  readonly fails: string;
  readonly ask: (value: string) => boolean;
  /** Whether PostgreSQL's own default is what is asked for. */
  readonly byDefault: boolean;
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
  },
  {
    check: "RDS-16.slow-queries",
    title: "Slow queries are logged",
    name: "log_min_duration_statement",
    expected: ">= 0",
    fails: "Slow queries are not logged",
    ask: (value) => (numberOf(value) ?? -1) >= 0,
    byDefault: false,
  },
  {
    check: "RDS-16.bind-values",
    title: "Bind values are not logged",
    name: "log_parameter_max_length",
    expected: "0",
    fails: "The log shows bind values, which are citizens' data",
    ask: (value) => numberOf(value) === 0,
    byDefault: false,
  },
  {
    check: "RDS-16.bind-values-on-error",
    title: "Bind values are not logged with errors",
    name: "log_parameter_max_length_on_error",
    expected: "0",
    fails: "Errors are logged with bind values, which are citizens' data",
    ask: (value) => numberOf(value) === 0,
    byDefault: true,
  },
  {
    check: "RDS-16.access-auditing",
    title: "pgAudit is loaded",
    name: "shared_preload_libraries",
    expected: "pgaudit among the libraries",
    fails: "Access to tables cannot be audited, because pgAudit is not loaded",
    ask: (value) => value.split(",").some((library) => library.trim() === "pgaudit"),
    byDefault: false,
  },
];

const inUse = {
  check: "RDS-16.in-use",
  fails: "The database logs neither statements nor slow queries",
  passes: "The database logs statements and slow queries",
};

/** Databases by the group that they use, with the engine that the rule knows. */
const users: Readonly<Record<string, { readonly path: string; readonly engine: string }>> = {
  aws_db_instance: { path: "parameter_group_name", engine: "postgres" },
  aws_rds_cluster: { path: "db_cluster_parameter_group_name", engine: "aurora-postgresql" },
};

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
    resourceTypes: ["aws_db_parameter_group", "aws_rds_cluster_parameter_group", ...Object.keys(users)],
    rationale:
      "Statements in a log help to reconstruct an incident; bind values in it are personal data that leave the protected store for every reader of logs.",
    remediation:
      "Set the parameters log_statement = ddl, log_min_duration_statement (for instance 1000), log_parameter_max_length = 0, log_parameter_max_length_on_error = 0, and pgaudit in shared_preload_libraries; name the group in parameter_group_name (db_cluster_parameter_group_name of a cluster).",
    parameters: {},
    checks: [
      ...settings.map(({ check, title }) => ({ id: check, title, severity: "low" as const, equivalents: {} })),
      {
        id: inUse.check,
        title: "The database uses a group that logs statements and slowness",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_30", "CKV2_AWS_27"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-3", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const user = users[node.type];
    if (user) return judgeUser(node, user.path, user.engine);
    const family = node.get("family");
    if (family.kind !== "known" || typeof family.value !== "string") return [];
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

function judgeUser(node: ResourceNode, path: string, engine: string): readonly CheckResult[] {
  if (equals(engine).ask(node.get("engine")) !== "yes") return [];
  const reading = node.get(path);
  const groups = node.references(path).nodes.filter((group) => group.type.endsWith("_parameter_group"));
  const isDefault = reading.kind === "known" && String(reading.value).startsWith("default.");
  const answer =
    groups.length > 0 ? every(groups.map(logs)) : isDefault || reading.kind === "absent" ? "no" : "unknown";
  return [
    verdict(
      answer,
      {
        path,
        expected: "a group with log_statement and log_min_duration_statement",
        actual: shown(node, path, reading),
        reason: groups.length > 0 ? "a parameter of the group is not known" : "the group is not among the inputs",
      },
      inUse,
      { related: groups },
    ),
  ];
}

/** What is logged is the matter of the group's own checks; here it is whether anything is. */
function logs(group: ResourceNode): Answer {
  const off: Readonly<Record<string, string>> = { log_statement: "none", log_min_duration_statement: "-1" };
  return every(
    Object.entries(off).map(([name, value]): Answer => {
      const parameter = parameterOf(group, name);
      if (parameter.kind === "unknown") return "unknown";
      return yesIf(parameter.kind === "set" && parameter.value.trim() !== value);
    }),
  );
}
