/** Kinds of load balancers, whom they serve, and what their listeners do with plaintext. */
import type { BlockList, ResourceGraph, ResourceNode } from "../../graph/graph";
import { type Answer, equals, every, isTrue, not, orAbsent, some } from "./predicates";

/** Whether it speaks HTTP; network and gateway load balancers pass on what they do not read. */
export function isApplicationBalancer(balancer: ResourceNode): Answer {
  return orAbsent(equals("application")).ask(balancer.get("load_balancer_type"));
}

/** Whether it serves the internet, which it does unless told otherwise. */
export function isInternetFacing(balancer: ResourceNode): Answer {
  return not(isTrue().ask(balancer.get("internal")));
}

/**
 * Whether the group is that of internet-facing load balancers, and nothing else's, whose listeners on port 80 all do
 * nothing but redirect to HTTPS.
 */
export function onlyRedirectsPlaintext(graph: ResourceGraph, group: ResourceNode): Answer {
  const balancers = graph.referrers(group, "aws_lb", "security_groups");
  if (balancers.nodes.length === 0) return balancers.unresolved ? "unknown" : "no";
  if (hasOtherUsers(graph, group)) return "no";
  return every(balancers.nodes.map((balancer) => redirects(graph, balancer)));
}

const otherUsers: Readonly<Record<string, string>> = {
  aws_instance: "vpc_security_group_ids",
  aws_launch_template: "vpc_security_group_ids",
  aws_db_instance: "vpc_security_group_ids",
  aws_network_interface: "security_groups",
};

function hasOtherUsers(graph: ResourceGraph, group: ResourceNode): boolean {
  return Object.entries(otherUsers).some(([type, path]) => graph.referrers(group, type, path).nodes.length > 0);
}

function redirects(graph: ResourceGraph, balancer: ResourceNode): Answer {
  const facing = isInternetFacing(balancer);
  const listeners = graph.referrers(balancer, "aws_lb_listener", "load_balancer_arn");
  const ports = listeners.nodes.map((listener) => ({ listener, plaintext: equals(80).ask(listener.get("port")) }));
  const plaintext = ports.filter(({ plaintext }) => plaintext !== "no");
  if (plaintext.length === 0) return listeners.unresolved ? "unknown" : "no";
  return every([
    facing,
    ...plaintext.map(({ listener, plaintext }) => some([not(plaintext), onlyRedirects(graph, listener)])),
    ...(listeners.unresolved ? (["unknown"] as const) : []),
  ]);
}

function onlyRedirects(graph: ResourceGraph, listener: ResourceNode): Answer {
  const rules = graph.referrers(listener, "aws_lb_listener_rule", "listener_arn").nodes;
  return every([
    redirectActions(listener.blocks("default_action")),
    ...rules.map((rule) => redirectActions(rule.blocks("action"))),
  ]);
}

function redirectActions(actions: BlockList): Answer {
  if (actions.unknown !== undefined) return "unknown";
  if (actions.items.length === 0) return "no";
  return every(
    actions.items.flatMap((action) => [
      equals("redirect").ask(action.get("type")),
      ...action.blocks("redirect").items.map((redirect) => orAbsent(equals("HTTPS")).ask(redirect.get("protocol"))),
    ]),
  );
}
