import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { stringify } from "yaml";
import { isRunning } from "../../common/processes";
import { type Cluster, serviceAccount } from "../../tools/cluster/cluster";
import { readRecord } from "../../tools/cluster/record";
import { openCluster, pod } from "./testBed";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.stop());

const create = (path: string, body: unknown, dryRun = true) =>
  cluster.call("POST", `${path}?fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`, body);
const inFile = (name: string, body: unknown) => {
  const path = join(cluster.directory, `${name}.yaml`);
  writeFileSync(path, stringify(body));
  return path;
};

test("answers nobody who has no certificate", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const options = { ca: cluster.admin.authority, agent: false };
    request(new URL("/version", cluster.endpoint), options, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(401);
});

test("kubectl refuses an unknown field and takes the same object without it, both as a dry run on the server", async () => {
  const strict = ["create", "--dry-run=server", "--validate=strict", "-f"];
  const good = await cluster.kubectl([...strict, inFile("good", pod("good"))]);
  expect(good).toMatchObject({ code: 0, stdout: "pod/good created (server dry run)\n" });
  const bad = await cluster.kubectl([...strict, inFile("bad", pod("bad", {}, { hostNetwrok: true }))]);
  expect(bad.code).not.toBe(0);
  expect(bad.stderr).toContain('unknown field "spec.hostNetwrok"');
  expect((await cluster.kubectl(["get", "pods", "-o", "name"])).stdout).toBe("");
});

test("Pod Security's profile restricted refuses a privileged pod in a namespace with its label, and there alone", async () => {
  const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
  for (const [name, metadata] of Object.entries({ guarded: { labels }, open: {} })) {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { ...metadata, name } };
    expect((await create("/api/v1/namespaces", namespace, false)).status).toBe(201);
    const path = `/api/v1/namespaces/${name}/serviceaccounts`;
    expect((await create(path, serviceAccount("default"), false)).status).toBe(201);
  }
  const privileged = pod("privileged", { securityContext: { privileged: true } });
  const refused = await create("/api/v1/namespaces/guarded/pods", privileged);
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.body).message).toContain('violates PodSecurity "restricted:latest": privileged');
  expect((await create("/api/v1/namespaces/guarded/pods", pod("modest"))).status).toBe(201);
  expect((await create("/api/v1/namespaces/open/pods", privileged)).status).toBe(201);
});

test("a user has the rights that a role gives to its group, and no others", async () => {
  const config = cluster.userKubeconfig("asha", ["auditors"]);
  expect((await cluster.kubectl(["get", "pods"], config)).stderr).toContain("is forbidden");
  const roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const rules = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }];
  await create(`${roles}/roles`, { apiVersion, kind: "Role", metadata: { name: "reader" }, rules }, false);
  const binding = {
    apiVersion,
    kind: "RoleBinding",
    metadata: { name: "auditors" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "auditors" }],
  };
  expect((await create(`${roles}/rolebindings`, binding, false)).status).toBe(201);
  expect((await cluster.kubectl(["get", "pods"], config)).code).toBe(0);
  expect((await cluster.kubectl(["get", "secrets"], config)).stderr).toContain("is forbidden");
});

test("a Secret's value is nowhere in etcd's files, and its creation is in the audit log without it", async () => {
  const value = "canary-5d41402abc4b2a76b9719d911017c592";
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "canary" }, stringData: { value } };
  expect((await create("/api/v1/namespaces/default/secrets", secret, false)).status).toBe(201);
  const log = readFileSync(join(cluster.directory, "etcd", "member", "wal", "0000000000000000-0000000000000000.wal"));
  expect(log.includes("k8s:enc:aescbc:v1:key1:")).toBe(true);
  const encoded = Buffer.from(value).toString("base64");
  expect(log.includes(value) || log.includes(encoded)).toBe(false);
  const audit = readFileSync(cluster.files.auditLog, "utf8");
  const event = audit.split("\n").find((line) => line.includes('"resource":"secrets"') && line.includes("canary"));
  expect(JSON.parse(event ?? "{}")).toMatchObject({ verb: "create", user: { username: "test-bed-admin" } });
  expect(audit.includes(value) || audit.includes(encoded)).toBe(false);
});

test("a second one runs beside it, knows nothing of it, and leaves nothing behind", async () => {
  const other = await openCluster();
  const processes = readRecord(other.directory)?.processes ?? [];
  expect(other.endpoint).not.toBe(cluster.endpoint);
  expect((await other.call("GET", "/api/v1/namespaces/guarded")).status).toBe(404);
  expect(await other.call("GET", "/readyz", undefined, cluster.admin).catch((error: Error) => error.message)).toMatch(
    /certificate/,
  );
  await other.stop();
  expect(processes.map(({ pid }) => isRunning(pid))).toEqual([false, false]);
  expect(existsSync(other.directory)).toBe(false);
});
