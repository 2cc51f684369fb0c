import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";

const words = {
  check: "SEC-05.no-password-in-state",
  fails: "The password is an argument, so it stands in the state, in plans and in whatever passed it on.",
  passes: "No password is given through Terraform's state.",
};

/** The argument that a password is given by, whatever it comes from. */
const passwordArguments: Readonly<Record<string, string>> = {
  aws_db_instance: "password",
  aws_docdb_cluster: "master_password",
  aws_rds_cluster: "master_password",
  aws_redshift_cluster: "master_password",
};

export const rule: Rule = {
  metadata: {
    id: "SEC-05",
    aliases: [],
    title: "Database passwords never enter the state",
    control: "secrets.database-password",
    severity: "high",
    group: "secrets",
    inputs: terraformInputs,
    resourceTypes: Object.keys(passwordArguments),
    rationale: "States and plans keep every argument in clear, variables and generated passwords included.",
    remediation:
      "Remove password (master_password) and set manage_master_user_password = true, or use the write-only password_wo with password_wo_version.",
    parameters: {},
    checks: [{ id: words.check, title: "No password is an ordinary argument", severity: "high", equivalents: {} }],
    frameworks: frameworks({
      nist: ["IA-5"],
      iso: ["A.5.17"],
      dpdp: ["6(1)(a)"],
      digit: ["accessControl"],
    }),
  },
  evaluate: (node) => [judgePassword(node, passwordArguments[node.type] ?? "password")],
};

function judgePassword(node: ResourceNode, path: string): CheckResult {
  const reading = node.get(path);
  // Where AWS keeps the password, an expression here can only come to null: both together are refused.
  const managed = isTrue().ask(node.get("manage_master_user_password")) === "yes";
  const given = reading.kind !== "absent" && !(reading.kind === "unknown" && managed);
  const facts = { path, expected: null, actual: given ? "(sensitive)" : null };
  return verdict(given ? "no" : "yes", facts, words);
}
