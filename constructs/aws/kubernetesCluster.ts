import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { Construct } from "constructs";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { serviceTrust } from "./policy";
import { Role } from "./role";
import { SecurityGroup } from "./securityGroup";

export interface KubernetesClusterProps {
  /** Name of the cluster; begins the names of what belongs to it. A change replaces the cluster. */
  readonly name: string;
  readonly place: Place;
  /** Kubernetes minor version, for instance `1.36`. Goes up one minor at a time, in place, never down. */
  readonly version: string;
  readonly vpcId: string;
  /** Private subnets, one per zone. */
  readonly subnetIds: string[];
  /** Days for which the control plane's logs are kept. */
  readonly logRetentionDays: number;
}

/** Everything that the control plane can tell about itself, the audit log among it. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * An EKS control plane whose API is reached from inside the network only, with secrets under an own key, all logs
 * kept, and nobody admitted by having created it: access entries say who may do what.
 */
export class KubernetesCluster extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly endpoint: string;
  readonly version: string;
  /** Group that EKS makes for control plane and nodes. */
  readonly nodeGroupId: string;
  /** Group of the API; add who may call it. */
  readonly apiGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(scope, id);
    const { name, place } = props;
    const key = new EncryptionKey(this, "secrets_key", {
      name: `${name}-secrets`,
      purpose: `Secrets of ${name}`,
      place,
    });
    const logGroupName = `/aws/eks/${name}/cluster`;
    const logKey = new EncryptionKey(this, "log_key", {
      name: `${name}-control-plane-logs`,
      purpose: `Control plane logs of ${name}`,
      place,
      uses: [forLogGroups(place, logGroupName)],
    });
    // Made before EKS makes it itself, without key and for ever.
    const logs = new LogGroup(this, "log", {
      name: logGroupName,
      kmsKeyArn: logKey.arn,
      classification: { dataClass: "audit", personalData: true, retentionDays: props.logRetentionDays },
      place,
    });
    const role = new Role(this, "role", {
      name: `${name}-control-plane`,
      purpose: `Control plane of ${name}`,
      trust: serviceTrust("eks.amazonaws.com", place.accountId),
      managedPolicies: { cluster: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
      statements: [
        {
          Sid: "EncryptSecrets",
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
          Resource: key.arn,
        },
      ],
    });
    this.apiGroup = new SecurityGroup(this, "api_group", {
      name: `${name}-api`,
      purpose: `Kubernetes API of ${name}`,
      vpcId: props.vpcId,
    });
    const cluster = new EksCluster(this, "Default", {
      name,
      version: props.version,
      roleArn: role.arn,
      enabledClusterLogTypes: logTypes,
      encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
      vpcConfig: {
        subnetIds: props.subnetIds,
        securityGroupIds: [this.apiGroup.id],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      // Add-ons are declared, so that what runs in the cluster is what was checked.
      bootstrapSelfManagedAddons: false,
      dependsOn: [logs.resource, ...role.ready],
      lifecycle: { preventDestroy: true },
    });
    this.name = cluster.name;
    this.arn = cluster.arn;
    this.endpoint = cluster.endpoint;
    this.version = cluster.version;
    this.nodeGroupId = cluster.vpcConfig.clusterSecurityGroupId;
  }
}
