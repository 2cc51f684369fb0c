import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, shown, verdict } from "../kit/judge";
import { equals, isSet, isTrue } from "../kit/predicates";
import { originOf } from "../kit/rds";

const check = "RDS-01.storage-encrypted";
const words = { check, fails: "The database's storage, snapshots and backups are in clear." };

export const rule: Rule = {
  metadata: {
    id: "RDS-01",
    aliases: [],
    title: "Database storage is encrypted",
    control: "encryption-at-rest.database",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale: "Storage, snapshots, replicas and logs of an unencrypted database can be read by whoever gets a copy.",
    remediation:
      "Set storage_encrypted = true. An existing database is replaced: restore an encrypted copy of its snapshot.",
    parameters: {},
    checks: [
      {
        id: check,
        title: "Storage is encrypted",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_16", "CKV_AWS_96"],
          trivy: ["AVD-AWS-0080", "AVD-AWS-0079"],
          fsbp: ["RDS.3", "RDS.27"],
        },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.3.1"],
      nist: ["SC-28(1)", "SC-13"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node) => [judgeStorage(node)],
};

function judgeStorage(node: ResourceNode): CheckResult {
  const path = "storage_encrypted";
  const reading = node.get(path);
  const serverless = equals("serverless").ask(node.get("engine_mode"));
  if (node.type === "aws_rds_cluster" && serverless !== "no" && isTrue().ask(reading) !== "yes") {
    // AWS takes no notice of what such a cluster states.
    const facts = { path, expected: true, actual: shown(node, path, reading), reason: "engine_mode is not known" };
    return verdict(serverless, facts, { ...words, passes: "Aurora Serverless v1 is always encrypted." });
  }
  const origin = originOf(node);
  const stated = isTrue().ask(reading) === "yes";
  if (origin.kind === "own" || stated || node.type === "aws_rds_cluster") return judge(node, path, isTrue(), words);
  // A replica in another region names its key; one in the same region takes over what its source has.
  if (isSet().ask(node.get("kms_key_id")) === "yes") {
    return verdict("yes", { path: "kms_key_id", expected: "set", actual: "set" }, words);
  }
  if (origin.kind === "replica" && origin.source.type === "aws_db_instance") {
    return judge(origin.source, path, isTrue(), words, { resource: node, related: [origin.source] });
  }
  const reason = origin.kind === "unresolved" ? origin.cause : "a replica's encryption is that of its source";
  return verdict("unknown", { path, expected: true, actual: null, reason }, words);
}
