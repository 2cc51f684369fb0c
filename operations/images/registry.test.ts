import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { registryAddress, resolveDigests } from "./registry";

const manifest = '{"schemaVersion":2}';
const digest = `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
const reference = "docker.io/egovio/egov-user:v1";

let server: Server | undefined;
afterEach(async () => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A registry that answers as `answer` says; gives its address. */
async function registry(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("takes the digest of the manifest's own bytes, with the token that the registry asks for", async () => {
  const asked: string[] = [];
  const address = await registry((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? "-"}`);
    if (request.url?.startsWith("/token")) response.end(JSON.stringify({ token: "t0k3n" }));
    else if (request.headers.authorization === "Bearer t0k3n") response.end(manifest);
    else {
      const realm = `http://${request.headers.host}/token`;
      response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}",service="registry"` }).end();
    }
  });
  const digests = await resolveDigests([reference], { registry: address, credentials: () => "Basic abc" });
  expect(digests).toEqual(new Map([[reference, digest]]));
  expect(asked).toEqual([
    "/v2/egovio/egov-user/manifests/v1 -",
    "/token?scope=repository%3Aegovio%2Fegov-user%3Apull&service=registry Basic abc",
    "/v2/egovio/egov-user/manifests/v1 Bearer t0k3n",
  ]);
});

test("asks for a list of platforms before the manifest of one", async () => {
  let accept = "";
  const address = await registry((request, response) => {
    accept = request.headers.accept ?? "";
    response.end(manifest);
  });
  await resolveDigests([reference], { registry: address });
  expect(accept).toMatch(/^application\/vnd\.oci\.image\.index/);
});

test("names every image that cannot be resolved, with the reason, and gives none", async () => {
  const address = await registry((request, response) => {
    if (request.url?.includes("gone")) response.writeHead(404).end();
    else if (request.url?.includes("forged"))
      response.setHeader("docker-content-digest", `sha256:${"0".repeat(64)}`).end(manifest);
    else response.end(manifest);
  });
  const resolving = resolveDigests(["docker.io/a/gone:1", "docker.io/a/forged:1", "docker.io/a/good:1"], {
    registry: address,
  });
  await expect(resolving).rejects.toMatchObject({
    exitCode: 4,
    problems: [
      { message: expect.stringMatching(/forged:1: the manifest is not the one/) },
      { message: expect.stringMatching(/gone:1: the registry answered 404/) },
    ],
  });
});

test("sends no login to a token server without TLS", async () => {
  const address = await registry((_request, response) => {
    response.writeHead(401, { "www-authenticate": 'Bearer realm="http://tokens.example.org/token"' }).end();
  });
  const resolving = resolveDigests([reference], { registry: address, credentials: () => "Basic abc" });
  await expect(resolving).rejects.toMatchObject({
    problems: [{ message: expect.stringMatching(/logins in the clear/) }],
  });
});

test.each(["http://harbor.example.org", "ftp://harbor.example.org", "http://"])("%s is refused", (text) =>
  expect(() => registryAddress(text)).toThrow(/reached by TLS/),
);

test("a bare host is reached by TLS", () => {
  expect(registryAddress("harbor.example.org")).toBe("https://harbor.example.org");
});
