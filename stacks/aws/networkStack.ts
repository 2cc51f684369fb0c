import type { Construct } from "constructs";
import { cachePort } from "../../constructs/aws/cacheCluster";
import { FlowRecord } from "../../constructs/aws/flowRecord";
import { kafkaPort } from "../../constructs/aws/kafkaCluster";
import { ReservedAddresses } from "../../constructs/aws/reservedAddresses";
import { searchPort } from "../../constructs/aws/searchDomain";
import { SecurityGroup } from "../../constructs/aws/securityGroup";
import { ServiceEndpoints } from "../../constructs/aws/serviceEndpoints";
import { zoneLetters } from "../../constructs/aws/tierCidrs";
import { ZonedNetwork } from "../../constructs/aws/zonedNetwork";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import type { AwsSettings } from "./settings";

export const networkContract = contract("network", {
  vpc_id: { kind: "string", description: "VPC of the environment" },
  edge_subnet_ids: { kind: "strings", description: "Subnets that face the internet, one per zone" },
  application_subnet_ids: { kind: "strings", description: "Subnets of what runs, one per zone" },
  way_in_subnet_id: { kind: "string", description: "Application subnet in which the way in to the cluster stands" },
  data_subnet_ids: { kind: "strings", description: "Subnets of what stores, one per zone" },
  application_security_group_id: {
    kind: "string",
    description: "Group that whatever may reach the data tier wears",
  },
  endpoint_security_group_id: { kind: "string", description: "Group of the endpoints of AWS services" },
  egress_addresses: {
    kind: "strings",
    description: "Public addresses from which the platform calls integrations, to be admitted there",
  },
  recovery_egress_addresses: {
    kind: "strings",
    description: "The same after a move to the recovery region: reserved, to be admitted beforehand",
  },
  nat_gateway_ids: { kind: "strings", description: "Ways out of the application tier, one per zone in their order" },
  s3_prefix_list_id: { kind: "string", description: "Addresses of S3 behind the gateway endpoint" },
});

/** What the application tier calls in the data tier, by a key that becomes part of the rules' addresses. */
const stores = {
  database: { port: 5432, name: "PostgreSQL" },
  stream: { port: kafkaPort, name: "Kafka" },
  cache: { port: cachePort, name: "Valkey" },
  search: { port: searchPort, name: "OpenSearch" },
} as const;

/** The network that everything else stands in, with the record of its connections. */
export class NetworkStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "network", { settings, title: "Three zones with edge, application and data tiers, and flow records" });
    const network = new ZonedNetwork(this, "vpc", {
      name: settings.name(),
      cidr: settings.environment.network.cidr,
      zones: settings.zones,
    });
    new FlowRecord(this, "flow", {
      name: settings.name("flow"),
      logGroupName: settings.logGroupName("flow"),
      vpcId: network.vpcId,
      retentionDays: settings.auditDays,
      place: this.home,
    });
    const endpoints = new ServiceEndpoints(this, "endpoint", {
      name: settings.name(),
      place: this.home,
      vpcId: network.vpcId,
      subnetIds: Object.values(network.subnetIds.application),
      routeTableIds: network.applicationRouteTableIds,
      clients: network.cidrs.application,
    });
    const application = new SecurityGroup(this, "application_group", {
      name: settings.name("application"),
      purpose: "What runs in the application tier",
      vpcId: network.vpcId,
      to: {
        endpoints: { peer: { group: endpoints.securityGroupId }, port: 443, why: "AWS services through endpoints" },
        s3: { peer: { prefixList: endpoints.s3PrefixListId }, port: 443, why: "S3 through the gateway endpoint" },
        ...Object.fromEntries(
          Object.entries(stores).flatMap(([key, { port, name }]) =>
            zoneLetters.map((zone) => [
              `${key}_${zone}`,
              { peer: { cidr: network.cidrs.data[zone] }, port, why: `${name} in zone ${zone}` },
            ]),
          ),
        ),
      },
    });
    const reserved = new ReservedAddresses(this, "recovery_egress", {
      name: settings.name("recovery-egress"),
      place: this.recovery,
    });
    this.offer(networkContract, {
      vpc_id: network.vpcId,
      edge_subnet_ids: Object.values(network.subnetIds.edge),
      application_subnet_ids: Object.values(network.subnetIds.application),
      way_in_subnet_id: network.subnetIds.application.a,
      data_subnet_ids: Object.values(network.subnetIds.data),
      application_security_group_id: application.id,
      endpoint_security_group_id: endpoints.securityGroupId,
      egress_addresses: zoneLetters.map((zone) => network.egressAddresses[zone]),
      recovery_egress_addresses: reserved.addresses,
      nat_gateway_ids: zoneLetters.map((zone) => network.natGatewayIds[zone]),
      s3_prefix_list_id: endpoints.s3PrefixListId,
    });
  }
}
