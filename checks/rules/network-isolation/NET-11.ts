import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { coversWorld, isNoWiderThanNetwork, isWithin } from "../kit/cidr";
import { isList } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judgeUnseen, verdict } from "../kit/judge";
import { isSet } from "../kit/predicates";

/** By type, where a route says what it is for. */
const destinations: Readonly<Record<string, readonly string[]>> = {
  aws_route: ["destination_cidr_block", "destination_ipv6_cidr_block"],
  aws_route_table: ["cidr_block", "ipv6_cidr_block"],
  aws_default_route_table: ["cidr_block", "ipv6_cidr_block"],
};
const peering = "vpc_peering_connection_id";

/** Routes to another network lead to that network, and no further. */
export const rule: Rule = {
  metadata: {
    id: "NET-11",
    aliases: [],
    title: "Routes of a peering reach no further than the peer",
    control: "network-isolation.peering-routes",
    severity: "medium",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: Object.keys(destinations),
    rationale:
      "A route wider than the peer sends traffic for strangers into somebody else's network, who can read and answer it.",
    remediation:
      "Set destination_cidr_block (cidr_block in a route table) of a route with vpc_peering_connection_id to the peer's range, or to the subnets that are needed.",
    parameters: {},
    checks: [
      {
        id: "NET-11.world",
        title: "A peering is no way to the whole world",
        severity: "medium",
        equivalents: { checkov: ["CKV2_AWS_44"] },
      },
      {
        id: "NET-11.peer-range",
        title: "A route of a peering is no wider than the peer",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisAws: ["5.5"],
      nist: ["SC-7", "AC-4"],
      iso: ["A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.type === "aws_route") return judgeRoute(node, node);
    const routes = node.blocks("route");
    return [
      ...routes.items.flatMap((route) => judgeRoute(node, route)),
      ...judgeUnseen(routes, { path: "route", expected: "the peer's range" }, worldWords),
    ];
  },
};

const worldWords = { check: "NET-11.world", fails: "The route sends traffic for the whole world to the peer" };

function judgeRoute(node: ResourceNode, route: ResourceNode | BlockView): readonly CheckResult[] {
  if (isSet().ask(route.get(peering)) === "no") return [];
  return (destinations[node.type] ?? []).flatMap((path) => {
    const reading = route.get(path);
    if (reading.kind === "absent") return [];
    const fullPath = "address" in route ? path : `${route.path}.${path}`;
    const facts = { path: fullPath, expected: "the peer's range" };
    // The peer's own range, once it is known, is as wide as the peer.
    if (reading.kind === "unknown" || typeof reading.value !== "string") {
      const reason = reading.kind === "unknown" ? reading.cause : "the destination cannot be read";
      const ofNetwork = route.references(path).nodes.some(({ type }) => type === "aws_vpc" || type === "aws_subnet");
      return [verdict(ofNetwork ? "yes" : "unknown", { ...facts, actual: null, reason }, worldWords)];
    }
    const range = { ...facts, actual: reading.value };
    if (coversWorld([reading.value])) return [verdict("no", range, worldWords)];
    return [verdict("yes", range, worldWords), judgeRange(route, range)];
  });
}

function judgeRange(
  route: ResourceNode | BlockView,
  facts: { readonly path: string; readonly expected: string; readonly actual: string },
): CheckResult {
  const peerings = route.references(peering).nodes;
  const networks = peerings.flatMap((one) => ["vpc_id", "peer_vpc_id"].flatMap((path) => one.references(path).nodes));
  const ranges = networks.flatMap((network) =>
    ["cidr_block", "ipv6_cidr_block"].flatMap((path) => textAt(network, path)),
  );
  // Of a peer that is not among the inputs, no more is known than how wide a network can be.
  const seen = new Set(networks).size > 1 && ranges.length >= new Set(networks).size;
  const fits = seen ? isWithin(facts.actual, ranges) : isNoWiderThanNetwork(facts.actual);
  return verdict(
    fits ? "yes" : "no",
    facts,
    {
      check: "NET-11.peer-range",
      fails: "The route is wider than the network that it leads to",
      passes: "The route is no wider than the network that it leads to",
    },
    { related: [...peerings, ...networks] },
  );
}

function textAt(node: ResourceNode, path: string): readonly string[] {
  const reading = node.get(path);
  if (reading.kind !== "known" && reading.kind !== "default") return [];
  return (isList(reading.value) ? reading.value : [reading.value]).filter((item) => typeof item === "string");
}
