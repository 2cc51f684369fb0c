/** Whatever runs code or stands in its place: machines, tasks, functions, endpoints, the control plane. */
import { portOr } from "../listening";
import { isStated, textAt } from "../read";
import { claim, type Describe, groupsAt, no, subnetsAt } from "./description";
import { fleetEnds, instanceEnds, interfaceEnds, nodeGroupEnds } from "./machines";

export const compute: Readonly<Record<string, Describe>> = {
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
