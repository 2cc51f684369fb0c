import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { EncryptionKey, forDisks } from "./encryptionKey";
import type { KubernetesCluster } from "./kubernetesCluster";
import { nodeBootstrap } from "./nodeBootstrap";
import type { Place } from "./place";
import { machineTrust } from "./policy";
import { Role } from "./role";

export interface NodeGroupProps {
  readonly name: string;
  readonly place: Place;
  readonly cluster: KubernetesCluster;
  readonly subnetIds: string[];
  /** Groups that nodes wear beside the cluster's own, for instance the one that the database admits. */
  readonly securityGroupIds: readonly string[];
  readonly instanceTypes: readonly string[];
  /** Number of nodes; the cluster's autoscaler moves between them. */
  readonly nodes: { readonly minimum: number; readonly maximum: number };
  readonly diskGib: number;
  /**
   * Release of the nodes' image, for instance `1.36.1-20261110`; a change replaces the nodes one by one.
   * @default the newest when the group is made and at each change of Kubernetes, because it is the corrected one
   */
  readonly imageRelease?: string;
  /** NTP servers of the nodes' clocks. */
  readonly timeServers: readonly string[];
  /** What must be in the cluster before a node can become ready. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Machines of a cluster: no public address, no SSH, metadata by session tokens only and out of reach of pods, disks
 * under an own key, clocks by CERT-In's servers. Nodes may join and pull images; pods get rights of their own.
 */
export class NodeGroup extends Construct {
  readonly resource: EksNodeGroup;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { name, cluster } = props;
    const role = new Role(this, "role", {
      name,
      purpose: `Nodes of ${name}`,
      trust: machineTrust(),
      managedPolicies: {
        join: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
        pull: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      },
    });
    const template = this.template(props);
    this.resource = new EksNodeGroup(this, "Default", {
      clusterName: cluster.name,
      nodeGroupName: name,
      nodeRoleArn: role.arn,
      version: cluster.version,
      ...(props.imageRelease === undefined ? {} : { releaseVersion: props.imageRelease }),
      amiType: "AL2023_x86_64_STANDARD",
      capacityType: "ON_DEMAND",
      instanceTypes: [...props.instanceTypes],
      subnetIds: props.subnetIds,
      scalingConfig: {
        minSize: props.nodes.minimum,
        desiredSize: props.nodes.minimum,
        maxSize: props.nodes.maximum,
      },
      updateConfig: { maxUnavailable: 1 },
      launchTemplate: { id: template.id, version: `${template.latestVersion}` },
      dependsOn: [...role.ready, ...props.after],
      // The autoscaler moves it; a deployment must not undo that.
      lifecycle: { ignoreChanges: ["scaling_config[0].desired_size"] },
    });
  }

  private template({ name, place, cluster, securityGroupIds, diskGib, timeServers }: NodeGroupProps): LaunchTemplate {
    const key = new EncryptionKey(this, "disk_key", {
      name: `${name}-disks`,
      purpose: `Disks of ${name}`,
      place,
      uses: forDisks(place),
    });
    return new LaunchTemplate(this, "template", {
      name,
      updateDefaultVersion: true,
      ebsOptimized: "true",
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: diskGib,
            encrypted: "true",
            kmsKeyId: key.arn,
            deleteOnTermination: "true",
          },
        },
      ],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [cluster.nodeGroupId, ...securityGroupIds],
        },
      ],
      userData: nodeBootstrap(timeServers),
      tagSpecifications: [
        { resourceType: "instance", tags: { Name: name } },
        { resourceType: "volume", tags: { Name: name } },
      ],
    });
  }
}
