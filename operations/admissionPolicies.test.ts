import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { exitCodes } from "../common/exitCodes";
import { type AdmissionOptions, admissionPoliciesYaml } from "./admissionPolicies";

const folder = mkdtempSync(join(tmpdir(), "admission-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly policyName?: string;
    readonly validationActions?: readonly string[];
    readonly matchResources?: unknown;
    readonly validations?: readonly { readonly message: string; readonly expression: string }[];
  };
}
const print = (options: Partial<AdmissionOptions> = {}): readonly Printed[] =>
  parseAllDocuments(admissionPoliciesYaml({ denyFrom: "medium", exceptNamespaces: [], ...options })).map((one) =>
    one.toJS(),
  );
const names = (objects: readonly Printed[], kind: string) =>
  objects.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
const messages = (objects: readonly Printed[]) =>
  objects.flatMap(({ spec }) => spec.validations ?? []).map(({ message }) => message.split(":")[0]);

test("every policy has its binding, and every name is there once", () => {
  const objects = print();
  const policies = names(objects, "ValidatingAdmissionPolicy");
  expect(new Set(policies).size).toBe(policies.length);
  expect(policies).toContain("digit-platform-k8s-01");
  expect(names(objects, "ValidatingAdmissionPolicyBinding")).toEqual(policies);
  expect(objects.flatMap(({ spec }) => spec.policyName ?? [])).toEqual(policies);
});

test("checks below the threshold warn and are audited, the others refuse", () => {
  const [denied, , warned] = print({ rules: ["K8S-03"] });
  expect(messages(denied ? [denied] : [])).toEqual(["K8S-03.non-root", "K8S-03.root-user"]);
  expect(messages(warned ? [warned] : [])).toEqual(["K8S-03.enforced", "K8S-03.root-group", "K8S-03.root-file-group"]);
  const actions = print({ rules: ["K8S-03"] }).flatMap(({ spec }) => spec.validationActions?.join() ?? []);
  expect(actions).toEqual(["Deny", "Warn,Audit"]);
  expect(print({ rules: ["K8S-03"], denyFrom: "low" }).flatMap(({ spec }) => spec.validationActions ?? [])).toEqual([
    "Deny",
  ]);
});

test("namespaces that are left out are left out by every binding", () => {
  const bindings = print({ exceptNamespaces: ["kube-system"] }).filter(({ kind }) => kind.endsWith("Binding"));
  const matchExpressions = [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system"] }];
  for (const { spec } of bindings) expect(spec.matchResources).toEqual({ namespaceSelector: { matchExpressions } });
});

test("parameters become part of the expressions, and only as text", () => {
  const parametersFile = join(folder, "parameters.json");
  writeFileSync(parametersFile, JSON.stringify({ allowedRegistries: ['registry.example.org/a"||true||"'] }));
  const [policy] = print({ rules: ["K8S-13"], parametersFile });
  const registry = policy?.spec.validations?.find(({ message }) => message.startsWith("K8S-13.registry"));
  expect(registry?.expression).toContain('startsWith("registry.example.org/a\\"||true||\\"/")');
  expect(messages(print({ rules: ["K8S-13"] }))).not.toContain("K8S-13.registry");
});

test("a rule without such a form is a wrong use", () => {
  const print = () => admissionPoliciesYaml({ rules: ["RDS-01"], denyFrom: "medium", exceptNamespaces: [] });
  expect(print).toThrow(expect.objectContaining({ code: "no-admission-form", exitCode: exitCodes.usage }));
});
