import type { Datum, Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isList, textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { type Answer, every } from "../kit/predicates";

const forbidden = /(^|\/)(AdministratorAccess|IAMFullAccess)$/;
/** AWS's policies that allow every action of a service on every resource, or nearly all actions. */
const fullAccess = /(^|\/)((?!IAMFullAccess$)\w+FullAccess|PowerUserAccess)$/;

const paths: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachment: "policy_arn",
  aws_iam_policy_attachment: "policy_arn",
  aws_iam_user_policy_attachment: "policy_arn",
  aws_iam_group_policy_attachment: "policy_arn",
  aws_ssoadmin_managed_policy_attachment: "managed_policy_arn",
  aws_iam_role: "managed_policy_arns",
  aws_iam_role_policy_attachments_exclusive: "policy_arns",
};

const fullAccessWords = {
  check: "IAM-04.service-access",
  fails: "A policy of AWS is attached that allows everything with a service",
  passes: "No policy of AWS that gives a whole service is attached",
};

/** A data source that looks AWS's policy up, which is done to attach it. */
const lookUp = "aws_iam_policy";

/** AWS's own policies of full administration are attached to nobody. */
export const rule: Rule = {
  metadata: {
    id: "IAM-04",
    aliases: [],
    title: "AWS's administrator policies are not attached",
    control: "identity.administrator-policy",
    severity: "high",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: [...Object.keys(paths), lookUp],
    rationale:
      "AdministratorAccess allows everything, and IAMFullAccess allows one to give oneself everything; neither is needed to run a platform.",
    remediation:
      "Detach arn:aws:iam::aws:policy/AdministratorAccess and IAMFullAccess, and policies such as AmazonS3FullAccess; attach a policy of what is needed.",
    parameters: {},
    checks: [
      {
        id: "IAM-04.administrator-policy",
        title: "AdministratorAccess and IAMFullAccess are not attached",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_274", "CKV_AWS_275", "CKV2_AWS_56"] },
      },
      {
        id: fullAccessWords.check,
        title: "No policy of AWS that gives a whole service is attached",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      cisAws: ["1.16"],
      nist: ["AC-6"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.type === lookUp) return judgeLookUp(node);
    const path = paths[node.writtenType] ?? paths[node.type];
    if (node.mode === "data" || path === undefined) return [];
    const reading = node.get(path);
    if (reading.kind === "absent") return [];
    const facts = {
      path,
      actual: shown(node, path, reading),
      reason: causeOf(reading) ?? "which policy is attached is not known",
    };
    return [
      verdict(
        isNone(forbidden, reading, node, path),
        { ...facts, expected: "no AdministratorAccess and no IAMFullAccess" },
        words,
      ),
      verdict(
        isNone(fullAccess, reading, node, path),
        { ...facts, expected: "no policy of AWS that ends in FullAccess" },
        fullAccessWords,
      ),
    ];
  },
};

const words = {
  check: "IAM-04.administrator-policy",
  fails: "A policy of full administration is attached",
  passes: "No policy of full administration is attached",
};

function judgeLookUp(node: ResourceNode): readonly CheckResult[] {
  if (node.mode !== "data") return [];
  const path = ["arn", "name"].find((attribute) => node.get(attribute).kind === "known");
  if (path === undefined) return [];
  const reading = node.get(path);
  const facts = { path, expected: "no AdministratorAccess and no IAMFullAccess", actual: shown(node, path, reading) };
  const looked = { ...words, fails: "A policy of full administration is looked up", passes: "Another policy is" };
  return [verdict(isNone(forbidden, reading, node, path), facts, looked)];
}

function isNone(pattern: RegExp, reading: Reading, node: ResourceNode, path: string): Answer {
  if (reading.kind === "absent") return "yes";
  if (reading.kind !== "unknown") {
    const items = isList(reading.value) ? reading.value : [reading.value];
    return every(items.map((item) => isOther(pattern, item)));
  }
  if (reading.template) return isOther(pattern, reading.template);
  // A policy that the same module makes is none of AWS's.
  const { nodes, unresolved } = node.references(path);
  const own =
    nodes.length > 0 &&
    unresolved === undefined &&
    nodes.every((policy) => policy.type === "aws_iam_policy" && policy.mode === "managed");
  return own || reading.set ? "yes" : "unknown";
}

function isOther(pattern: RegExp, item: Datum): Answer {
  const text = textOf(item);
  if (!text) return "unknown";
  if (pattern.test(text.text)) return "no";
  return text.kind === "hole" ? "unknown" : "yes";
}
