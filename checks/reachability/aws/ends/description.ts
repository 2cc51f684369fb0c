/** What is known of a resource that stands in subnets, and how its places, groups and public addresses are read. */
import type { ResourceGraph, ResourceNode } from "../../../graph/graph";
import { type Answer, some } from "../../../rules/kit/predicates";
import type { Flow } from "../../core/traffic";
import { type Attachments, flag, isStated, type Linked, linked, numberAt, type View } from "../read";
import { subnetTypes } from "../subnetRoutes";

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

export const no: Claim = { answer: "no" };
const groupLike = [
  "aws_security_group",
  "aws_default_security_group",
  "aws_vpc",
  "aws_default_vpc",
  "aws_eks_cluster",
] as const;
export const none: Linked = { nodes: [], missing: undefined, foreign: [] };

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
export function byGroup(node: ResourceNode, path: string, type: string): Linked {
  if (!isStated(node, path)) return { ...none, missing: `without ${path} AWS chooses the subnets` };
  const groups = linked(node, path, [type]);
  return merge([...groups.nodes.map((group) => subnetsAt(group, "subnet_ids")), { ...none, missing: groups.missing }]);
}

export function claim(view: View, path: string, cause: string): Claim {
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

export function public4Of(view: View, path: string, subnets: Linked): Claim {
  if (isStated(view, path)) return claim(view, path, `${path} is not known`);
  return bySubnets(subnets, "map_public_ip_on_launch", (subnet) =>
    subnet.type === "aws_default_subnet" ? "yes" : "no",
  );
}

export function public6Of(view: View, subnets: Linked, addresses: string, count: string): Claim {
  if (isStated(view, addresses) || (numberAt(view, count) ?? 0) > 0) return { answer: "yes" };
  if (isStated(view, count))
    return numberAt(view, count) === 0 ? no : { answer: "unknown", cause: `${count} is not known` };
  return given6(subnets);
}

/** Only subnets with a range of IPv6 give out addresses of it. */
export function given6(subnets: Linked): Claim {
  const given = bySubnets(subnets, "assign_ipv6_address_on_creation", () => "no");
  return given.answer === "unknown" && subnets.nodes.every((subnet) => !isStated(subnet, "ipv6_cidr_block"))
    ? no
    : given;
}

export type Describe = (node: ResourceNode, context: Context) => readonly EndDescription[];

export interface Context {
  readonly graph: ResourceGraph;
  readonly elastic: Attachments;
  readonly interfaceGroups: Attachments;
  readonly clusterMembers: Attachments;
}
