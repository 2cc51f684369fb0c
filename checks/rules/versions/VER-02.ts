import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { terraformInputs } from "../kit/frameworks";
import { judgeVersion, type Product } from "../kit/lifecycle";
import { noticeParameters, versionChecks, versionFrameworks } from "../kit/versionRule";

/** Aurora MySQL is left out: the catalogue of versions has no dates of it. */
const products: Readonly<Record<string, { readonly product: Product; readonly name: string }>> = {
  postgres: { product: "postgresql", name: "PostgreSQL" },
  "aurora-postgresql": { product: "auroraPostgresql", name: "Aurora PostgreSQL" },
  mysql: { product: "mysql", name: "MySQL" },
  mariadb: { product: "mariadb", name: "MariaDB" },
};

/** Databases run a version that still gets corrections. */
export const rule: Rule = {
  metadata: {
    id: "VER-02",
    aliases: [],
    title: "Databases are a supported version",
    control: "versions.database",
    severity: "medium",
    group: "versions",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster"],
    rationale:
      "After its end RDS charges for every processor of a database on the old version, corrects only what is critical, and upgrades it by itself in the end.",
    remediation:
      "Test the upgrade on a restored snapshot, then set engine_version to a supported major version with allow_major_version_upgrade = true.",
    parameters: noticeParameters,
    checks: versionChecks("VER-02", "the database"),
    frameworks: versionFrameworks,
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const engine = node.get("engine");
    const known = engine.kind === "known" && typeof engine.value === "string" ? products[engine.value] : undefined;
    if (!known) return [];
    return judgeVersion(node, "engine_version", known.product, context, { rule: "VER-02", name: known.name });
  },
};
