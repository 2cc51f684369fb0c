import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import {
  anybody,
  databaseParts,
  groupParts,
  machineParts,
  ofGroup,
  port,
  smallNetwork,
  together,
} from "../kit/reachExample";
import { example } from "../kit/scopedExample";

const postgres = port(5432, anybody);
const isPublic: JsonObject = { publicly_accessible: true };
const open = groupParts("db", [postgres]);

export const examples: RuleExamples = [
  example(
    "reach-01-good-group-open-and-no-public-address",
    smallNetwork(together(open, databaseParts(["open", "second"], "db"))),
  ),
  example(
    "reach-01-good-public-address-and-no-route",
    smallNetwork(together(open, databaseParts(["closed", "second"], "db", isPublic))),
  ),
  example(
    "reach-01-good-public-address-and-group-of-the-application",
    smallNetwork(
      together(
        groupParts("app", []),
        groupParts("db", [port(5432, ofGroup("app"))]),
        databaseParts(["open"], "db", isPublic),
      ),
    ),
  ),
  example("reach-01-good-nothing-of-the-network-is-here", {
    resource: {
      aws_db_instance: {
        main: { engine: "postgres", instance_class: "db.t3.small", allocated_storage: 20, ...isPublic },
      },
    },
  }),
  example(
    "reach-01-good-network-acl-between",
    smallNetwork(
      together(open, databaseParts(["open"], "db", isPublic), {
        aws_network_acl: { data: { vpc_id: ref("aws_vpc.main.id"), subnet_ids: [ref("aws_subnet.open.id")] } },
        aws_network_acl_rule: {
          deny: {
            network_acl_id: ref("aws_network_acl.data.id"),
            rule_number: 90,
            egress: false,
            protocol: "tcp",
            rule_action: "deny",
            cidr_block: "0.0.0.0/0",
            from_port: 5432,
            to_port: 5432,
          },
          allow: {
            network_acl_id: ref("aws_network_acl.data.id"),
            rule_number: 100,
            egress: false,
            protocol: "-1",
            rule_action: "allow",
            cidr_block: "0.0.0.0/0",
          },
        },
      }),
    ),
  ),
  example("reach-01-bad-every-door-open", smallNetwork(together(open, databaseParts(["open"], "db", isPublic))), {
    fails: [["REACH-01.internet-to-store", "aws_db_instance.main"]],
  }),
  example(
    "reach-01-bad-machine-that-holds-data",
    smallNetwork(
      together(open, machineParts("open", "db", { associate_public_ip_address: true, tags: { tier: "data" } })),
    ),
    { fails: [["REACH-01.internet-to-store", "aws_instance.one"]] },
  ),
  example(
    "reach-01-bad-search-domain-without-a-network",
    { resource: { aws_opensearch_domain: { main: { domain_name: "example" } } } },
    { fails: [["REACH-01.internet-to-store", "aws_opensearch_domain.main"]] },
  ),
  example(
    "reach-01-unknown-one-of-two-subnets",
    smallNetwork(together(open, databaseParts(["open", "closed"], "db", isPublic))),
    { unknowns: [["REACH-01.internet-to-store", "aws_db_instance.main"]] },
  ),
];
