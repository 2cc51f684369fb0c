/** One statement of an IAM document, in IAM's own spelling so that it is written out unchanged. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: { readonly [type: string]: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
}

/** A statement of a role's trust document, which names no resource: the role is the resource. */
export type TrustStatement = Omit<PolicyStatement, "Resource">;

/**
 * An IAM document as text. `JSON.stringify` and not Terraform's `jsonencode`: tokens stay inside readable text, so a
 * check sees Effect, Principal, Action and Condition even where one ARN is only known after apply.
 */
export function policyDocument(statements: readonly (PolicyStatement | TrustStatement)[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The Principal of "everyone", spelt as an object because some readers stumble over the bare string. */
export const everyone = { AWS: "*" } as const;

/** The account itself: who may act is then decided by the account's IAM policies. */
export function accountPrincipal(accountId: string): { readonly AWS: string } {
  return { AWS: `arn:aws:iam::${accountId}:root` };
}

/** Trust of a role by an AWS service, limited to calls made on behalf of this account (confused deputy). */
export function serviceTrust(service: string, accountId: string): string {
  return policyDocument([
    {
      Sid: "ServiceOnBehalfOfThisAccount",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ]);
}

/** Trust of a role that a machine takes through its instance profile; EC2 names no account when it asks. */
export function machineTrust(): string {
  return policyDocument([
    { Sid: "Machines", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
}

/** Trust of a role that the pods of one cluster take through EKS Pod Identity. */
export function podTrust(clusterArn: string, accountId: string): string {
  return policyDocument([
    {
      Sid: "PodsOfThisCluster",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnEquals: { "aws:SourceArn": clusterArn } },
    },
  ]);
}
