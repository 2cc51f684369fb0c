/** Load balancers: where they listen, and to which targets they pass connections on. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Permit } from "../core/model";
import { anything, type Flow, protocolsOf } from "../core/traffic";
import { type Claim, type EndDescription, groupsAt, merge, subnetsAt } from "./ends/description";
import { Attachments, flag, isStated, keyOf, linked, numberAt, textAt, type View } from "./read";

interface BalancerTarget {
  /** The resource that answers. */
  readonly node: ResourceNode;
  readonly permit: Permit;
  /** Whether the target sees the caller's own address. */
  readonly keepsSource: boolean;
}

export interface Balancer {
  readonly end: EndDescription;
  /** Network load balancers without a security group let everything through that they listen for. */
  readonly unguarded: boolean;
  readonly listens: readonly Permit[];
  readonly targets: readonly BalancerTarget[];
}

const listenerProtocols: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["tcp"],
  HTTPS: ["tcp"],
  TCP: ["tcp"],
  TLS: ["tcp"],
  SSL: ["tcp"],
  UDP: ["udp"],
  TCP_UDP: ["tcp", "udp"],
  QUIC: ["udp"],
  TCP_QUIC: ["tcp", "udp"],
};

function protocolsFor(text: string | undefined): number {
  return (listenerProtocols[text?.toUpperCase() ?? "TCP"] ?? ["tcp"]).reduce(
    (mask, name) => mask | protocolsOf(name),
    0,
  );
}

function flowAt(view: View, portPath: string, protocolPath: string): { readonly flow: Flow; readonly cause?: string } {
  const protocols = protocolsFor(textAt(view, protocolPath));
  const port = numberAt(view, portPath);
  if (port === undefined)
    return { flow: { ...anything, protocols }, cause: `${portPath} of a listener or target is not known` };
  return { flow: { ...anything, protocols, from: port, to: port } };
}

function permitAt(view: View, portPath: string, protocolPath: string, by: readonly string[]): Permit {
  const { flow, cause } = flowAt(view, portPath, protocolPath);
  return cause === undefined ? { flow, sure: true, by } : { flow, sure: false, by, cause };
}

export function balancersOf(graph: ResourceGraph): readonly Balancer[] {
  const managed = (type: string) => graph.ofType(type).filter((node) => node.mode === "managed");
  const targets = new Targets(graph);
  return [
    ...managed("aws_lb").map((node) => modern(node, targets)),
    ...managed("aws_elb").map((node) => classic(node, targets)),
  ];
}

function facing(node: ResourceNode): Claim {
  const internal = flag(node, "internal");
  if (internal === "unknown") return { answer: "unknown", cause: "internal is not known" };
  return { answer: internal === "yes" ? "no" : "yes" };
}

const noAddress: Claim = { answer: "no" };

function endOf(node: ResourceNode): EndDescription {
  const mapped = node.blocks("subnet_mapping").items.map((block) => subnetsAt(block, "subnet_id"));
  const public4 = facing(node);
  return {
    node,
    kind: "balancer",
    subnets: merge([subnetsAt(node, "subnets"), ...mapped]),
    spread: "each",
    groups: groupsAt(node, "security_groups"),
    public4,
    public6: textAt(node, "ip_address_type")?.startsWith("dualstack") ? public4 : noAddress,
    listens: undefined,
  };
}

function modern(node: ResourceNode, targets: Targets): Balancer {
  const isNetwork = ["network", "gateway"].includes(textAt(node, "load_balancer_type") ?? "application");
  const listeners = targets.listeners.of(node);
  return {
    end: endOf(node),
    unguarded: isNetwork && !isStated(node, "security_groups"),
    listens: listeners.map((listener) => permitAt(listener, "port", "protocol", [listener.address])),
    targets: listeners.flatMap((listener) => targets.behind(listener, isNetwork)),
  };
}

function classic(node: ResourceNode, targets: Targets): Balancer {
  const listeners = node.blocks("listener").items;
  const machines = [...linked(node, "instances", ["aws_instance"]).nodes, ...targets.classic(node)];
  return {
    end: endOf(node),
    unguarded: false,
    listens: listeners.map((listener) => permitAt(listener, "lb_port", "lb_protocol", [node.address])),
    targets: listeners.flatMap((listener) =>
      machines.map((machine) => ({
        node: machine,
        permit: permitAt(listener, "instance_port", "instance_protocol", []),
        keepsSource: false,
      })),
    ),
  };
}

class Targets {
  readonly listeners: Attachments;
  private readonly rules: Attachments;
  private readonly attachments: Attachments;
  private readonly fleets: Attachments;
  private readonly fleetAttachments: Attachments;
  private readonly services: Attachments;
  private readonly classicAttachments: Attachments;
  private readonly classicFleets: Attachments;
  private readonly memo = new Map<string, readonly BalancerTarget[]>();

  constructor(graph: ResourceGraph) {
    const group = ["aws_lb_target_group"];
    this.listeners = new Attachments(graph, [["aws_lb_listener", "load_balancer_arn"]], ["aws_lb"]);
    this.rules = new Attachments(graph, [["aws_lb_listener_rule", "listener_arn"]], ["aws_lb_listener"]);
    this.attachments = new Attachments(graph, [["aws_lb_target_group_attachment", "target_group_arn"]], group);
    this.fleets = new Attachments(graph, [["aws_autoscaling_group", "target_group_arns"]], group);
    this.fleetAttachments = new Attachments(
      graph,
      [
        ["aws_autoscaling_attachment", "lb_target_group_arn"],
        ["aws_autoscaling_attachment", "alb_target_group_arn"],
      ],
      group,
    );
    this.services = new Attachments(graph, [["aws_ecs_service", "load_balancer"]], group);
    this.classicAttachments = new Attachments(graph, [["aws_elb_attachment", "elb"]], ["aws_elb"]);
    this.classicFleets = new Attachments(graph, [["aws_autoscaling_group", "load_balancers"]], ["aws_elb"]);
  }

  behind(listener: ResourceNode, isNetwork: boolean): readonly BalancerTarget[] {
    const actions = [
      ...listener.blocks("default_action").items,
      ...this.rules.of(listener).flatMap((rule) => rule.blocks("action").items),
    ];
    const groups = actions.flatMap((action) => [
      ...linked(action, "target_group_arn", ["aws_lb_target_group"]).nodes,
      ...action
        .blocks("forward")
        .items.flatMap((forward) =>
          forward.blocks("target_group").items.flatMap((one) => linked(one, "arn", ["aws_lb_target_group"]).nodes),
        ),
    ]);
    return [...new Set(groups)].flatMap((group) => this.of(group, isNetwork));
  }

  classic(balancer: ResourceNode): readonly ResourceNode[] {
    const attached = this.classicAttachments
      .of(balancer)
      .flatMap((one) => linked(one, "instance", ["aws_instance"]).nodes);
    return [...attached, ...this.classicFleets.of(balancer)];
  }

  private of(group: ResourceNode, isNetwork: boolean): readonly BalancerTarget[] {
    const key = `${keyOf(group)} ${isNetwork}`;
    const known = this.memo.get(key) ?? this.read(group, isNetwork);
    this.memo.set(key, known);
    return known;
  }

  private read(group: ResourceNode, isNetwork: boolean): readonly BalancerTarget[] {
    const own = permitAt(group, "port", "protocol", [group.address]);
    const keepsSource = isNetwork && keepsCaller(group);
    const attached = this.attachments.of(group).flatMap((attachment) => {
      const permit = isStated(attachment, "port") ? permitAt(attachment, "port", "", [group.address]) : own;
      const { nodes } = linked(attachment, "target_id", targetTypes);
      return nodes.map((node) => ({
        node,
        permit: { ...permit, flow: { ...permit.flow, protocols: own.flow.protocols } },
        keepsSource,
      }));
    });
    const fleets = [
      ...this.fleets.of(group),
      ...this.fleetAttachments
        .of(group)
        .flatMap((one) => linked(one, "autoscaling_group_name", ["aws_autoscaling_group"]).nodes),
    ];
    const services = this.services
      .of(group)
      .flatMap((service) =>
        service
          .blocks("load_balancer")
          .items.flatMap((block) =>
            linked(block, "target_group_arn", ["aws_lb_target_group"]).nodes.includes(group)
              ? [{ node: service, permit: permitAt(block, "container_port", "", [group.address]), keepsSource }]
              : [],
          ),
      );
    return [...attached, ...fleets.map((node) => ({ node, permit: own, keepsSource })), ...services];
  }
}

const targetTypes = [
  "aws_instance",
  "aws_lb",
  "aws_network_interface",
  "aws_db_instance",
  "aws_lambda_function",
] as const;

/** Elastic Load Balancing: on for targets by instance; for targets by address only where the protocol has no streams. */
function keepsCaller(group: ResourceNode): boolean {
  const stated = flag(group, "preserve_client_ip", "unknown");
  if (stated !== "unknown") return stated === "yes";
  const byAddress = ["ip", "alb"].includes(textAt(group, "target_type") ?? "instance");
  return !byAddress || ["UDP", "TCP_UDP"].includes(textAt(group, "protocol") ?? "");
}
