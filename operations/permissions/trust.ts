import type { Environment } from "../../config/environment.generated";
import type { TrustStatement } from "../../constructs/aws/policy";

export type Pipeline = NonNullable<Environment["aws"]["pipeline"]>;

interface Issuer {
  /** Host of the OIDC provider that the account must have. */
  readonly host: string;
  readonly audience: string;
  /** Of the run that may deploy: one protected environment or branch. */
  readonly deployer: string;
  /** Of runs that may look: those of proposals. */
  readonly reader: string;
}

/**
 * Who a pipeline is, as its tokens say it. GitHub: an environment, which GitHub protects by reviewers and branches.
 * GitLab: a branch, which GitLab protects.
 */
function issuerOf({ system, host, project, deployFrom }: Pipeline): Issuer {
  if (system === "github") {
    return {
      host: "token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      deployer: `repo:${project}:environment:${deployFrom}`,
      reader: `repo:${project}:pull_request`,
    };
  }
  const server = host ?? "gitlab.com";
  return {
    host: server,
    audience: `https://${server}`,
    deployer: `project_path:${project}:ref_type:branch:ref:${deployFrom}`,
    reader: `project_path:${project}:ref_type:branch:ref:*`,
  };
}

/** Trust documents of the role that deploys and of the one that only reads: the pipeline's runs, and nobody else. */
export function trustOf(pipeline: Pipeline, account: string): { readonly [role in "deployer" | "reader"]: object } {
  const { host, audience, deployer, reader } = issuerOf(pipeline);
  const document = (subject: string): object => {
    const statement: TrustStatement = {
      Sid: "RunsOfThePipeline",
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${host}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${host}:aud`]: audience, ...(subject.includes("*") ? {} : { [`${host}:sub`]: subject }) },
        ...(subject.includes("*") ? { StringLike: { [`${host}:sub`]: subject } } : {}),
      },
    };
    return { Version: "2012-10-17", Statement: [statement] };
  };
  return { deployer: document(deployer), reader: document(reader) };
}
