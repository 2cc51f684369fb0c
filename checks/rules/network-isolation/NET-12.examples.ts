import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { networkPolicy } from "../kit/clusterExample";
import { ref } from "../kit/example";
import { manifestExample } from "../kit/podExample";
import { example } from "../kit/scopedExample";

const group = (parts: JsonObject = {}): JsonObject => ({ description: "Nodes", vpc_id: "vpc-0a1b2c3d", ...parts });
const egress = (ranges: JsonObject): JsonObject => ({
  description: "Out",
  protocol: "tcp",
  from_port: 443,
  to_port: 443,
  cidr_blocks: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
  ...ranges,
});
const split = (range: JsonObject): JsonObject => ({
  security_group_id: ref("aws_security_group.nodes.id"),
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  ...range,
});

export const examples: RuleExamples = [
  example("net-12-good", {
    resource: {
      aws_security_group: {
        nodes: group({ egress: [egress({ cidr_blocks: ["10.20.0.0/16"] })] }),
        silent: group(),
      },
      aws_vpc_security_group_egress_rule: {
        store: split({ prefix_list_id: "pl-0a1b2c3d" }),
        peers: split({ referenced_security_group_id: ref("aws_security_group.silent.id") }),
        time: split({ ip_protocol: "udp", from_port: 123, to_port: 123, cidr_ipv4: "0.0.0.0/0" }),
      },
    },
  }),
  example("net-12-good-edge", {
    resource: {
      aws_security_group: { edge: group({ egress: [egress({ cidr_blocks: ["0.0.0.0/0"] })] }) },
      aws_lb: {
        edge: {
          load_balancer_type: "application",
          security_groups: [ref("aws_security_group.edge.id")],
          subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
        },
      },
    },
  }),
  example(
    "net-12-bad-world",
    {
      resource: {
        aws_security_group: { nodes: group() },
        aws_vpc_security_group_egress_rule: { out: split({ cidr_ipv4: "0.0.0.0/0" }) },
      },
    },
    { fails: [["NET-12.declared-egress", "aws_vpc_security_group_egress_rule.out"]] },
  ),
  example(
    "net-12-bad-near-the-port-of-time",
    {
      resource: {
        aws_security_group: { nodes: group() },
        aws_vpc_security_group_egress_rule: {
          tcp: split({ from_port: 123, to_port: 123, cidr_ipv4: "0.0.0.0/0" }),
          range: split({ ip_protocol: "udp", from_port: 123, to_port: 124, cidr_ipv4: "0.0.0.0/0" }),
        },
      },
    },
    {
      fails: [
        ["NET-12.declared-egress", "aws_vpc_security_group_egress_rule.tcp"],
        ["NET-12.declared-egress", "aws_vpc_security_group_egress_rule.range"],
      ],
    },
  ),
  example(
    "net-12-bad-undeclared-third-party",
    {
      resource: {
        aws_security_group: { nodes: group({ egress: [egress({ cidr_blocks: ["10.20.0.0/16", "198.41.0.0/24"] })] }) },
      },
    },
    { fails: [["NET-12.declared-egress", "aws_security_group.nodes"]] },
  ),
  manifestExample(
    "net-12-good-policy",
    networkPolicy(
      "out",
      "podSelector: {}\npolicyTypes: [Egress]\negress:\n  - to:\n      - namespaceSelector: {}\n      - ipBlock:\n          cidr: 10.20.0.0/16\n  - ports:\n      - port: 53\n        protocol: UDP\n  - ports:\n      - port: 123\n        protocol: UDP",
    ),
  ),
  manifestExample(
    "net-12-bad-policy-to-a-stranger",
    networkPolicy(
      "out",
      "podSelector: {}\npolicyTypes: [Egress]\negress:\n  - to:\n      - ipBlock:\n          cidr: 198.41.0.0/24",
    ),
    [["NET-12.policy-egress", "NetworkPolicy/registry/out"]],
  ),
  manifestExample(
    "net-12-bad-policy-near-the-port-of-time",
    networkPolicy(
      "out",
      "podSelector: {}\npolicyTypes: [Egress]\negress:\n  - ports:\n      - port: 123\n        endPort: 130\n        protocol: UDP",
    ),
    [["NET-12.policy-egress", "NetworkPolicy/registry/out"]],
  ),
  manifestExample(
    "net-12-bad-policy-to-everybody",
    networkPolicy("out", "podSelector: {}\npolicyTypes: [Egress]\negress:\n  - {}"),
    [["NET-12.policy-egress", "NetworkPolicy/registry/out"]],
  ),
];
