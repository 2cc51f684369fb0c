/** Machines: alone, in fleets, and as nodes of a cluster; with interfaces and templates of their own. */
import type { ResourceNode } from "../../../graph/graph";
import { isStated, type Linked, linked, textAt } from "../read";
import {
  type Claim,
  type Context,
  type EndDescription,
  given6,
  groupsAt,
  merge,
  no,
  none,
  public4Of,
  public6Of,
  subnetsAt,
} from "./description";

export function instanceEnds(node: ResourceNode, context: Context): readonly EndDescription[] {
  const attached = [...node.blocks("network_interface").items, ...node.blocks("primary_network_interface").items].map(
    (block) => linked(block, "network_interface_id", ["aws_network_interface"]),
  );
  // What stands on interfaces of its own has their places and groups.
  if (attached.length > 0)
    return attached.flatMap((one) => one.nodes.flatMap((eni) => interfaceEnd(eni, node, context)));
  const template = linked(node, "launch_template[0].id", ["aws_launch_template"]).nodes[0];
  const subnets = isStated(node, "subnet_id")
    ? subnetsAt(node, "subnet_id")
    : { ...none, missing: "without subnet_id AWS puts it into the default network" };
  const own = groupsAt(node, "vpc_security_group_ids", "security_groups");
  const added = context.interfaceGroups.of(node).map((one) => groupsAt(one, "security_group_id"));
  const groups =
    isStated(node, "vpc_security_group_ids") || isStated(node, "security_groups") || !template
      ? own
      : templateGroups(template);
  const elastic = context.elastic.of(node);
  const public4: Claim =
    elastic.length > 0 ? { answer: "yes" } : public4Of(node, "associate_public_ip_address", subnets);
  const public6 = public6Of(node, subnets, "ipv6_addresses", "ipv6_address_count");
  const address = textAt(node, "private_ip");
  const common = { node, kind: "compute", spread: "each", listens: undefined } as const;
  return [
    {
      ...common,
      subnets,
      groups: merge([groups, ...added]),
      public4,
      public6,
      ...(address === undefined ? {} : { address }),
    },
  ];
}

/** Interfaces that an instance names itself are described there. */
export function interfaceEnds(node: ResourceNode, context: Context): readonly EndDescription[] {
  const users = ["network_interface[0].network_interface_id", "primary_network_interface[0].network_interface_id"];
  const isNamed = users.some((path) => context.graph.referrers(node, "aws_instance", path).nodes.length > 0);
  if (isNamed || node.mode === "data") return [];
  const instances = node
    .blocks("attachment")
    .items.flatMap((block) => linked(block, "instance", ["aws_instance"]).nodes);
  return interfaceEnd(node, instances[0] ?? node, context);
}

function interfaceEnd(eni: ResourceNode, holder: ResourceNode, context: Context): readonly EndDescription[] {
  const subnets = subnetsAt(eni, "subnet_id");
  const elastic = [...context.elastic.of(eni), ...context.elastic.of(holder)];
  const added = context.interfaceGroups.of(eni).map((one) => groupsAt(one, "security_group_id"));
  const public6 = public6Of(eni, subnets, "ipv6_addresses", "ipv6_address_count");
  // An interface that is made apart gets no public address from its subnet.
  const public4: Claim = { answer: elastic.length > 0 ? "yes" : "no" };
  const groups = merge([groupsAt(eni, "security_groups"), ...added]);
  return [{ node: holder, kind: "compute", subnets, groups, spread: "each", public4, public6, listens: undefined }];
}

function templateGroups(template: ResourceNode): Linked {
  const interfaces = template.blocks("network_interfaces").items.map((block) => groupsAt(block, "security_groups"));
  return merge([groupsAt(template, "vpc_security_group_ids"), ...interfaces]);
}

export function fleetEnds(node: ResourceNode): readonly EndDescription[] {
  const subnets = isStated(node, "vpc_zone_identifier")
    ? subnetsAt(node, "vpc_zone_identifier")
    : { ...none, missing: "without vpc_zone_identifier AWS takes the default network" };
  const mixed = "mixed_instances_policy[0].launch_template[0].launch_template_specification[0]";
  const templates = merge(
    [
      ["launch_template[0].id", "aws_launch_template"],
      ["launch_template[0].name", "aws_launch_template"],
      [`${mixed}.launch_template_id`, "aws_launch_template"],
      [`${mixed}.launch_template_name`, "aws_launch_template"],
      ["launch_configuration", "aws_launch_configuration"],
    ].map(([path = "", type = ""]) => linked(node, path, [type])),
  );
  const [template] = templates.nodes;
  if (!template) {
    const missing = templates.missing ?? "its launch template is not in the inputs";
    const cause: Claim = { answer: "unknown", cause: missing };
    return [
      {
        node,
        kind: "compute",
        subnets,
        groups: { ...none, missing },
        spread: "each",
        public4: cause,
        public6: no,
        listens: undefined,
      },
    ];
  }
  const [view = template] = template.blocks("network_interfaces").items;
  const groups =
    template.type === "aws_launch_configuration" ? groupsAt(template, "security_groups") : templateGroups(template);
  const public4 = public4Of(view, "associate_public_ip_address", subnets);
  const public6 = public6Of(view, subnets, "ipv6_addresses", "ipv6_address_count");
  return [{ node, kind: "compute", subnets, groups, spread: "each", public4, public6, listens: undefined }];
}

/** Nodes are in the cluster's own group unless their template names others. */
export function nodeGroupEnds(node: ResourceNode): readonly EndDescription[] {
  const subnets = subnetsAt(node, "subnet_ids");
  const [template] = linked(node, "launch_template[0].id", ["aws_launch_template"]).nodes;
  const stated = template ? templateGroups(template) : none;
  const cluster = linked(node, "cluster_name", ["aws_eks_cluster"]);
  const own: Linked =
    cluster.nodes.length > 0
      ? { ...none, nodes: cluster.nodes }
      : { ...none, missing: "the group of its cluster is not in the inputs" };
  const groups = stated.nodes.length + stated.foreign.length > 0 || stated.missing !== undefined ? stated : own;
  const remote = "remote_access[0].ec2_ssh_key";
  const opensSsh = isStated(node, remote) && !isStated(node, "remote_access[0].source_security_group_ids");
  const [view = template] = template?.blocks("network_interfaces").items ?? [];
  const public4 = public4Of(view ?? node, "associate_public_ip_address", subnets);
  const common = { node, kind: "compute", spread: "each", listens: undefined } as const;
  return [{ ...common, subnets, groups, public4, public6: given6(subnets), opensSsh }];
}
