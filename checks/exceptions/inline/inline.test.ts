import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import type { ResourceNode } from "../../graph/graph";
import { readInputs } from "../../inputs/readInputs";
import { allRules } from "../../rules";
import { graphOf } from "../../testing/graph";
import { testResult, testRule } from "../../testing/rule";
import { readExceptions } from "../read";
import { directivesOf } from "./annotations";
import { foreignIdsOf, sameForeignId } from "./foreignIds";
import { kubeScoreChecks } from "./kubeScore";

const now = new Date("2026-03-01T12:00:00Z");
const rule = testRule(() => [testResult("fail"), testResult("fail", { check: "TST-01.second" })], {
  checks: [
    {
      id: "TST-01.first",
      title: "first",
      severity: "high",
      equivalents: { checkov: ["CKV_AWS_18"], trivy: ["AVD-AWS-0086"] },
    },
    { id: "TST-01.second", title: "second", severity: "low", equivalents: { kubelinter: ["run-as-non-root"] } },
  ],
});
const allowance = {
  tool: "checkov",
  ids: ["CKV_AWS_18"],
  reason: "Skips of the old scanner hold until the move is done",
  owner: "asha",
  approvedBy: "ravi",
  ticket: "OPS-7",
  expires: "2026-05-01",
};

function judged(comment: unknown, ...allow: readonly object[]) {
  const graph = graphOf({ json: { resource: { aws_s3_bucket: { a: { "//": comment }, b: {} } } } });
  const text = JSON.stringify({ approvers: ["ravi"], inline: { allow } });
  const exceptions = { file: readExceptions(text, "x.yaml") };
  return evaluate(graph, [rule], { version: "1", now, ...(allow.length > 0 ? { exceptions } : {}) });
}
const skip = "checkov:skip=CKV_AWS_18:its own logs";
const first = (report: ReturnType<typeof judged>) =>
  report.findings.find(({ check, resource }) => check === "TST-01.first" && resource === "aws_s3_bucket.a");

test("an inline exception is shown and changes nothing, with and without an exceptions file", () => {
  for (const report of [judged(skip), judged(skip, { ...allowance, ids: ["CKV_AWS_21"] })]) {
    expect(first(report)).toMatchObject({
      status: "fail",
      inlineException: {
        tool: "checkov",
        id: "CKV_AWS_18",
        reason: "its own logs",
        counts: false,
        why: "the exceptions file does not allow it",
      },
    });
    expect(report.inlineExceptions).toHaveLength(1);
    expect(report.inlineExceptions?.[0]).toMatchObject({
      resource: "aws_s3_bucket.a",
      checks: ["TST-01.first"],
      source: { file: "0.tf.json" },
    });
  }
  expect(judged("a note").inlineExceptions).toBeUndefined();
});

test("it counts where the file allows its tool and id, for the checks that ask the same question alone", () => {
  const report = judged(skip, allowance);
  expect(first(report)).toMatchObject({
    status: "excepted",
    reason:
      "Inline checkov CKV_AWS_18: its own logs (allowed by owner asha, approved by ravi, OPS-7, until 2026-05-01)",
  });
  expect(report.summary).toMatchObject({ excepted: 1, fail: 3 });
  expect(first(judged(skip, { ...allowance, resources: ["aws_s3_bucket.a"] }))?.status).toBe("excepted");
  const elsewhere = judged(skip, { ...allowance, resources: ["aws_s3_bucket.b"] });
  expect(first(elsewhere)?.status).toBe("fail");
  expect(elsewhere.findings.map(({ check }) => check)).toContain("EXC-02.unused");
});

test.each<[string, unknown, object, string]>([
  ["that gives no reason", "checkov:skip=CKV_AWS_18", allowance, "it gives no reason"],
  [
    "that skips everything",
    "trivy:ignore:*",
    { ...allowance, tool: "trivy", ids: ["AVD-AWS-0086"] },
    "it skips everything, and only single checks can be excepted",
  ],
  [
    "whose own day has passed",
    "trivy:ignore:AVD-AWS-0086:exp:2026-02-28 until the move",
    { ...allowance, tool: "trivy", ids: ["AVD-AWS-0086"] },
    "its own day 2026-02-28 has passed",
  ],
  [
    "of a tool whose ids are not compared",
    "kics-scan disable=a-1",
    { ...allowance, tool: "kics", ids: ["a-1"] },
    "ids of kics are not compared with the checks here",
  ],
  [
    "of an id that no check names",
    "checkov:skip=CKV_AWS_999:x y",
    { ...allowance, ids: ["CKV_AWS_999"] },
    "no check here asks the same question",
  ],
])("one %s never counts", (_name, comment, allow, why) => {
  const report = judged(comment, allow);
  expect(report.summary.excepted).toBe(0);
  expect(report.inlineExceptions?.[0]).toMatchObject({ counts: false, why });
});

test.each<[string, object, string]>([
  ["expired", { expires: "2026-02-28" }, "EXC-01.expired"],
  ["too long", { expires: "2026-12-31" }, "EXC-04.lifetime"],
  ["approved by its owner", { owner: "Ravi" }, "EXC-03.approver"],
  ["approved by nobody who may", { approvedBy: "eve" }, "EXC-03.approver"],
])("an allowance that is %s lets nothing count and is a finding", (_name, change, check) => {
  const report = judged(skip, { ...allowance, ...change });
  expect(first(report)?.status).toBe("fail");
  expect(report.findings.find((one) => one.check === check)).toMatchObject({
    severity: "high",
    resource: "checkov: CKV_AWS_18",
    source: { file: "x.yaml" },
  });
});

test("a skip comment in YAML is shown and counts like one in Terraform", () => {
  const manifest = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {} # checkov:skip=CKV_AWS_18:its own logs\n";
  const graph = buildGraph(readInputs([{ path: "a.yaml", content: manifest }]).inputs);
  const podRule = testRule(() => [testResult("fail")], {
    ...rule.metadata,
    resourceTypes: ["Pod"],
    inputs: ["manifest"],
  });
  const judge = (allow: readonly object[]) => {
    const file = readExceptions(JSON.stringify({ approvers: ["ravi"], inline: { allow } }), "x.yaml");
    return evaluate(graph, [podRule], { version: "1", now, exceptions: { file } });
  };
  const shown = judge([]);
  expect(shown.inlineExceptions).toMatchObject([
    { resource: "Pod/a", counts: false, source: { file: "a.yaml", line: 4 }, checks: ["TST-01.first"] },
  ]);
  expect(shown.summary.excepted).toBe(0);
  expect(judge([allowance]).findings).toContainEqual(
    expect.objectContaining({ check: "TST-01.first", status: "excepted" }),
  );
});

test("trivy's ids are known in all spellings", () => {
  const foreign = foreignIdsOf([rule]);
  for (const id of ["AVD-AWS-0086", "AWS-0086", "avd-aws-0086", "aws-s3-block-public-acls"])
    expect(foreign("trivy", id)).toEqual(["TST-01.first"]);
  expect(foreign("tfsec", "aws-s3-block-public-acls")).toEqual(["TST-01.first"]);
  expect(foreign("kube-linter", "run-as-non-root")).toEqual(["TST-01.second"]);
  expect(foreign("trivy", "constructor")).toEqual([]);
  expect(foreign("kics", "CKV_AWS_18")).toEqual([]);
  expect(sameForeignId("trivy", "KSV017", "AVD-KSV-0017")).toBe(true);
  expect(sameForeignId("trivy", "KSV-01010", "AVD-KSV-01010")).toBe(true);
});

test("tfsec's names and numbers of all its releases are those of trivy's checks", () => {
  expect(sameForeignId("tfsec", "AWS002", "AVD-AWS-0089")).toBe(true);
  expect(sameForeignId("tfsec", "AWS002", "AVD-AWS-0002")).toBe(false);
  expect(sameForeignId("tfsec", "AWS999", "AVD-AWS-0999")).toBe(false);
  expect(sameForeignId("tfsec", "aws-s3-enable-bucket-logging", "aws-s3-enable-logging")).toBe(true);
  expect(sameForeignId("tfsec", "aws-vpc-no-public-ingress-sgr", "AVD-AWS-0107")).toBe(true);
  expect(sameForeignId("tfsec", "aws-s3-enable-versioning", "AWS-0090")).toBe(true);
});

test("every check that an id of kube-score speaks of is one of the product's", () => {
  const known = new Set(allRules.flatMap(({ metadata }) => metadata.checks.map(({ id }) => id)));
  expect(
    Object.values(kubeScoreChecks)
      .flat()
      .filter((id) => !known.has(id)),
  ).toEqual([]);
  const foreign = foreignIdsOf(allRules);
  expect(foreign("kube-score", "pod-probes")).toEqual(["K8S-18.liveness", "K8S-18.readiness"]);
  expect(foreign("kube-score", "label-values")).toEqual([]);
  expect(foreign("kube-score", "constructor")).toEqual([]);
});

test("annotations of Kubernetes objects and of the pods that they make", () => {
  const annotations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "metadata.annotations": {
      "checkov.io/skip1": "CKV_K8S_20=The agent needs it",
      "ignore-check.kube-linter.io/run-as-non-root": "The image is old",
      "kube-score/ignore": "pod-networkpolicy, container-resources",
      "runterrascan.io/skip": '[{"rule": "AC_K8S_0080", "comment": "Sandbox only"}, 5]',
      "example.org/skip": "x",
    },
    "spec.template.metadata.annotations": { "checkov.io/skip2": "CKV_K8S_8", "kube-linter.io/ignore-all": "too much" },
    "spec.jobTemplate.spec.template.metadata.annotations": { "runterrascan.io/skip": "not JSON" },
  };
  const node = {
    get: (path: string) => (annotations[path] ? { kind: "known", value: annotations[path] } : { kind: "absent" }),
  } as unknown as ResourceNode;
  expect(directivesOf(node).map(({ tool, id, reason }) => [tool, id, reason])).toEqual([
    ["checkov", "CKV_K8S_20", "The agent needs it"],
    ["kube-linter", "run-as-non-root", "The image is old"],
    ["kube-score", "pod-networkpolicy", null],
    ["kube-score", "container-resources", null],
    ["terrascan", "AC_K8S_0080", "Sandbox only"],
    ["checkov", "CKV_K8S_8", null],
    ["kube-linter", null, "too much"],
  ]);
});

test("a secret in a reason does not leave", () => {
  const report = judged("checkov:skip=CKV_AWS_18:token=ghp_abcdefghijklmnopqrstuvwxyz0123456789");
  expect(JSON.stringify(report)).not.toContain("ghp_abc");
});
