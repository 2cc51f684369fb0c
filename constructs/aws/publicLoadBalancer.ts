import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Fn, type IResolvable, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { boundedName } from "./boundedName";
import { SecurityGroup } from "./securityGroup";

export interface PublicLoadBalancerProps {
  readonly name: string;
  readonly vpcId: string;
  /** Subnets that face the internet. */
  readonly subnetIds: string[];
  /** Group of what serves the requests; it lets the load balancer in. */
  readonly targetGroupId: string;
  /** Port at which the targets speak TLS. */
  readonly targetPort: number;
  /** Where requests and connections are recorded, and the policy that lets the load balancer write there. */
  readonly logs: { readonly bucket: string; readonly policy: ITerraformDependable };
  readonly certificateArn: string;
  /** Whether the certificate can be used yet, where only Terraform can tell. @default it can */
  readonly certificateIsIssued?: IResolvable;
}

const anywhere = "0.0.0.0/0";

/** AWS cuts names of load balancers and target groups off here. */
const longestName = 32;

/** TLS 1.2 with forward secrecy and authenticated encryption only, and TLS 1.3. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * The one door from the internet: TLS 1.2 or later, plain HTTP only sent on to HTTPS, each request and connection
 * recorded, and TLS again on the way to what serves the request.
 */
export class PublicLoadBalancer extends Construct {
  readonly arn: string;
  /** The part of the ARN by which CloudWatch knows the load balancer. */
  readonly metricName: string;
  readonly targetMetricName: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly targetGroupArn: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    const { name, logs } = props;
    this.securityGroup = new SecurityGroup(this, "group", {
      name: `${name}-edge`,
      purpose: "Public load balancer",
      vpcId: props.vpcId,
      from: {
        https: { peer: { cidr: anywhere }, port: 443, why: "Citizens and staff" },
        http: { peer: { cidr: anywhere }, port: 80, why: "Only to be sent on to HTTPS" },
      },
      to: { targets: { peer: { group: props.targetGroupId }, port: props.targetPort, why: "Gateway of the platform" } },
    });
    const balancer = new Lb(this, "Default", {
      name: boundedName(name, longestName),
      loadBalancerType: "application",
      internal: false,
      subnets: props.subnetIds,
      securityGroups: [this.securityGroup.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      preserveHostHeader: true,
      enableDeletionProtection: true,
      // When the firewall cannot be asked, nothing passes.
      enableWafFailOpen: false,
      accessLogs: { bucket: logs.bucket, prefix: "requests", enabled: true },
      connectionLogs: { bucket: logs.bucket, prefix: "connections", enabled: true },
      tags: { Name: name, tier: "edge" },
      dependsOn: [logs.policy],
    });
    const targets = new LbTargetGroup(this, "targets", {
      name: boundedName(name, longestName),
      vpcId: props.vpcId,
      targetType: "ip",
      protocol: "HTTPS",
      port: props.targetPort,
      // Requests that are under way when a pod goes are served to their end.
      deregistrationDelay: "60",
      healthCheck: { protocol: "HTTPS", path: "/healthz", matcher: "200", interval: 15, unhealthyThreshold: 3 },
      tags: { Name: name },
    });
    new LbListener(this, "redirect", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    });
    new LbListener(this, "https", {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: props.certificateArn,
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
      // AWS refuses a listener whose certificate is not issued.
      ...(props.certificateIsIssued === undefined
        ? {}
        : { count: Token.asNumber(Fn.conditional(props.certificateIsIssued, 1, 0)) }),
    });
    this.arn = balancer.arn;
    this.metricName = balancer.arnSuffix;
    this.targetMetricName = targets.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.targetGroupArn = targets.arn;
  }
}
