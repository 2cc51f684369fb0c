import catalogue from "../../catalogue/firewall.json";

/** The provider's words for a rule; the bindings leave statements untyped. */
interface FirewallRule {
  readonly name: string;
  readonly priority: number;
  readonly statement: object;
  readonly action?: { readonly block: object };
  readonly overrideAction?: { readonly none: object };
  readonly visibilityConfig: {
    readonly metricName: string;
    readonly cloudwatchMetricsEnabled: true;
    readonly sampledRequestsEnabled: false;
  };
}

const asIs = [{ priority: 0, type: "NONE" }];

/** Undoes the two ways in which a browser's input is usually hidden. */
const decoded = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "HTML_ENTITY_DECODE" },
];

/** All rules in the order in which they are asked: managed groups, large bodies, scripts, rates. */
export function firewallRules(name: string): FirewallRule[] {
  const rules = [...managed(), largeBodies(), scripts(), ...rates()];
  return rules.map((rule, index) => ({
    ...rule,
    priority: index + 1,
    visibilityConfig: {
      metricName: `${name}-${rule.name}`,
      cloudwatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
    },
  }));
}

type Rule = Omit<FirewallRule, "priority" | "visibilityConfig">;

function managed(): Rule[] {
  const groups: readonly { readonly name: string; readonly key: string; readonly smallBodiesOnly?: boolean }[] =
    catalogue.managedGroups;
  return groups.map((group) => ({
    name: group.key,
    // Each rule of the group does what its makers say: it blocks.
    overrideAction: { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: group.name,
        ...(group.smallBodiesOnly ? { scope_down_statement: bodyOf("LE") } : {}),
      },
    },
  }));
}

function bodyOf(comparison: "LE" | "GT"): object {
  return {
    size_constraint_statement: {
      comparison_operator: comparison,
      size: catalogue.smallBodyBytes,
      // A body that is larger than what the firewall sees counts as larger, never as small.
      field_to_match: { body: { oversize_handling: comparison === "GT" ? "MATCH" : "NO_MATCH" } },
      text_transformation: asIs,
    },
  };
}

/** A large body belongs to a request that writes. */
function largeBodies(): Rule {
  const writes = catalogue.bodyMethods.map((method) => ({
    byte_match_statement: {
      search_string: method,
      positional_constraint: "EXACTLY",
      field_to_match: { method: {} },
      text_transformation: asIs,
    },
  }));
  return block("large_bodies", {
    and_statement: {
      statement: [bodyOf("GT"), { not_statement: { statement: [{ or_statement: { statement: writes } }] } }],
    },
  });
}

/** Scripts in addresses, whatever the size of the body, which the common rules look at only beside small ones. */
function scripts(): Rule {
  const seen = [{ query_string: {} }, { uri_path: {} }];
  return block("scripts", {
    or_statement: {
      statement: seen.map((field) => ({
        xss_match_statement: { field_to_match: field, text_transformation: decoded },
      })),
    },
  });
}

function rates(): Rule[] {
  return catalogue.rates.map(({ key, paths, limit }) =>
    block(`rate_${key}`, {
      rate_based_statement: {
        limit,
        aggregate_key_type: "IP",
        ...(paths.length > 0 ? { scope_down_statement: beginsWith(paths) } : {}),
      },
    }),
  );
}

function beginsWith(paths: readonly string[]): object {
  const matches = paths.map((path) => ({
    byte_match_statement: {
      search_string: path,
      positional_constraint: "STARTS_WITH",
      field_to_match: { uri_path: {} },
      text_transformation: [{ priority: 0, type: "LOWERCASE" }],
    },
  }));
  return matches.length === 1 ? (matches[0] ?? {}) : { or_statement: { statement: matches } };
}

function block(name: string, statement: object): Rule {
  return { name, action: { block: {} }, statement };
}
