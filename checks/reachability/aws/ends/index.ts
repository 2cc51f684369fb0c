/** Which resources stand in subnets and talk: where, in which security groups, with which addresses and ports. */
import type { ResourceGraph } from "../../../graph/graph";
import { Attachments } from "../read";
import { compute } from "./compute";
import type { Context, Describe, EndDescription } from "./description";
import { stores } from "./stores";

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
