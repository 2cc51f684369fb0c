import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KubernetesCluster } from "./kubernetesCluster";
import { type PolicyStatement, podTrust } from "./policy";
import { Role } from "./role";

export interface ClusterAddonProps {
  /** EKS's name of the add-on. */
  readonly addon: string;
  readonly cluster: KubernetesCluster;
  readonly accountId: string;
  /** The add-on's own settings. @default the add-on's defaults */
  readonly configuration?: { readonly [key: string]: string };
  /** What its pods may do in AWS. @default nothing */
  readonly identity?: {
    readonly roleName: string;
    readonly serviceAccount: string;
    readonly managedPolicy: string;
    readonly statements?: readonly PolicyStatement[];
  };
  /** What must exist first. @default the cluster alone */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * An add-on that EKS operates, with a role for its pods alone. Its version is the one that EKS names as default for
 * the cluster's Kubernetes version, so that both move together.
 */
export class ClusterAddon extends Construct {
  readonly resource: EksAddon;

  constructor(scope: Construct, id: string, props: ClusterAddonProps) {
    super(scope, id);
    this.resource = new EksAddon(this, "Default", {
      clusterName: props.cluster.name,
      addonName: props.addon,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(props.configuration ? { configurationValues: JSON.stringify(props.configuration) } : {}),
      dependsOn: [...this.identity(props), ...(props.after ?? [])],
    });
  }

  private identity({ identity, cluster, accountId, addon }: ClusterAddonProps): readonly ITerraformDependable[] {
    if (identity === undefined) return [];
    const role = new Role(this, "role", {
      name: identity.roleName,
      purpose: `Pods of the add-on ${addon}`,
      trust: podTrust(cluster.arn, accountId),
      managedPolicies: { addon: identity.managedPolicy },
      ...(identity.statements ? { statements: identity.statements } : {}),
    });
    const association = new EksPodIdentityAssociation(this, "identity", {
      clusterName: cluster.name,
      namespace: "kube-system",
      serviceAccount: identity.serviceAccount,
      roleArn: role.arn,
    });
    return [association, ...role.ready];
  }
}
