import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";
import { originOf } from "../kit/rds";

const path = "iam_database_authentication_enabled";

/** Engines whose users AWS can authenticate. MariaDB can too, from 10.6 on, but is not asked to. */
const engines = /^(mysql|postgres|aurora(-mysql|-postgresql)?)$/;

/** People and machines log in to databases by IAM, without a password that lasts. */
export const rule: Rule = {
  metadata: {
    id: "RDS-09",
    aliases: [],
    title: "Databases accept logins by IAM",
    control: "identity.database-login",
    severity: "low",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "A token of IAM ends after fifteen minutes and names who asked for it; a shared password does neither.",
    remediation: "Set iam_database_authentication_enabled = true, and grant rds_iam to the database's users.",
    parameters: {},
    checks: [
      {
        id: "RDS-09.iam-login",
        title: "The database accepts logins by IAM",
        severity: "low",
        equivalents: {
          checkov: ["CKV_AWS_161", "CKV_AWS_162"],
          trivy: ["AVD-AWS-0176"],
          fsbp: ["RDS.10", "RDS.12"],
        },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-2(1)", "IA-2"],
      iso: ["A.8.5"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const engine = engineOf(node);
    const named = engine.kind === "known" && typeof engine.value === "string" ? engine.value : undefined;
    if (named !== undefined && !engines.test(named)) return [];
    const reading = node.get(path);
    const on = isTrue().ask(reading);
    // Without its engine an instance may be one of those that know no IAM.
    const undecided = named === undefined && on === "no" && node.type === "aws_db_instance";
    return [
      verdict(
        undecided ? "unknown" : on,
        {
          path,
          expected: true,
          actual: shown(node, path, reading),
          reason: causeOf(undecided ? engine : reading) ?? "the engine is not stated",
        },
        {
          check: "RDS-09.iam-login",
          fails: "The database knows only passwords",
          passes: "The database accepts logins by IAM",
        },
      ),
    ];
  },
};

/** A replica has the engine of its source. */
function engineOf(node: ResourceNode): Reading {
  const engine = node.get("engine");
  if (engine.kind !== "absent") return engine;
  const origin = originOf(node);
  return origin.kind === "replica" ? origin.source.get("engine") : engine;
}
