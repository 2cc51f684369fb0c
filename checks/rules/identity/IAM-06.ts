import type { PolicyStatement } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { permissionActions } from "../kit/iamActions";
import {
  type DocumentVerdict,
  grantsOf,
  identityPolicyTypes,
  isTiedToResources,
  judgeDocuments,
  reachesEverything,
} from "../kit/identityPolicy";
import { type Answer, every, not, some } from "../kit/predicates";

/**
 * Ways to more rights than one has: each list is harmless alone and an escalation together. After the published
 * research on IAM privilege escalation (Rhino Security Labs) and the actions' own documentation.
 */
const escalations: readonly (readonly string[])[] = [
  ["iam:CreatePolicyVersion"],
  ["iam:SetDefaultPolicyVersion"],
  ["iam:AttachUserPolicy"],
  ["iam:AttachGroupPolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:PutGroupPolicy"],
  ["iam:PutRolePolicy"],
  ["iam:AddUserToGroup"],
  ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:PassRole", "ec2:RunInstances"],
  ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
  ["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
  ["iam:PassRole", "ecs:RunTask"],
  ["iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"],
  ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
  ["lambda:UpdateFunctionCode"],
  ["glue:UpdateDevEndpoint"],
];

/** Actions whose answer is a credential of somebody. */
const credentials = [
  "ec2:GetPasswordData",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "sso:GetRoleCredentials",
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:GetFederationToken",
];

/** Actions that carry data out. */
const exfiltration = [
  "backup:StartCopyJob",
  "dynamodb:ExportTableToPointInTime",
  "ec2:CreateSnapshot",
  "ec2:ModifySnapshotAttribute",
  "kms:Decrypt",
  "rds:CopyDBClusterSnapshot",
  "rds:CopyDBSnapshot",
  "rds:ModifyDBSnapshotAttribute",
  "rds:StartExportTask",
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];

interface Danger {
  readonly check: string;
  readonly title: string;
  /** Of policies, and of documents. */
  readonly checkov: readonly string[];
  readonly fails: string;
  readonly combinations: readonly (readonly string[])[];
}

const alone = (actions: readonly string[]) => actions.map((action) => [action]);

const dangers: readonly Danger[] = [
  {
    check: "IAM-06.privilege-escalation",
    title: "No way to give oneself more rights",
    checkov: ["CKV_AWS_286", "CKV_AWS_110"],
    fails: "The policy's holder can give himself more rights",
    combinations: escalations,
  },
  {
    check: "IAM-06.credential-exposure",
    title: "No credentials of everybody",
    checkov: ["CKV_AWS_287", "CKV_AWS_107"],
    fails: "The policy's holder can obtain credentials of anybody",
    combinations: alone(credentials),
  },
  {
    check: "IAM-06.data-exfiltration",
    title: "No reading of all stores",
    checkov: ["CKV_AWS_288", "CKV_AWS_108"],
    fails: "The policy's holder can carry away the data of all stores",
    combinations: alone(exfiltration),
  },
  {
    check: "IAM-06.permissions-management",
    title: "No management of all permissions",
    checkov: ["CKV_AWS_289", "CKV_AWS_109"],
    fails: "The policy's holder can change permissions on everything",
    combinations: alone(permissionActions()),
  },
];

/** No policy gives, on all resources, what lets its holder become someone else or carry everything away. */
export const rule: Rule = {
  metadata: {
    id: "IAM-06",
    aliases: [],
    title: "No policy leads to more rights, credentials or all data",
    control: "identity.privilege-escalation",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: identityPolicyTypes,
    rationale:
      "Some rights are worth all others: who may pass any role to a machine, or set a policy's version, is an administrator by another name.",
    remediation:
      "Name the ARNs in Resource of these actions; tie iam:PassRole by iam:PassedToService; leave changes of permissions to the deployment's role.",
    parameters: {},
    checks: dangers.map(({ check, title, checkov }) => ({
      id: check,
      title,
      severity: "high",
      equivalents: { checkov },
    })),
    frameworks: frameworks({ nist: ["AC-6"], iso: ["A.8.2"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate(node): readonly CheckResult[] {
    return dangers.flatMap(({ check, title, fails, combinations }) =>
      judgeDocuments(node, (statements) => ask(statements, combinations), "ARNs in Resource of these actions", {
        check,
        fails,
        passes: title,
      }),
    );
  },
};

function ask(statements: readonly PolicyStatement[], combinations: readonly (readonly string[])[]): DocumentVerdict {
  const wide = statements.flatMap((statement) => {
    const reach = reachesEverything(statement);
    if (reach === "no") return [];
    const free = every([reach, not(isTiedToResources(statement))]);
    const freeToPass = every([free, not(isTiedToResources(statement, ["iam:passedtoservice"]))]);
    return [{ allowed: grantsOf(statement), free, freeToPass }];
  });
  if (wide.length === 0) return { bad: "no", actual: null };
  const grants = (action: string): Answer =>
    some(
      wide.map(({ allowed, free, freeToPass }) =>
        every([action === "iam:PassRole" ? freeToPass : free, allowed(action)]),
      ),
    );
  const answers = combinations.map((actions) => ({ actions, bad: every(actions.map(grants)) }));
  const found = answers.filter(({ bad }) => bad === "yes");
  const shown = (found.length > 0 ? found : answers.filter(({ bad }) => bad === "unknown")).slice(0, 5);
  return { bad: some(answers.map(({ bad }) => bad)), actual: shown.map(({ actions }) => actions.join(" + ")) };
}
