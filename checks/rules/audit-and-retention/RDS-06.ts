import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, judge, verdict } from "../kit/judge";
import { includesAll, isSet } from "../kit/predicates";

const path = "enabled_cloudwatch_logs_exports";

/** Logs that each engine can export and that an audit needs; Aurora PostgreSQL has no `upgrade` log. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  postgres: ["postgresql", "upgrade"],
  "aurora-postgresql": ["postgresql"],
  mysql: ["audit", "error", "slowquery"],
  mariadb: ["audit", "error", "slowquery"],
  "aurora-mysql": ["audit", "error", "slowquery"],
  aurora: ["audit", "error", "slowquery"],
  oracle: ["alert", "audit", "listener"],
  sqlserver: ["error"],
};

const anyLog = {
  check: "RDS-06.any-log",
  fails: "The database exports no log at all",
  passes: "The database exports logs",
};
const clusterAudit = {
  check: "RDS-06.cluster-audit",
  fails: "The cluster does not export who logged in and what was asked",
  passes: "The cluster exports who logged in and what was asked",
};

/** Databases send their logs to CloudWatch. */
export const rule: Rule = {
  metadata: {
    id: "RDS-06",
    aliases: [],
    title: "Databases export their logs",
    control: "audit.database",
    severity: "medium",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "Logs that stay on the database are rotated away within days and go with it when it is lost.",
    remediation:
      'Set enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"] for PostgreSQL, ["audit", "error", "slowquery"] for MySQL and MariaDB.',
    parameters: {},
    checks: [
      {
        id: anyLog.check,
        title: "Some log is exported",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_129", "CKV_AWS_324"] },
      },
      {
        id: clusterAudit.check,
        title: "A cluster of MySQL exports its audit log",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_325"], fsbp: ["RDS.34"] },
      },
      {
        id: "RDS-06.log-exports",
        title: "The engine's logs are exported",
        severity: "medium",
        equivalents: { fsbp: ["RDS.9", "RDS.36", "RDS.37"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return [judge(node, path, isSet("names of logs"), anyLog), ...judgeAudit(node), ...judgeEngine(node)];
  },
};

/** Clusters of PostgreSQL audit into their ordinary log. Provider 4 and older took a cluster of no engine as `aurora`. */
function judgeAudit(node: ResourceNode): readonly CheckResult[] {
  const engine = node.get("engine");
  const named = engine.kind === "known" ? String(engine.value) : "aurora";
  if (node.type !== "aws_rds_cluster" || engine.kind === "unknown" || !/^(aurora|aurora-mysql|mysql)$/.test(named)) {
    return [];
  }
  return [judge(node, path, includesAll(["audit"]), clusterAudit)];
}

function judgeEngine(node: ResourceNode): readonly CheckResult[] {
  const words = {
    check: "RDS-06.log-exports",
    fails: "The database does not export the logs of its engine",
    passes: "The database exports the logs of its engine",
  };
  const engine = node.get("engine");
  if (engine.kind === "known" && typeof engine.value === "string") {
    const logs = logsOf(engine.value);
    return logs ? [judge(node, path, includesAll(logs), words)] : [];
  }
  // A replica or a restored database takes its engine from its source, so any export at all is the most to ask for.
  const none = node.get(path).kind === "absent";
  return [
    verdict(
      none ? "no" : "unknown",
      { path, expected: "logs of the engine", actual: null, reason: causeOf(engine) ?? "the engine is not stated" },
      words,
    ),
  ];
}

/** `oracle-ee` and `sqlserver-web` are editions of one engine. */
function logsOf(engine: string): readonly string[] | undefined {
  return wanted[engine] ?? wanted[engine.split("-")[0] ?? ""];
}
