import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isSecretName, type Search, searchEnvironment, searchNamed, searchText, worst } from "../kit/credentials";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isTrue } from "../kit/predicates";

const fails = "Whoever reads the code, the plan, the state or the running resource has the credential.";
const userData = { check: "SEC-04.user-data", fails };
const environment = { check: "SEC-04.environment", fails };
const variableDefault = { check: "SEC-04.variable-default", fails };
const output = { check: "SEC-04.output", fails };

const machines = ["aws_instance", "aws_spot_instance_request", "aws_launch_configuration", "aws_launch_template"];
/** Where a type keeps the environment of what it runs. */
const environments: Readonly<Record<string, string>> = {
  aws_lambda_function: "environment[0].variables",
  aws_ecs_task_definition: "container_definitions",
};

export const rule: Rule = {
  metadata: {
    id: "SEC-04",
    aliases: [],
    title: "No credential is written out",
    control: "secrets.no-literals",
    severity: "critical",
    group: "secrets",
    inputs: terraformInputs,
    resourceTypes: [...machines, ...Object.keys(environments), "terraform_variable", "terraform_output"],
    rationale: "User data and environments can be read by whoever may describe the resource; code is copied for ever.",
    remediation:
      "Keep the value in Secrets Manager and read it at run time; pass only its ARN. Remove the default of the variable; set sensitive = true on the output, or drop it. Rotate what was exposed.",
    parameters: {},
    checks: [
      {
        id: userData.check,
        title: "User data holds no credential",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_46"], trivy: ["AVD-AWS-0029", "AVD-AWS-0122", "AVD-AWS-0129"] },
      },
      {
        id: environment.check,
        title: "The environment of a function or container holds no credential",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_45"] },
      },
      {
        id: variableDefault.check,
        title: "No variable has a credential as default",
        severity: "critical",
        equivalents: {},
      },
      { id: output.check, title: "No output shows a credential", severity: "critical", equivalents: {} },
    ],
    frameworks: frameworks({
      nist: ["IA-5(7)"],
      iso: ["A.5.17", "A.8.12"],
      dpdp: ["6(1)(a)"],
      digit: ["accessControl"],
    }),
  },
  evaluate: (node) => {
    if (machines.includes(node.type)) return judgeUserData(node);
    if (node.type === "terraform_variable") return judgeVariable(node);
    if (node.type === "terraform_output") return judgeOutput(node);
    return judgeEnvironment(node, environments[node.type] ?? "environment");
  },
};

/** What the provider puts into plans and states in the place of `user_data`. */
const digest = /^[0-9a-f]{40}$/;

function judgeUserData(node: ResourceNode): CheckResult[] {
  return ["user_data", "user_data_base64"].flatMap((path) => {
    const reading = node.get(path);
    const hashed = reading.kind === "known" && typeof reading.value === "string" && digest.test(reading.value);
    if (reading.kind === "absent" || hashed) return [];
    return [worded(searchReading(reading), path, userData)];
  });
}

function judgeEnvironment(node: ResourceNode, path: string): CheckResult[] {
  const reading = node.get(path);
  if (reading.kind === "absent") return [];
  if (reading.kind === "unknown") return [worded(searchReading(reading), path, environment)];
  const value = typeof reading.value === "string" ? parsed(reading.value) : reading.value;
  return [worded(searchEnvironment(value), path, environment)];
}

function parsed(text: string): Parameters<typeof searchEnvironment>[0] {
  try {
    return JSON.parse(text) as Parameters<typeof searchEnvironment>[0];
  } catch {
    return text;
  }
}

function judgeVariable(node: ResourceNode): CheckResult[] {
  const reading = node.get("default");
  if (reading.kind !== "known") return [];
  const searches = [searchEnvironment(reading.value)];
  if (typeof reading.value === "string") searches.push(searchNamed(nameOf(node), reading.value));
  return [worded(worst(searches), "default", variableDefault)];
}

function judgeOutput(node: ResourceNode): CheckResult[] {
  if (isTrue().ask(node.get("sensitive")) === "yes") return [];
  const reading = node.get("value");
  if (reading.kind === "absent") return [];
  if (reading.kind === "unknown") {
    // Terraform itself refuses to show what its provider marks as sensitive.
    return reading.template ? [worded(searchText(reading.template), "value", output)] : [];
  }
  const searches = [searchEnvironment(reading.value)];
  if (typeof reading.value === "string" && isSecretName(nameOf(node))) {
    searches.push(searchNamed(nameOf(node), reading.value));
  }
  const search = worst(searches);
  return [worded(search.kind === "unknown" ? { kind: "clean" } : search, "value", output)];
}

function nameOf(node: ResourceNode): string {
  return node.address.split(".").at(-1) ?? "";
}

function searchReading(reading: Reading): Search {
  if (reading.kind === "unknown") {
    if (reading.template) return searchText(reading.template);
    return { kind: "unknown", cause: reading.cause };
  }
  return reading.kind === "absent" ? { kind: "clean" } : searchText(reading.value);
}

/** The value itself is never repeated. */
function worded(search: Search, path: string, words: { readonly check: string; readonly fails: string }): CheckResult {
  const actual = search.kind === "found" ? search.what : null;
  const reason = search.kind === "unknown" ? search.cause : undefined;
  const answer = search.kind === "found" ? "no" : search.kind === "clean" ? "yes" : "unknown";
  return verdict(answer, { path, expected: "no credential", actual, reason }, words);
}
