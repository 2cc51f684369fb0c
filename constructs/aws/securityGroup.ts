import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** The other end of a connection. */
type Peer = { readonly group: string } | { readonly cidr: string } | { readonly prefixList: string };

/** One permitted connection, by a key that becomes part of its address. */
export interface Connection {
  readonly peer: Peer;
  readonly port: number;
  /** @default tcp */
  readonly protocol?: "tcp" | "udp";
  /** Why the connection is needed, in words for whoever audits rules. */
  readonly why: string;
}

export interface SecurityGroupProps {
  readonly name: string;
  readonly purpose: string;
  readonly vpcId: string;
  /** @default nobody may connect */
  readonly from?: { readonly [key: string]: Connection };
  /** @default no connection may be opened */
  readonly to?: { readonly [key: string]: Connection };
}

/** A security group that permits exactly the connections that it names. */
export class SecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    // Without rules of its own the provider removes the "all out" rule that AWS puts into each new group.
    const group = new AwsSecurityGroup(this, "Default", {
      name: props.name,
      description: props.purpose,
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    this.id = group.id;
    for (const [key, connection] of Object.entries(props.from ?? {})) this.allowFrom(key, connection);
    for (const [key, connection] of Object.entries(props.to ?? {})) this.allowTo(key, connection);
  }

  /** Lets a peer connect to what wears this group. */
  allowFrom(key: string, connection: Connection): void {
    new VpcSecurityGroupIngressRule(this, `from_${key}`, { securityGroupId: this.id, ...rule(connection) });
  }

  /** Lets what wears this group connect to a peer. */
  allowTo(key: string, connection: Connection): void {
    new VpcSecurityGroupEgressRule(this, `to_${key}`, { securityGroupId: this.id, ...rule(connection) });
  }
}

function rule({ peer, port, protocol = "tcp", why }: Connection) {
  return { description: why, ipProtocol: protocol, fromPort: port, toPort: port, ...otherEnd(peer) };
}

function otherEnd(peer: Peer) {
  if ("group" in peer) return { referencedSecurityGroupId: peer.group };
  return "cidr" in peer ? { cidrIpv4: peer.cidr } : { prefixListId: peer.prefixList };
}
