/** Matrices for tests of the picture: an ordinary one, a crowded one, and one with hostile and endless names. */
import type { Matrix, MatrixEdge, MatrixParty } from "../../reachability/matrix";

function party(id: string, kind: string, size = 1): MatrixParty {
  const members = Array.from({ length: Math.min(size, 10) }, (_, index) => (index === 0 ? id : `${id}_${index + 1}`));
  return { id, kind, members, size };
}

function edge(from: string, to: string, traffic: readonly string[], more: Partial<MatrixEdge> = {}): MatrixEdge {
  return { from, to, answer: "yes", traffic, by: ["aws_security_group.one"], anybody: true, ...more };
}

const internet: MatrixParty = { id: "internet", kind: "outside", members: [], size: 0 };

export const awsMatrix: Matrix = {
  network: "aws",
  parties: [
    internet,
    { ...internet, id: "other networks" },
    party("aws_db_instance.main", "store"),
    party("aws_eks_cluster.main", "control-plane"),
    party("aws_eks_node_group.nodes", "compute", 12),
    party("aws_instance.loader", "data"),
    party("aws_lambda_function.notify", "function"),
    party("aws_lb.edge", "balancer"),
    party("aws_lb.inner", "balancer"),
  ],
  edges: [
    edge("internet", "aws_lb.edge", ["tcp 443", "tcp 80"]),
    edge("internet", "aws_instance.loader", ["tcp 22"], { anybody: false }),
    edge("aws_lb.edge", "aws_eks_node_group.nodes", ["tcp 8080"]),
    edge("aws_eks_node_group.nodes", "aws_lambda_function.notify", ["tcp 443"]),
    edge("aws_eks_node_group.nodes", "aws_db_instance.main", ["tcp 5432"]),
    edge("aws_lambda_function.notify", "aws_db_instance.main", ["tcp 5432"], { answer: "may" }),
    edge("aws_instance.loader", "aws_db_instance.main", ["tcp 5432"]),
    edge("aws_eks_node_group.nodes", "aws_eks_cluster.main", ["tcp 443"]),
    edge("aws_eks_node_group.nodes", "internet", ["all traffic"]),
    edge("aws_lambda_function.notify", "internet", ["tcp 443"]),
    edge("other networks", "aws_lb.inner", ["tcp 443", "tcp 1", "tcp 2", "tcp 3", "tcp 4", "tcp 5"]),
  ],
  omitted: 3,
};

function flatCluster(namespaces: readonly string[]): Matrix {
  const pods = namespaces.map((name) => party(`Deployment/${name}/app`, "pods", 3));
  const all = [internet, ...pods];
  return {
    network: "kubernetes",
    parties: all,
    edges: all.flatMap((from, row) =>
      all.flatMap((to, column) =>
        from === to || row === 0 ? [] : [edge(from.id, to.id, [`tcp ${8000 + ((row * column) % 7)}`])],
      ),
    ),
    omitted: 0,
  };
}

export const crowdedMatrix = flatCluster(Array.from({ length: 20 }, (_, index) => `department-${index + 10}`));

export const hostileMatrix = flatCluster([
  "a-very-long-name-that-somebody-chose-".repeat(8),
  `"></text><script>window.injected=1</script>&\u001b[2J\u202e`,
  "नगर-निगम-".repeat(20),
]);
