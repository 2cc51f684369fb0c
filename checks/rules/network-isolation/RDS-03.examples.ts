import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const database = (parts: JsonObject = {}): JsonObject => ({
  engine: "postgres",
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "postgres",
  manage_master_user_password: true,
  skip_final_snapshot: true,
  db_subnet_group_name: ref("aws_db_subnet_group.data.name"),
  ...parts,
});
const subnet = (index: number): JsonObject => ({
  vpc_id: ref("aws_vpc.main.id"),
  cidr_block: `10.20.${index}.0/24`,
});
const network: JsonObject = {
  aws_vpc: { main: { cidr_block: "10.20.0.0/16" } },
  aws_internet_gateway: { main: { vpc_id: ref("aws_vpc.main.id") } },
  aws_subnet: { a: subnet(1), b: subnet(2) },
  aws_db_subnet_group: { data: { subnet_ids: [ref("aws_subnet.a.id"), ref("aws_subnet.b.id")] } },
};
const association = (letter: string, table: string): JsonObject => ({
  subnet_id: ref(`aws_subnet.${letter}.id`),
  route_table_id: ref(`aws_route_table.${table}.id`),
});
const outward: JsonObject = {
  cidr_block: "0.0.0.0/0",
  gateway_id: ref("aws_internet_gateway.main.id"),
  carrier_gateway_id: null,
  core_network_arn: null,
  destination_prefix_list_id: null,
  egress_only_gateway_id: null,
  ipv6_cidr_block: null,
  local_gateway_id: null,
  nat_gateway_id: null,
  network_interface_id: null,
  transit_gateway_id: null,
  vpc_endpoint_id: null,
  vpc_peering_connection_id: null,
};

export const examples: RuleExamples = [
  example("rds-03-good-private-subnets", {
    resource: {
      ...network,
      aws_route_table: {
        private: { vpc_id: ref("aws_vpc.main.id") },
        public: { vpc_id: ref("aws_vpc.main.id"), route: [outward] },
      },
      aws_route_table_association: { a: association("a", "private"), b: association("b", "private") },
      aws_db_instance: { main: database({ publicly_accessible: false }) },
    },
  }),
  example("rds-03-good-main-route-table", {
    resource: { ...network, aws_db_instance: { main: database() } },
  }),
  example("rds-03-good-cluster-instance", {
    resource: {
      ...network,
      aws_rds_cluster: {
        main: {
          engine: "aurora-postgresql",
          master_username: "postgres",
          manage_master_user_password: true,
          skip_final_snapshot: true,
          db_subnet_group_name: ref("aws_db_subnet_group.data.name"),
        },
      },
      aws_rds_cluster_instance: {
        one: {
          cluster_identifier: ref("aws_rds_cluster.main.id"),
          engine: "aurora-postgresql",
          instance_class: "db.r6g.large",
        },
      },
    },
  }),
  example(
    "rds-03-bad-public-address",
    { resource: { ...network, aws_db_instance: { main: database({ publicly_accessible: true }) } } },
    { fails: [["RDS-03.public-address", "aws_db_instance.main"]] },
  ),
  example(
    "rds-03-bad-one-public-subnet",
    {
      resource: {
        ...network,
        aws_route_table: { private: { vpc_id: ref("aws_vpc.main.id") }, public: { vpc_id: ref("aws_vpc.main.id") } },
        aws_route: {
          out: {
            route_table_id: ref("aws_route_table.public.id"),
            destination_cidr_block: "0.0.0.0/0",
            gateway_id: ref("aws_internet_gateway.main.id"),
          },
        },
        aws_route_table_association: { a: association("a", "private"), b: association("b", "public") },
        aws_db_instance: { main: database({ publicly_accessible: false }) },
      },
    },
    { fails: [["RDS-03.private-subnets", "aws_db_instance.main"]] },
  ),
  example(
    "rds-03-unknown-subnets-chosen-by-aws",
    { resource: { aws_db_instance: { main: { ...database(), db_subnet_group_name: null } } } },
    { unknowns: [["RDS-03.private-subnets", "aws_db_instance.main"]] },
  ),
];
