import { DataAwsAcmCertificate } from "@cdktf/provider-aws/lib/data-aws-acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Fn, type IResolvable, Op, Token } from "cdktf";
import type { Construct } from "constructs";
import { LoadBalancerLogBucket } from "../../constructs/aws/loadBalancerLogBucket";
import { PublicLoadBalancer } from "../../constructs/aws/publicLoadBalancer";
import { WebFirewall } from "../../constructs/aws/webFirewall";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { domainContract } from "./domainStack";
import { networkContract } from "./networkStack";
import type { AwsSettings, Domain } from "./settings";
import { stateContract } from "./stateStack";

export const edgeContract = contract("edge", {
  load_balancer_metric: { kind: "string", description: "Name of the public load balancer in CloudWatch" },
  target_group_arn: { kind: "string", description: "Target group to which the gateway's pods register" },
  target_group_metric: { kind: "string", description: "Name of that target group in CloudWatch" },
  firewall_name: { kind: "string", description: "Name of the web firewall" },
  dns_records: { kind: "strings", description: "Records that a person has to enter elsewhere: name, type, value" },
  waiting_for: {
    kind: "strings",
    description: "What a person has to do before the public entry opens; empty when open",
  },
});

/** Name of the bucket with the load balancer's requests and connections. */
export const edgeLogBucket = (settings: AwsSettings): string => settings.globalName("edge-logs");

/** Port at which the gateway in the cluster speaks TLS. */
const gatewayPort = 8443;

/** The public entry: load balancer, web firewall, and the name that leads there. */
export class EdgeStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings, domain: Domain) {
    super(scope, "edge", {
      settings,
      title: "Public load balancer behind the web firewall, and the name that leads there",
    });
    const network = this.require(networkContract, "vpc_id", "edge_subnet_ids", "application_security_group_id");
    const state = this.require(stateContract, "access_log_bucket");
    const names = this.require(domainContract, "zone_id", "certificate_arn");
    const logs = new LoadBalancerLogBucket(this, "logs", {
      name: edgeLogBucket(settings),
      place: this.home,
      retentionDays: settings.auditDays,
      accessLogBucket: state.access_log_bucket,
    });
    const issued = domain.certificate === "managed" ? this.certificateIsIssued(domain) : undefined;
    const balancer = new PublicLoadBalancer(this, "balancer", {
      name: settings.name(),
      vpcId: network.vpc_id,
      subnetIds: network.edge_subnet_ids,
      targetGroupId: network.application_security_group_id,
      targetPort: gatewayPort,
      logs: { bucket: logs.name, policy: logs.policy },
      certificateArn: names.certificate_arn,
      ...(issued === undefined ? {} : { certificateIsIssued: issued }),
    });
    new VpcSecurityGroupIngressRule(this, "gateway_from_balancer", {
      securityGroupId: network.application_security_group_id,
      description: "Public load balancer to the gateway",
      ipProtocol: "tcp",
      fromPort: gatewayPort,
      toPort: gatewayPort,
      referencedSecurityGroupId: balancer.securityGroup.id,
    });
    const firewall = new WebFirewall(this, "firewall", {
      name: settings.name("edge"),
      place: this.home,
      loadBalancerArn: balancer.arn,
      logRetentionDays: settings.auditDays,
    });
    if (domain.dns !== "manual") this.pointNames(domain, names.zone_id, balancer);
    this.offer(edgeContract, {
      load_balancer_metric: balancer.metricName,
      target_group_arn: balancer.targetGroupArn,
      target_group_metric: balancer.targetMetricName,
      firewall_name: firewall.name,
      dns_records: domain.dns === "manual" ? namesOf(domain).map((name) => `${name} CNAME ${balancer.dnsName}`) : [],
      waiting_for:
        issued === undefined
          ? []
          : Token.asList(
              Fn.conditional(
                issued,
                [],
                [`the certificate of ${domain.name} is not issued yet: enter the records of stack domain`],
              ),
            ),
    });
  }

  /** Read anew at each plan: the listener comes with the first run that finds the certificate issued. */
  private certificateIsIssued({ name }: Domain): IResolvable {
    const certificate = new DataAwsAcmCertificate(this, "certificate", {
      domain: name,
      types: ["AMAZON_ISSUED"],
      statuses: ["ISSUED", "PENDING_VALIDATION"],
      mostRecent: true,
    });
    return Op.eq(certificate.status, "ISSUED");
  }

  private pointNames(domain: Domain, zoneId: string, balancer: PublicLoadBalancer): void {
    const [apex = "", below = ""] = namesOf(domain);
    for (const [id, name] of [
      ["name", apex],
      ["names_below", below],
    ] as const) {
      new Route53Record(this, id, {
        zoneId,
        name,
        type: "A",
        alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
      });
    }
  }
}

const namesOf = ({ name }: Domain): readonly string[] => [name, `*.${name}`];
