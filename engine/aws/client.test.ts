import { AwsClient, type WireAnswer } from "./client";
import type { WireRequest } from "./request";
import { permissionOf, type Question } from "./services";

const list: Question = { service: "kms", operation: "ListKeys", region: "ap-south-1" };
const json = (status: number, value: unknown): WireAnswer => ({ status, headers: {}, body: JSON.stringify(value) });

/** A client that gets these answers one after the other, and the requests that it sent. */
function scripted(...answers: readonly (WireAnswer | Error)[]) {
  const sent: WireRequest[] = [];
  const left = [...answers];
  const client = new AwsClient({
    credentials: async () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" }),
    patienceMs: 0,
    send: async (request) => {
      sent.push(request);
      const next = left.shift();
      if (next === undefined) throw new Error("one request too many");
      if (next instanceof Error) throw next;
      return next;
    },
  });
  return { client, sent };
}

test("requests are signed for their region and service, the token with them", async () => {
  const { client, sent } = scripted(json(200, { Keys: [] }));
  await client.ask(list);
  expect(sent[0]?.url.href).toBe("https://kms.ap-south-1.amazonaws.com/");
  expect(sent[0]?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ap-south-1\/kms\/aws4_request, SignedHeaders=.*x-amz-security-token.*, Signature=[0-9a-f]{64}$/,
  );
  expect(JSON.stringify(sent)).not.toContain('"secret"');
});

test("services without regions are asked at their one address", async () => {
  const body = "<ListHostedZonesByNameResponse><HostedZones/></ListHostedZonesByNameResponse>";
  const { client, sent } = scripted({ status: 200, headers: {}, body });
  await client.ask({ service: "route53", operation: "ListHostedZonesByName", region: "ap-south-1" });
  expect(sent[0]?.url.host).toBe("route53.amazonaws.com");
  expect(sent[0]?.headers.authorization).toContain("/us-east-1/route53/");
});

test("all pages are read, and a mark that never moves ends", async () => {
  const { client, sent } = scripted(
    json(200, { Keys: [1], NextMarker: "two" }),
    json(200, { Keys: [2], NextMarker: "two" }),
  );
  expect(await client.ask(list)).toHaveLength(2);
  expect(JSON.parse(sent[1]?.body ?? "")).toEqual({ Marker: "two" });
});

test("what is throttled is asked again, four times at most", async () => {
  const slow = json(400, { __type: "ThrottlingException", message: "slow down" });
  expect(await scripted(slow, slow, json(200, { Keys: [] })).client.ask(list)).toEqual([{ Keys: [] }]);
  const { client, sent } = scripted(slow, slow, slow, slow);
  await expect(client.ask(list)).rejects.toMatchObject({ kind: "service", code: "ThrottlingException" });
  expect(sent).toHaveLength(4);
});

const ec2 = (code: string): WireAnswer => ({
  status: 401,
  headers: {},
  body: `<Response><Errors><Error><Code>${code}</Code><Message>a &amp; b</Message></Error></Errors></Response>`,
});
test.each([
  [
    "no network",
    new TypeError("fetch failed", { cause: Object.assign(new Error("no such host"), { code: "ENOTFOUND" }) }),
    "unreachable",
    "ENOTFOUND",
  ],
  ["an ended session", ec2("RequestExpired"), "credentials", "RequestExpired"],
  ["no permission", ec2("UnauthorizedOperation"), "permission", "UnauthorizedOperation"],
  [
    "a namespace before the code",
    json(400, { __type: "com.amazon.coral#AccessDeniedException" }),
    "permission",
    "AccessDeniedException",
  ],
  ["a page of a proxy", { status: 502, headers: {}, body: "<html><hr></html>" }, "service", "HTTP 502"],
  ["half an answer", { status: 200, headers: {}, body: '{"Keys": [' }, "service", "UnreadableAnswer"],
  ["XML that is cut off", { status: 200, headers: {}, body: "<a><b>" }, "service", "UnreadableAnswer"],
])("%s is no answer", async (_, answer, kind, code) => {
  await expect(scripted(answer).client.ask(list)).rejects.toMatchObject({ name: "AwsRefusal", kind, code });
});

test("credentials that cannot be had are told as such", async () => {
  const client = new AwsClient({
    credentials: () => Promise.reject(Object.assign(new Error("none found"), { name: "CredentialsProviderError" })),
  });
  await expect(client.ask(list)).rejects.toMatchObject({ kind: "credentials", message: "none found" });
});

test("permissions carry the names that IAM gives them", () => {
  expect(permissionOf({ service: "opensearch", operation: "ListDomainNames" })).toBe("es:ListDomainNames");
  expect(permissionOf({ service: "s3", operation: "HeadBucket" })).toBe("s3:ListBucket");
  expect(permissionOf({ service: "service-quotas", operation: "GetServiceQuota" })).toBe(
    "servicequotas:GetServiceQuota",
  );
});
