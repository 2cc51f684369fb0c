import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { terraformInputs } from "../kit/frameworks";
import { judgeVersion } from "../kit/lifecycle";
import { noticeParameters, versionChecks, versionFrameworks } from "../kit/versionRule";

/** Where each resource states its version. */
const paths: Readonly<Record<string, string>> = {
  aws_elasticache_replication_group: "engine_version",
  aws_elasticache_cluster: "engine_version",
  aws_elasticache_serverless_cache: "major_engine_version",
};

/** Caches run a version that still gets corrections. */
export const rule: Rule = {
  metadata: {
    id: "VER-05",
    aliases: [],
    title: "Caches are a supported version",
    control: "versions.cache",
    severity: "medium",
    group: "versions",
    inputs: terraformInputs,
    resourceTypes: Object.keys(paths),
    rationale: "Redis 4 and 5 ended in January 2026; what follows is paid by the hour, and newer Redis is not offered.",
    remediation: 'Set engine = "valkey" and engine_version = "8.1" or newer; Valkey takes over the data of Redis.',
    parameters: noticeParameters,
    checks: versionChecks("VER-05", "the cache"),
    frameworks: versionFrameworks,
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const path = paths[node.type];
    if (node.mode === "data" || path === undefined) return [];
    const engine = node.get("engine");
    const name = engine.kind === "known" ? engine.value : engine.kind === "absent" ? "redis" : undefined;
    if (name !== "redis" && name !== "valkey") return [];
    return judgeVersion(node, path, name, context, { rule: "VER-05", name: name === "redis" ? "Redis" : "Valkey" });
  },
};
