import type { Environment } from "../../config/environment.generated";
import type { Context } from "./context";
import { examineNamesOfDomain, type NameLookup } from "./dns";
import type { PlannedResource } from "./needs";

const name = "digit.navapradesh.gov.example";
const planned = (type: string, body = {}): PlannedResource => ({ stack: "s", type, name: "n", region: "r", body });
const fresh = [planned("aws_route53_zone", { name }), planned("aws_lb")];

interface Public {
  readonly ns?: Readonly<Record<string, readonly string[]>>;
  readonly a?: readonly string[];
  readonly caa?: Readonly<Record<string, readonly string[]>>;
}
const lookup = ({ ns = {}, a = [], caa = {} }: Public): NameLookup => ({
  nameServers: async (zone) => ns[zone] ?? [],
  addresses: async () => a,
  authorities: async (zone) => caa[zone] ?? [],
});

async function told(found: Public, domain: object = {}, missing = fresh, emulated = false): Promise<string[]> {
  const environment = {
    domain: { name, dns: "delegated", certificate: "managed", ...domain },
  } as unknown as Environment;
  const context = { environment, missing, emulated } as unknown as Context;
  const checks = await examineNamesOfDomain(context, lookup(found));
  return checks.map(({ id, status, cause }) => [id.replace("dns.", ""), status, cause].filter(Boolean).join(" "));
}
const parent = { "gov.example": ["ns.gov.example"] };

test("before the first deployment: a parent, no delegation, nothing served", async () => {
  expect(await told({ ns: parent })).toEqual(["parent ok", "delegation warning", "authority ok", "entry ok"]);
});

test("the parent of a delegated name may lie several labels up", async () => {
  expect(await told({ ns: { example: ["ns.example"], "gov.example": ["ns.gov.example"] } })).toContain("parent ok");
});

test("a domain that nobody registered", async () => {
  expect(await told({ ns: { example: ["a.nic.example"] } })).toContain("parent problem");
});

test("a resolver that knows nothing says nothing", async () => {
  expect(await told({})).toContain("parent unknown unreachable");
});

test("name servers of somebody else, and something that is served today", async () => {
  const checks = await told({ ns: { ...parent, [name]: ["ns.old.example"] }, a: ["192.0.2.1"] });
  expect(checks).toEqual(expect.arrayContaining(["delegation warning", "entry warning"]));
});

test("deployed: the name has to lead somewhere", async () => {
  const ns = { ...parent, [name]: ["ns-1.awsdns-01.org"] };
  expect(await told({ ns }, {}, [])).toEqual(expect.arrayContaining(["delegation ok", "entry problem"]));
  expect(await told({ ns, a: ["192.0.2.1"] }, {}, [])).toEqual(expect.arrayContaining(["entry ok"]));
});

test.each([
  [{ [name]: ["letsencrypt.org"] }, "problem"],
  [{ "gov.example": ["letsencrypt.org"] }, "problem"],
  [{ "gov.example": ["letsencrypt.org", "amazon.com; account=1"] }, "ok"],
  // The nearest records decide, whatever stands above them.
  [{ [name]: ["amazon.com"], "gov.example": ["letsencrypt.org"] }, "ok"],
])("CAA records %j", async (caa, status) => {
  expect(await told({ ns: parent, caa })).toContain(`authority ${status}`);
});

test("who keeps all records is not told of a delegation, who gives a certificate not of authorities", async () => {
  expect(await told({ ns: parent }, { dns: "manual", certificate: "given" })).toEqual(["parent ok", "entry ok"]);
});

test("a DNS that does not answer is unknown, each question by itself", async () => {
  const broken = () => Promise.reject(Object.assign(new Error("queryNs ETIMEOUT"), { code: "ETIMEOUT" }));
  const environment = { domain: { name, dns: "delegated", certificate: "managed" } } as unknown as Environment;
  const context = { environment, missing: fresh, emulated: false } as unknown as Context;
  const checks = await examineNamesOfDomain(context, { nameServers: broken, addresses: broken, authorities: broken });
  expect(new Set(checks.map(({ status, cause }) => `${status} ${cause}`))).toEqual(new Set(["unknown unreachable"]));
});

test("an emulator's names resolve nowhere, so nobody is asked", async () => {
  expect(await told({}, {}, fresh, true)).toEqual(["parent unknown emulator"]);
});
