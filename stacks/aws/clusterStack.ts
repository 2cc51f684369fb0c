import type { Construct } from "constructs";
import { AccessRole } from "../../constructs/aws/accessRole";
import { ClusterAddon } from "../../constructs/aws/clusterAddon";
import { EncryptionKey, forDisks } from "../../constructs/aws/encryptionKey";
import { KubernetesCluster } from "../../constructs/aws/kubernetesCluster";
import { NodeGroup } from "../../constructs/aws/nodeGroup";
import { WayIn } from "../../constructs/aws/wayIn";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { networkContract } from "./networkStack";
import type { AwsSettings } from "./settings";

export const clusterContract = contract("cluster", {
  cluster_name: { kind: "string", description: "Name of the EKS cluster" },
  cluster_arn: { kind: "string", description: "ARN of the EKS cluster, for roles of its pods" },
  cluster_endpoint: { kind: "string", description: "URL of the private Kubernetes API" },
  way_in_instance_id: { kind: "string", description: "Machine through which the API is reached" },
  way_in_forward_document: { kind: "string", description: "Session document that forwards a port to the API" },
  volume_key_arn: { kind: "string", description: "Key of the volumes that pods claim" },
});

/** The Kubernetes cluster, its machines, and the way in for people. */
export class ClusterStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "cluster", { settings, title: "Private Kubernetes cluster, its nodes and its way in" });
    const network = this.require(
      networkContract,
      "vpc_id",
      "application_subnet_ids",
      "application_security_group_id",
      "endpoint_security_group_id",
      "way_in_subnet_id",
    );
    const { size } = settings;
    const cluster = new KubernetesCluster(this, "cluster", {
      name: settings.name(),
      place: this.home,
      version: settings.versions.kubernetes,
      vpcId: network.vpc_id,
      subnetIds: network.application_subnet_ids,
      logRetentionDays: settings.auditDays,
    });
    const nodes = new NodeGroup(this, "nodes", {
      name: settings.name("nodes"),
      place: this.home,
      cluster,
      subnetIds: network.application_subnet_ids,
      securityGroupIds: [network.application_security_group_id],
      instanceTypes: size.nodes.instanceTypes,
      nodes: size.nodes,
      diskGib: size.nodes.diskGib,
      ...imageOf(settings),
      timeServers: settings.timeServers,
      after: this.addonsBeforeNodes(cluster),
    });
    const volumeKey = this.addonsOnNodes(cluster, nodes);
    const wayIn = new WayIn(this, "way_in", {
      name: settings.name("way-in"),
      place: this.home,
      cluster,
      network: {
        vpcId: network.vpc_id,
        subnetId: network.way_in_subnet_id,
        endpointGroupId: network.endpoint_security_group_id,
      },
      instanceType: size.wayIn.instanceType,
      sessionLogGroupName: settings.logGroupName("sessions"),
      logRetentionDays: settings.auditDays,
      timeServers: settings.timeServers,
    });
    for (const [key, group] of Object.entries(settings.environment.access.groups)) {
      new AccessRole(this, `access_${key.replaceAll("-", "_")}`, {
        name: settings.name("access", key),
        place: this.home,
        cluster,
        wayIn,
        duty: group.role,
        ssoGroup: group.ssoGroup,
        until: group.until,
      });
    }
    this.offer(clusterContract, {
      cluster_name: cluster.name,
      cluster_arn: cluster.arn,
      cluster_endpoint: cluster.endpoint,
      way_in_instance_id: wayIn.instanceId,
      way_in_forward_document: wayIn.forwardDocument.name,
      volume_key_arn: volumeKey.arn,
    });
  }

  /** Without these no node becomes ready. */
  private addonsBeforeNodes(cluster: KubernetesCluster) {
    const { accountId } = this.settings;
    const identity = new ClusterAddon(this, "addon_pod_identity", {
      addon: "eks-pod-identity-agent",
      cluster,
      accountId,
    });
    const proxy = new ClusterAddon(this, "addon_kube_proxy", { addon: "kube-proxy", cluster, accountId });
    const network = new ClusterAddon(this, "addon_vpc_cni", {
      addon: "vpc-cni",
      cluster,
      accountId,
      // Pods are isolated by network policies, which the plugin enforces only when told so.
      configuration: { enableNetworkPolicy: "true" },
      identity: {
        roleName: this.settings.name("vpc-cni"),
        serviceAccount: "aws-node",
        managedPolicy: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
      },
    });
    return [identity.resource, proxy.resource, network.resource];
  }

  /** Gives the key of the volumes that pods claim. */
  private addonsOnNodes(cluster: KubernetesCluster, nodes: NodeGroup): EncryptionKey {
    const { accountId } = this.settings;
    new ClusterAddon(this, "addon_coredns", { addon: "coredns", cluster, accountId, after: [nodes.resource] });
    const key = new EncryptionKey(this, "volume_key", {
      name: this.settings.name("volumes"),
      purpose: "Volumes that pods claim",
      place: this.home,
      uses: forDisks(this.home),
    });
    new ClusterAddon(this, "addon_ebs_csi", {
      addon: "aws-ebs-csi-driver",
      cluster,
      accountId,
      identity: {
        roleName: this.settings.name("ebs-csi"),
        serviceAccount: "ebs-csi-controller-sa",
        managedPolicy: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
      },
      after: [nodes.resource],
    });
    return key;
  }
}

function imageOf({ environment }: AwsSettings): { readonly imageRelease?: string } {
  const { nodeImage } = environment.versions ?? {};
  return nodeImage === undefined ? {} : { imageRelease: nodeImage };
}
