/** Web access control lists for examples. */
import type { JsonObject } from "../../../common/json";

const visibility: JsonObject = {
  cloudwatch_metrics_enabled: true,
  metric_name: "example",
  sampled_requests_enabled: true,
};

export function webAcl(name: string, rules: readonly JsonObject[], parts: JsonObject = {}): JsonObject {
  return {
    name,
    scope: "REGIONAL",
    default_action: { allow: {} },
    visibility_config: visibility,
    ...(rules.length > 0 ? { rule: rules } : {}),
    ...parts,
  };
}

export function aclRule(name: string, statement: JsonObject, parts: JsonObject): JsonObject {
  return { name, priority: 1, statement, visibility_config: visibility, ...parts };
}

export function managedGroup(name: string, parts: JsonObject = {}, ruleParts?: JsonObject): JsonObject {
  const statement = { managed_rule_group_statement: { vendor_name: "AWS", name, ...parts } };
  return aclRule(name, statement, ruleParts ?? { override_action: { none: {} } });
}

/** A group of one's own, with the capacity that AWS asks for. */
export function ownGroup(name: string, rules: readonly JsonObject[]): JsonObject {
  return { name, scope: "REGIONAL", capacity: 10, visibility_config: visibility, rule: rules };
}
