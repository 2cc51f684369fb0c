import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { equals, some } from "../kit/predicates";

const path = "log_delivery_configuration";

const logs: readonly { readonly type: string; readonly check: CheckMetadata; readonly what: string }[] = [
  {
    type: "slow-log",
    check: { id: "CACHE-09.slow-log", title: "The slow log is delivered", severity: "low", equivalents: {} },
    what: "slow commands",
  },
  {
    type: "engine-log",
    check: { id: "CACHE-09.engine-log", title: "The engine log is delivered", severity: "low", equivalents: {} },
    what: "what the engine reports",
  },
];

/** Caches send their logs off the node. */
export const rule: Rule = {
  metadata: {
    id: "CACHE-09",
    aliases: [],
    title: "Caches deliver their logs",
    control: "audit.cache",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    rationale:
      "The slow log shows who scans all keys, the engine log why a replica was lost; both vanish with the node.",
    remediation:
      "Add log_delivery_configuration twice: log_type = slow-log and engine-log, each with destination, destination_type and log_format.",
    parameters: {},
    checks: logs.map((log) => log.check),
    frameworks: frameworks({ nist: ["AU-12"], iso: ["A.8.15"], dpdp: ["6(1)(c)"], digit: ["accessControl"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data" || !deliversLogs(node)) return [];
    const blocks = node.blocks(path);
    return logs.map(({ type, check, what }) =>
      verdict(
        some([
          ...blocks.items.map((block) => equals(type).ask(block.get("log_type"))),
          blocks.unknown === undefined ? "no" : "unknown",
        ]),
        {
          path,
          expected: `a block with log_type = ${type}`,
          actual: blocks.items.length === 0 ? null : `${blocks.items.length} blocks`,
          reason: blocks.unknown ?? "the type of a log is not known",
        },
        { check: check.id, fails: `The cache does not record ${what}`, passes: `The cache records ${what}` },
      ),
    );
  },
};

/** Memcached has no logs to deliver, and a member of a replication group has those of the group. */
function deliversLogs(node: ResourceNode): boolean {
  if (node.type === "aws_elasticache_replication_group") return true;
  if (node.get("replication_group_id").kind !== "absent") return false;
  const engine = node.get("engine");
  return engine.kind !== "absent" && equals("memcached").ask(engine) !== "yes";
}
