import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { boundedName } from "./boundedName";
import type { KubernetesCluster } from "./kubernetesCluster";
import type { Place } from "./place";
import { accountPrincipal, type PolicyStatement, policyDocument } from "./policy";
import { Role } from "./role";
import type { WayIn } from "./wayIn";

/** What a group of people does on the platform. */
export type Duty = "operator" | "developer" | "auditor" | "break-glass";

export interface AccessRoleProps {
  /** Begins the role's name. */
  readonly name: string;
  readonly place: Place;
  readonly cluster: KubernetesCluster;
  readonly wayIn: WayIn;
  readonly duty: Duty;
  /** Permission set of IAM Identity Center whose members may take the role. */
  readonly ssoGroup: string;
  /** Last day of access, `YYYY-MM-DD`. */
  readonly until: string;
}

/** Access policies of EKS by duty; the others get their rights by Kubernetes roles in the cluster. */
const clusterPolicies: { readonly [duty in Duty]?: string } = {
  auditor: "AmazonEKSViewPolicy",
  "break-glass": "AmazonEKSClusterAdminPolicy",
};

/** IAM roles' names end here. */
const longestRoleName = 64;

/**
 * The role that a group of people takes by single sign-on, until its last day: find the cluster, forward a port to its
 * API, and be known there as the group `digit:<duty>`. Only break-glass may open a shell on the way in.
 */
export class AccessRole extends Construct {
  constructor(scope: Construct, id: string, props: AccessRoleProps) {
    super(scope, id);
    const role = new Role(this, "role", {
      name: boundedName(props.name, longestRoleName),
      purpose: `Access to the cluster as ${props.duty} until ${props.until}`,
      trust: signOnTrust(props),
      statements: permissions(props),
    });
    const entry = new EksAccessEntry(this, "entry", {
      clusterName: props.cluster.name,
      principalArn: role.arn,
      kubernetesGroups: [`digit:${props.duty}`],
    });
    const policy = clusterPolicies[props.duty];
    if (policy !== undefined) {
      new EksAccessPolicyAssociation(this, "policy", {
        clusterName: props.cluster.name,
        principalArn: role.arn,
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
        accessScope: { type: "cluster" },
        dependsOn: [entry],
      });
    }
  }
}

function signOnTrust({ place, ssoGroup, until }: AccessRoleProps): string {
  const signedOn = `arn:aws:iam::${place.accountId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${ssoGroup}_*`;
  return policyDocument([
    {
      Sid: "SignedOnGroupUntilItsLastDay",
      Effect: "Allow",
      Principal: accountPrincipal(place.accountId),
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:PrincipalArn": signedOn },
        // Midnight in India at the end of the last day.
        DateLessThan: { "aws:CurrentTime": `${until}T18:30:00Z` },
      },
    },
  ]);
}

function permissions({ cluster, wayIn, duty }: AccessRoleProps): readonly PolicyStatement[] {
  const documents = duty === "break-glass" ? [wayIn.forwardDocument, wayIn.shellDocument] : [wayIn.forwardDocument];
  return [
    { Sid: "FindCluster", Effect: "Allow", Action: "eks:DescribeCluster", Resource: cluster.arn },
    {
      Sid: "OpenSession",
      Effect: "Allow",
      Action: "ssm:StartSession",
      Resource: [wayIn.instanceArn, ...documents.map((document) => document.arn)],
      // Without it a caller who names no document would get the account's default one.
      Condition: { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
    },
    {
      Sid: "EndOwnSession",
      Effect: "Allow",
      Action: ["ssm:ResumeSession", "ssm:TerminateSession"],
      // `$$` keeps the policy variable from Terraform, which would read it as a template.
      Resource: `arn:aws:ssm:*:*:session/$\${aws:userid}-*`,
    },
    { Sid: "EncryptSession", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: wayIn.sessionKeyArn },
  ];
}
