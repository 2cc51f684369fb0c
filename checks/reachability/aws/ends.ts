/** Which resources stand in subnets and talk: where, in which security groups, with which addresses and ports. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Answer } from "../../rules/kit/predicates";
import { some } from "../../rules/kit/predicates";
import { isReplica } from "../../rules/kit/rds";
import type { Flow } from "../core/traffic";
import { broker, cachePort, databaseFlows, files, kafka, portOr, search } from "./listening";
import { subnetTypes } from "./network";
import { Attachments, flag, isStated, type Linked, linked, numberAt, textAt, type View } from "./read";

export type EndKind = "compute" | "store" | "function" | "balancer" | "control-plane" | "interface";

/** What is known of one network interface, or of a set of equal ones. */
export interface EndDescription {
  /** The resource that a finding stands on. */
  readonly node: ResourceNode;
  readonly kind: EndKind;
  readonly subnets: Linked;
  /** `one-of`: AWS chooses among the subnets. */
  readonly spread: "each" | "one-of";
  readonly groups: Linked;
  readonly public4: Claim;
  readonly public6: Claim;
  /** Ports on which it answers; undefined where anything may answer, empty where nothing does. */
  readonly listens: readonly Flow[] | undefined;
  /** Opens SSH to the world, as EKS does for remote access without source groups. */
  readonly opensSsh?: boolean;
  /** Its own address, where stated. */
  readonly address?: string;
}

export interface Claim {
  readonly answer: Answer;
  readonly cause?: string;
}

const no: Claim = { answer: "no" };
const groupLike = [
  "aws_security_group",
  "aws_default_security_group",
  "aws_vpc",
  "aws_default_vpc",
  "aws_eks_cluster",
] as const;
const none: Linked = { nodes: [], missing: undefined, foreign: [] };

export function groupsAt(view: View, ...paths: readonly string[]): Linked {
  return merge(paths.map((path) => linked(view, path, groupLike)));
}

export function subnetsAt(view: View, path: string): Linked {
  return linked(view, path, subnetTypes);
}

export function merge(parts: readonly Linked[]): Linked {
  return {
    nodes: [...new Set(parts.flatMap((part) => part.nodes))],
    missing: parts.find((part) => part.missing !== undefined)?.missing,
    foreign: [...new Set(parts.flatMap((part) => part.foreign))],
  };
}

/** Subnets of a subnet group that the resource names; without one AWS takes those of the default network. */
function byGroup(node: ResourceNode, path: string, type: string): Linked {
  if (!isStated(node, path)) return { ...none, missing: `without ${path} AWS chooses the subnets` };
  const groups = linked(node, path, [type]);
  return merge([...groups.nodes.map((group) => subnetsAt(group, "subnet_ids")), { ...none, missing: groups.missing }]);
}

function claim(view: View, path: string, cause: string): Claim {
  const answer = flag(view, path);
  return answer === "unknown" ? { answer, cause } : { answer };
}

/** What a subnet gives out when nothing else is said. A default subnet gives out public addresses. */
function bySubnets(subnets: Linked, path: string, fallback: (subnet: ResourceNode) => Answer): Claim {
  const answers = subnets.nodes.map((subnet) =>
    subnet.mode === "data" ? flag(subnet, path, "unknown") : flag(subnet, path, fallback(subnet)),
  );
  const answer = some([
    ...answers,
    ...(subnets.missing !== undefined || subnets.nodes.length === 0 ? (["unknown"] as const) : []),
  ]);
  return answer === "unknown"
    ? { answer, cause: subnets.missing ?? "the subnet that gives out addresses is not in the inputs" }
    : { answer };
}

function public4Of(view: View, path: string, subnets: Linked): Claim {
  if (isStated(view, path)) return claim(view, path, `${path} is not known`);
  return bySubnets(subnets, "map_public_ip_on_launch", (subnet) =>
    subnet.type === "aws_default_subnet" ? "yes" : "no",
  );
}

function public6Of(view: View, subnets: Linked, addresses: string, count: string): Claim {
  if (isStated(view, addresses) || (numberAt(view, count) ?? 0) > 0) return { answer: "yes" };
  if (isStated(view, count))
    return numberAt(view, count) === 0 ? no : { answer: "unknown", cause: `${count} is not known` };
  return given6(subnets);
}

/** Only subnets with a range of IPv6 give out addresses of it. */
function given6(subnets: Linked): Claim {
  const given = bySubnets(subnets, "assign_ipv6_address_on_creation", () => "no");
  return given.answer === "unknown" && subnets.nodes.every((subnet) => !isStated(subnet, "ipv6_cidr_block"))
    ? no
    : given;
}

type Describe = (node: ResourceNode, context: Context) => readonly EndDescription[];

interface Context {
  readonly graph: ResourceGraph;
  readonly elastic: Attachments;
  readonly interfaceGroups: Attachments;
  readonly clusterMembers: Attachments;
}

function store(
  node: ResourceNode,
  parts: Pick<EndDescription, "subnets" | "groups" | "listens"> & Partial<EndDescription>,
): EndDescription {
  return { node, kind: "store", spread: "one-of", public4: no, public6: no, ...parts };
}

function database(node: ResourceNode, owner: ResourceNode): EndDescription {
  const placed = isStated(node, "db_subnet_group_name") ? node : owner;
  return store(node, {
    subnets: byGroup(placed, "db_subnet_group_name", "aws_db_subnet_group"),
    groups: groupsAt(owner, "vpc_security_group_ids"),
    public4: claim(node, "publicly_accessible", "publicly_accessible is not known"),
    listens: databaseFlows(node, owner),
  });
}

/** A replica without a group of its own stands in its source's subnets. */
function instanceOwner(node: ResourceNode): ResourceNode {
  return isReplica(node) ? (node.references("replicate_source_db").nodes[0] ?? node) : node;
}

const compute: Readonly<Record<string, Describe>> = {
  aws_instance: (node, context) => instanceEnds(node, context),
  aws_spot_instance_request: (node, context) => instanceEnds(node, context),
  aws_network_interface: (node, context) => interfaceEnds(node, context),
  aws_autoscaling_group: (node) => fleetEnds(node),
  aws_eks_node_group: (node) => nodeGroupEnds(node),
  aws_ecs_service: (node) => {
    const path = "network_configuration[0]";
    if (!isStated(node, path)) return [];
    const subnets = subnetsAt(node, `${path}.subnets`);
    const groups = groupsAt(node, `${path}.security_groups`);
    const public4 = claim(node, `${path}.assign_public_ip`, "assign_public_ip is not known");
    return [{ node, kind: "compute", subnets, groups, spread: "each", public4, public6: no, listens: undefined }];
  },
  aws_lambda_function: (node) => {
    if (!isStated(node, "vpc_config[0].subnet_ids")) return [];
    const subnets = subnetsAt(node, "vpc_config[0].subnet_ids");
    const groups = groupsAt(node, "vpc_config[0].security_group_ids");
    return [{ node, kind: "function", subnets, groups, spread: "each", public4: no, public6: no, listens: [] }];
  },
  aws_vpc_endpoint: (node) => {
    if (textAt(node, "vpc_endpoint_type") !== "Interface") return [];
    const common = { node, spread: "each", public4: no, public6: no, listens: undefined } as const;
    return [
      {
        ...common,
        kind: "interface",
        subnets: subnetsAt(node, "subnet_ids"),
        groups: groupsAt(node, "security_group_ids"),
      },
    ];
  },
  aws_eks_cluster: (node) => {
    const groups = groupsAt(node, "vpc_config[0].security_group_ids");
    const common = { node, spread: "each", public4: no, public6: no, listens: portOr(node, 443) } as const;
    return [
      {
        ...common,
        kind: "control-plane",
        subnets: subnetsAt(node, "vpc_config[0].subnet_ids"),
        groups: { ...groups, nodes: [...groups.nodes, node] },
      },
    ];
  },
};

const stores: Readonly<Record<string, Describe>> = {
  aws_db_instance: (node) => [database(node, instanceOwner(node))],
  aws_rds_cluster_instance: (node) => [
    database(node, linked(node, "cluster_identifier", ["aws_rds_cluster"]).nodes[0] ?? node),
  ],
  aws_rds_cluster: (node, { clusterMembers }) => (clusterMembers.of(node).length > 0 ? [] : [database(node, node)]),
  aws_docdb_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "db_subnet_group_name", "aws_docdb_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      listens: portOr(node, 27017),
    }),
  ],
  aws_neptune_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "neptune_subnet_group_name", "aws_neptune_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      listens: portOr(node, 8182),
    }),
  ],
  aws_redshift_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "cluster_subnet_group_name", "aws_redshift_subnet_group"),
      groups: groupsAt(node, "vpc_security_group_ids"),
      public4: isStated(node, "publicly_accessible")
        ? claim(node, "publicly_accessible", "publicly_accessible is not known")
        : { answer: "unknown", cause: "the default of publicly_accessible differs between versions of the provider" },
      listens: portOr(node, 5439),
    }),
  ],
  aws_elasticache_cluster: (node) => (isStated(node, "replication_group_id") ? [] : [cache(node)]),
  aws_elasticache_replication_group: (node) => [cache(node)],
  aws_memorydb_cluster: (node) => [
    store(node, {
      subnets: byGroup(node, "subnet_group_name", "aws_memorydb_subnet_group"),
      groups: groupsAt(node, "security_group_ids"),
      listens: portOr(node, 6379),
    }),
  ],
  aws_msk_cluster: (node) => {
    const path = "broker_node_group_info[0]";
    const access = textAt(node, `${path}.connectivity_info[0].public_access[0].type`);
    return [
      store(node, {
        spread: "each",
        subnets: subnetsAt(node, `${path}.client_subnets`),
        groups: groupsAt(node, `${path}.security_groups`),
        public4: { answer: access === "SERVICE_PROVIDED_EIPS" ? "yes" : "no" },
        listens: kafka,
      }),
    ];
  },
  aws_opensearch_domain: (node) => {
    if (!isStated(node, "vpc_options[0].subnet_ids")) return [];
    const groups = groupsAt(node, "vpc_options[0].security_group_ids");
    return [
      store(node, { spread: "each", subnets: subnetsAt(node, "vpc_options[0].subnet_ids"), groups, listens: search }),
    ];
  },
  aws_efs_mount_target: (node) => [
    store(node, { subnets: subnetsAt(node, "subnet_id"), groups: groupsAt(node, "security_groups"), listens: files }),
  ],
  aws_mq_broker: (node) => [
    store(node, {
      subnets: isStated(node, "subnet_ids")
        ? subnetsAt(node, "subnet_ids")
        : { ...none, missing: "without subnet_ids AWS chooses the subnets" },
      groups: groupsAt(node, "security_groups"),
      public4: claim(node, "publicly_accessible", "publicly_accessible is not known"),
      listens: broker,
    }),
  ],
};

function cache(node: ResourceNode): EndDescription {
  const subnets = byGroup(node, "subnet_group_name", "aws_elasticache_subnet_group");
  return store(node, { subnets, groups: groupsAt(node, "security_group_ids"), listens: cachePort(node) });
}

function instanceEnds(node: ResourceNode, context: Context): readonly EndDescription[] {
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
function interfaceEnds(node: ResourceNode, context: Context): readonly EndDescription[] {
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

function fleetEnds(node: ResourceNode): readonly EndDescription[] {
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
function nodeGroupEnds(node: ResourceNode): readonly EndDescription[] {
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

const describers: Readonly<Record<string, Describe>> = { ...compute, ...stores };

/** Everything of the inputs that stands in a network. Balancers are described apart. */
export function endsOf(graph: ResourceGraph): readonly EndDescription[] {
  const machines = ["aws_instance", "aws_network_interface"];
  const context: Context = {
    graph,
    elastic: new Attachments(
      graph,
      [
        ["aws_eip", "instance"],
        ["aws_eip", "network_interface"],
        ["aws_eip_association", "instance_id"],
        ["aws_eip_association", "network_interface_id"],
      ],
      machines,
    ),
    interfaceGroups: new Attachments(
      graph,
      [["aws_network_interface_sg_attachment", "network_interface_id"]],
      machines,
    ),
    clusterMembers: new Attachments(graph, [["aws_rds_cluster_instance", "cluster_identifier"]], ["aws_rds_cluster"]),
  };
  return Object.entries(describers).flatMap(([type, describe]) =>
    graph.ofType(type).flatMap((node) => (node.mode === "data" ? [] : describe(node, context))),
  );
}
