import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { type Tier, type TierCidrs, tierCidrs, type ZoneLetter, zoneLetters } from "./tierCidrs";

export interface ZonedNetworkProps {
  readonly name: string;
  /** Range of the VPC, /16 to /20. A change replaces the network and everything in it. */
  readonly cidr: string;
  /** Availability zone of each letter. */
  readonly zones: { readonly [zone in ZoneLetter]: string };
}

/** Subnet of each zone, of one tier. */
type SubnetIds = { readonly [zone in ZoneLetter]: string };

const anywhere = "0.0.0.0/0";

/**
 * A VPC over three zones with three tiers. Edge reaches the internet directly, application through a NAT gateway of
 * its own zone (a zone that fails takes no other along), data not at all. Nothing gets a public address by itself,
 * and the default security group admits nothing.
 */
export class ZonedNetwork extends Construct {
  readonly vpcId: string;
  readonly cidrs: TierCidrs;
  readonly subnetIds: { readonly [tier in Tier]: SubnetIds };
  /** Route tables of the application tier, for gateway endpoints. */
  readonly applicationRouteTableIds: string[];
  /** Way out of the application tier of each zone. */
  readonly natGatewayIds: { readonly [zone in ZoneLetter]: string };
  /** Public address of that way out. */
  readonly egressAddresses: { readonly [zone in ZoneLetter]: string };

  constructor(scope: Construct, id: string, props: ZonedNetworkProps) {
    super(scope, id);
    this.cidrs = tierCidrs(props.cidr);
    const vpc = new Vpc(this, "Default", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    this.vpcId = vpc.id;
    new DefaultSecurityGroup(this, "default_group", { vpcId: vpc.id, ingress: [], egress: [] });

    const subnetIds = {
      edge: this.tier("edge", props, { "kubernetes.io/role/elb": "1" }),
      application: this.tier("application", props, { "kubernetes.io/role/internal-elb": "1" }),
      data: this.tier("data", props, {}),
    };
    const out = this.routes(props.name, subnetIds);
    this.applicationRouteTableIds = zoneLetters.map((zone) => out[zone].table);
    this.egressAddresses = { a: out.a.address, b: out.b.address, c: out.c.address };
    this.natGatewayIds = { a: out.a.gateway, b: out.b.gateway, c: out.c.gateway };
    this.enclose(props, Object.values(subnetIds.data));
    this.subnetIds = subnetIds;
  }

  private tier(
    tier: Tier,
    props: ZonedNetworkProps,
    tags: { [tag: string]: string },
  ): { [zone in ZoneLetter]: string } {
    const create = (zone: ZoneLetter) =>
      new Subnet(this, `${tier}_${zone}`, {
        vpcId: this.vpcId,
        availabilityZone: props.zones[zone],
        cidrBlock: this.cidrs[tier][zone],
        mapPublicIpOnLaunch: false,
        tags: { Name: `${props.name}-${tier}-${zone}`, tier, ...tags },
      }).id;
    return { a: create("a"), b: create("b"), c: create("c") };
  }

  /** Routes of all tiers; gives the application tier's tables and ways out. */
  private routes(
    name: string,
    { edge, application, data }: ZonedNetwork["subnetIds"],
  ): { readonly [zone in ZoneLetter]: { readonly table: string; readonly gateway: string; readonly address: string } } {
    const gateway = new InternetGateway(this, "internet_gateway", { vpcId: this.vpcId, tags: { Name: name } });
    const edgeTable = this.table(`${name}-edge`, "edge_routes");
    new Route(this, "edge_to_internet", {
      routeTableId: edgeTable,
      destinationCidrBlock: anywhere,
      gatewayId: gateway.id,
    });
    const dataTable = this.table(`${name}-data`, "data_routes");
    const wayOut = (zone: ZoneLetter) => {
      this.associate(`edge_${zone}_routes`, edge[zone], edgeTable);
      this.associate(`data_${zone}_routes`, data[zone], dataTable);
      const address = new Eip(this, `nat_${zone}_address`, { domain: "vpc", tags: { Name: `${name}-nat-${zone}` } });
      const nat = new NatGateway(this, `nat_${zone}`, {
        allocationId: address.id,
        subnetId: edge[zone],
        tags: { Name: `${name}-nat-${zone}` },
        dependsOn: [gateway],
      });
      const table = this.table(`${name}-application-${zone}`, `application_${zone}_routes`);
      new Route(this, `application_${zone}_to_internet`, {
        routeTableId: table,
        destinationCidrBlock: anywhere,
        natGatewayId: nat.id,
      });
      this.associate(`application_${zone}_association`, application[zone], table);
      return { table, gateway: nat.id, address: address.publicIp };
    };
    return { a: wayOut("a"), b: wayOut("b"), c: wayOut("c") };
  }

  private table(name: string, id: string): string {
    return new RouteTable(this, id, { vpcId: this.vpcId, tags: { Name: name } }).id;
  }

  private associate(id: string, subnetId: string, routeTableId: string): void {
    new RouteTableAssociation(this, id, { subnetId, routeTableId });
  }

  /** The data tier talks to nothing outside the VPC, whatever a security group may say one day. */
  private enclose(props: ZonedNetworkProps, subnetIds: string[]): void {
    const withinVpc = [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: props.cidr }];
    new NetworkAcl(this, "data_acl", {
      vpcId: this.vpcId,
      subnetIds,
      ingress: withinVpc,
      egress: withinVpc,
      tags: { Name: `${props.name}-data` },
    });
  }
}
