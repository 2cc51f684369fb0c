import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isWithin, reachesInternet } from "../kit/cidr";
import { groupsOf } from "../kit/dataStores";
import { frameworks, manifestInputs, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import type { Opening } from "../kit/opening";
import { declaredEgress, stringsOf } from "../kit/parameters";
import type { Answer } from "../kit/predicates";
import { openingsOf, securityGroupTypes } from "../kit/securityGroup";

/** Workloads and stores reach only those third parties that the register names. */
export const rule: Rule = {
  metadata: {
    id: "NET-12",
    aliases: [],
    title: "Traffic out of the platform goes to declared integrations only",
    control: "network-isolation.egress",
    severity: "medium",
    group: "network-isolation",
    inputs: [...terraformInputs, ...manifestInputs],
    resourceTypes: [...securityGroupTypes("egress"), "NetworkPolicy"],
    rationale:
      "Personal data leaves a platform by the connections that it may open. A destination that nobody declared is one that no contract, purpose or country was ever checked for.",
    remediation:
      "Limit egress to the network's range, to security groups and prefix lists; declare a third party's ranges under integrations (parameter declaredEgress). Time by NTP (UDP port 123) needs no declaration.",
    parameters: { declaredEgress },
    checks: [
      {
        id: "NET-12.declared-egress",
        title: "Egress outside private ranges is declared",
        severity: "medium",
        equivalents: {},
      },
      {
        id: "NET-12.policy-egress",
        title: "Egress that a network policy allows outside private ranges is declared",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7(5)", "AC-4"],
      iso: ["A.8.20", "A.5.19"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "thirdParty"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.type === "NetworkPolicy") return judgePolicy(node, context);
    if (isEdgeOnly(node, context)) return [];
    const openings = openingsOf(node, "egress");
    if (node.type === "aws_security_group_rule" && openings.items.length === 0 && openings.unknown === undefined)
      return [];
    const declared = stringsOf(context, "declaredEgress");
    const strange = openings.items.filter((opening) => undeclared(opening, declared).length > 0);
    const doubtful = openings.items.find((opening) => opening.open !== undefined);
    const reason = doubtful?.open ?? openings.unknown;
    const answer: Answer = strange.length > 0 ? "no" : reason === undefined ? "yes" : "unknown";
    return [
      verdict(
        answer,
        {
          path: (strange[0] ?? doubtful)?.path ?? "egress",
          expected: ["private ranges", ...declared],
          actual: strange.flatMap((opening) => undeclared(opening, declared)),
          reason,
        },
        {
          check: "NET-12.declared-egress",
          fails: "Traffic may leave for destinations that no one declared",
          passes: "Traffic leaves for private ranges, groups, prefix lists and declared third parties only",
        },
      ),
    ];
  },
};

/** A policy without rules of egress lets nothing out; one without peers lets out to everybody, name servers apart. */
function judgePolicy(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  const rules = node.blocks("spec.egress").items;
  if (rules.length === 0) return [];
  const declared = stringsOf(context, "declaredEgress");
  const strange = rules.flatMap((rule) => destinationsOf(rule).filter(({ range }) => isStrange(range, declared)));
  const [first] = strange;
  return [
    verdict(
      first ? "no" : "yes",
      {
        path: first?.path ?? "spec.egress",
        expected: ["private ranges", "selectors", ...declared],
        actual: strange.map(({ range }) => range),
      },
      {
        check: "NET-12.policy-egress",
        fails: "The policy lets pods call destinations that no one declared",
        passes: "The policy lets pods call other pods, private ranges and declared third parties only",
      },
    ),
  ];
}

function destinationsOf(rule: BlockView): readonly { readonly range: string; readonly path: string }[] {
  const ports = rule.blocks("ports").items;
  const isNames = ports.length > 0 && ports.every((port) => says(port, "port", "53"));
  if (ports.length > 0 && ports.every((port) => says(port, "port", "123") && says(port, "protocol", "UDP"))) return [];
  if (rule.get("to").kind === "absent") return isNames ? [] : [{ range: "0.0.0.0/0", path: rule.path }];
  return rule.blocks("to").items.flatMap((peer) => {
    const cidr = peer.get("ipBlock.cidr");
    return cidr.kind === "known" ? [{ range: String(cidr.value), path: `${peer.path}.ipBlock.cidr` }] : [];
  });
}

function says(port: BlockView, path: string, value: string): boolean {
  const reading = port.get(path);
  return reading.kind === "known" && String(reading.value) === value && port.get("endPort").kind === "absent";
}

/**
 * The time of day is asked of servers whose operators promise names and no addresses; which servers, TIME-01 judges at
 * the machine that asks.
 */
function isTime({ protocol, ports }: Opening): boolean {
  return protocol === "udp" && "from" in ports && ports.from === 123 && ports.to === 123;
}

function isStrange(range: string, declared: readonly string[]): boolean {
  return reachesInternet([range]) && !isWithin(range, declared);
}

function undeclared(opening: Opening, declared: readonly string[]): readonly string[] {
  return isTime(opening) ? [] : opening.cidrs.filter((cidr) => isStrange(cidr, declared));
}

/** A load balancer's group belongs to the edge, which answers callers and is judged by WAF and listener rules. */
function isEdgeOnly(node: ResourceNode, context: RuleContext): boolean {
  const { groups } = groupsOf(node);
  return (
    groups.length > 0 &&
    groups.every((group) => context.graph.referrers(group, "aws_lb", "security_groups").nodes.length > 0)
  );
}
