import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRules } from "../checks/rules";
import type { StackManifest } from "../stacks/manifest";
import { makeJudge } from "./judge";
import { Landscape } from "./landscape";

const folder = mkdtempSync(join(tmpdir(), "landscape-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stack = { name: "data", title: "Stores", directory: "data", needs: [], inputs: {}, bootstrapsState: false };
const manifest: StackManifest = {
  schemaVersion: "1.0",
  environment: "sample",
  target: "aws",
  accountId: "111122223333",
  region: "ap-south-1",
  recoveryRegion: "ap-south-2",
  stateBackend: { bucket: "b", region: "ap-south-1", kmsKeyAlias: "alias/k" },
  stacks: [stack],
};
const stateStore = { read: async () => undefined };

const landscape = (manifests?: readonly { readonly path: string; readonly text: string }[]) => {
  mkdirSync(join(folder, "stacks", "data"), { recursive: true });
  writeFileSync(join(folder, "stacks", "data", "cdk.tf.json"), "{}");
  return new Landscape({ directory: folder, manifest, stateStore, ...(manifests ? { manifests } : {}) });
};

test("what runs in the cluster is judged with the design, and a pod that may do too much refuses it", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: { name: open, namespace: egov }
spec:
  containers: [{ name: open, image: "registry.example.org/open:1.0.0", securityContext: { privileged: true } }]
`;
  const inputs = landscape([{ path: "manifests/01-open.yaml", text }]).designInputs();
  expect(inputs.map(({ stack: name, kind }) => `${name} ${kind}`)).toEqual([
    "data terraform-json",
    "services manifest",
  ]);
  const judge = makeJudge({ kitVersion: "0", rules: allRules, parameters: {}, exceptionsText: "" });
  const { refusals } = judge.judge(inputs, new Date("2026-11-26"));
  expect(refusals).toEqual(
    expect.arrayContaining([expect.objectContaining({ rule: "K8S-01", stack: "services", resource: "Pod/egov/open" })]),
  );
});

test("plans and states are judged without them: they are the cluster's own", () => {
  const given = landscape([{ path: "manifests/01-a.yaml", text: "apiVersion: v1\nkind: Namespace\n" }]);
  expect(given.stateInputs().map(({ kind }) => kind)).toEqual(["terraform-json"]);
  expect(given.planInputs(stack, "{}").map(({ kind }) => kind)).toEqual(["plan"]);
  expect(landscape().designInputs()).toHaveLength(1);
});
