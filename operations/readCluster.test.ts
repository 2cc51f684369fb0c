import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes } from "../common/exitCodes";
import { readCluster } from "./readCluster";

let folder = "";
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubectl-"));
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

const resources = (...kinds: readonly (readonly [name: string, kind: string])[]) => ({
  resources: [
    ...kinds.map(([name, kind]) => ({ name, kind, verbs: ["get", "list"] })),
    { name: "pods/log", kind: "Pod", verbs: ["get"] },
    { name: "tokenreviews", kind: "TokenReview", verbs: ["create"] },
  ],
});
const discovery = {
  "/apis": {
    groups: [
      { name: "apps", preferredVersion: { groupVersion: "apps/v1" } },
      { name: "example.org", preferredVersion: { groupVersion: "example.org/v1" } },
    ],
  },
  "/api/v1": resources(["pods", "Pod"], ["secrets", "Secret"], ["events", "Event"]),
  "/apis/apps/v1": resources(["deployments", "Deployment"]),
};

/** Stands for kubectl: answers from a table, and keeps what it was asked. Texts are its errors. */
function fakeKubectl(answers: Readonly<Record<string, unknown>>, contexts = "main\n"): () => readonly string[] {
  const calls = join(folder, "calls");
  const program = `#!${process.execPath}
const fs = require("fs");
const args = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(calls)}, args.join(" ") + "\\n");
if (args[0] === "config") { process.stdout.write(${JSON.stringify(contexts)}); process.exit(0); }
const answers = ${JSON.stringify(answers)};
const answer = answers[args.find((arg) => arg.startsWith("--raw=")).slice(6)];
if (answer === undefined) { process.stderr.write("Error from server (NotFound): the server could not find it"); process.exit(1); }
if (typeof answer === "string") { process.stderr.write(answer); process.exit(1); }
process.stdout.write(JSON.stringify(answer));
`;
  writeFileSync(join(folder, "kubectl"), program);
  chmodSync(join(folder, "kubectl"), 0o755);
  process.env.PATH = folder;
  return () => readFileSync(calls, "utf8").trim().split("\n");
}

const object = (name: string) => ({ metadata: { name, namespace: "a" } });
const read = () => readCluster("main", [], () => undefined);
const failure = () => read().catch((error: unknown) => error);

test("reads lists page by page, and gives items the kind that their list says", async () => {
  const calls = fakeKubectl({
    ...discovery,
    "/api/v1/pods?limit=500": { metadata: { continue: "a/b==" }, items: [object("p1")] },
    "/api/v1/pods?limit=500&continue=a%2Fb%3D%3D": { metadata: {}, items: [object("p2")] },
    "/apis/apps/v1/deployments?limit=500": { metadata: {}, items: [object("d")] },
  });
  const input = await read();
  const names = input.objects?.map(({ body }) => `${body.apiVersion} ${body.kind} ${JSON.stringify(body.metadata)}`);
  expect(names?.sort()).toEqual([
    'apps/v1 Deployment {"name":"d","namespace":"a"}',
    'v1 Pod {"name":"p1","namespace":"a"}',
    'v1 Pod {"name":"p2","namespace":"a"}',
  ]);
  expect(input).toMatchObject({ path: "cluster:main", kind: "cluster", unread: [], notes: [] });
  const asked = calls().filter((call) => !call.startsWith("config"));
  expect(asked.every((call) => call.startsWith("--context=main --request-timeout=120s get --raw="))).toBe(true);
  expect(asked.some((call) => /secrets|events|example\.org/.test(call))).toBe(false);
});

test("of network plugins and meshes the policies are read, and nothing else", async () => {
  const calls = fakeKubectl({
    ...discovery,
    "/apis": { groups: [{ name: "cilium.io", preferredVersion: { groupVersion: "cilium.io/v2" } }] },
    "/apis/cilium.io/v2": resources(
      ["ciliumnetworkpolicies", "CiliumNetworkPolicy"],
      ["ciliumendpoints", "CiliumEndpoint"],
    ),
    "/apis/cilium.io/v2/ciliumnetworkpolicies?limit=500": { metadata: {}, items: [object("c")] },
    "/api/v1/pods?limit=500": { metadata: {}, items: [] },
  });
  expect((await read()).objects?.map(({ body }) => body.kind)).toEqual(["CiliumNetworkPolicy"]);
  expect(calls().some((call) => call.includes("ciliumendpoints"))).toBe(false);
});

test("a kind that may not be listed is unread, with the API server's own words", async () => {
  const words = 'deployments.apps is forbidden: User "asha" cannot list resource "deployments"';
  fakeKubectl({
    ...discovery,
    "/api/v1/pods?limit=500": { metadata: {}, items: [] },
    "/apis/apps/v1/deployments?limit=500": `Error from server (Forbidden): ${words}`,
  });
  expect((await read()).unread).toEqual([{ type: "Deployment", cause: words }]);
});

test.each([
  ["nothing may be listed", "Error from server (Forbidden): no", exitCodes.toolOrPermissionMissing],
  ["the server is down for all", "Error from server (ServiceUnavailable): later", exitCodes.toolOrPermissionMissing],
  ["nobody answers", "The connection to the server 127.0.0.1:1 was refused", exitCodes.engineFailed],
])("where %s, the command ends", async (_, words, exitCode) => {
  fakeKubectl({ ...discovery, "/api/v1/pods?limit=500": words, "/apis/apps/v1/deployments?limit=500": words });
  expect(await failure()).toMatchObject({ exitCode });
});

test("credentials that do not hold are a missing permission", async () => {
  fakeKubectl({ "/apis": "error: You must be logged in to the server (Unauthorized)" });
  expect(await failure()).toMatchObject({ code: "missing-permission:cluster" });
});

test("a context that is not there is a wrong use, and the others are named", async () => {
  fakeKubectl({}, "production\nstaging\n");
  const error = await failure();
  expect(error).toMatchObject({ code: "unknown-context", exitCode: exitCodes.usage });
  expect(String(error)).toContain("It has: production, staging.");
});

test("without kubectl the command says what to install", async () => {
  process.env.PATH = folder;
  const cache = process.env.DIGIT_CACHE;
  process.env.DIGIT_CACHE = folder;
  const error = await failure();
  if (cache === undefined) delete process.env.DIGIT_CACHE;
  else process.env.DIGIT_CACHE = cache;
  expect(error).toMatchObject({ code: "missing-tool:kubectl", exitCode: exitCodes.toolOrPermissionMissing });
});

test("an answer that is no JSON ends the command", async () => {
  fakeKubectl({ ...discovery });
  writeFileSync(
    join(folder, "kubectl"),
    `#!/bin/sh\n[ "$1" = config ] && echo main && exit\necho '<html>proxy</html>'\n`,
  );
  expect(await failure()).toMatchObject({ code: "cluster-answer", exitCode: exitCodes.engineFailed });
});
