import { checkDigitCatalogue, digitCatalogue, rawDigitCatalogue } from "./catalogue";
import type { DigitCatalogue, Service } from "./catalogue.generated";
import { catalogueFacts, successorOf } from "./facts";
import { callsBetween, callsOf, releasedServices, withoutImage } from "./release";

const catalogue = digitCatalogue();
const services = catalogue.groups.flatMap((group) => group.services);
const components = catalogue.components.flatMap((group) => group.components);
const service = (name: string, from: DigitCatalogue = catalogue): Service => {
  const found = from.groups.flatMap((group) => group.services).find((known) => known.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
};

test("every service and component of DIGIT's charts is there", () => {
  const counts = Object.fromEntries([
    ...catalogue.groups.map((group) => [group.group, group.services.length]),
    ...catalogue.components.map((group) => [group.group, group.components.length]),
  ]);
  expect(counts).toEqual({ core: 43, business: 9, frontend: 5, backbone: 18, monitoring: 9 });
});

test("a heap takes at most 70 % of the limit, and the limits that were too small are raised with their reason", () => {
  const heaps = services.flatMap(({ name, memory }) =>
    "limitMib" in memory && memory.heapMib !== undefined ? [{ name, share: memory.heapMib / memory.limitMib }] : [],
  );
  expect(heaps.length).toBeGreaterThan(40);
  expect(heaps.filter(({ share }) => share > 0.7)).toEqual([]);
  // Weakness 36 names these three: heap at or above the limit.
  for (const name of ["egov-apportion-service", "mdms-v2", "national-dashboard-kafka-pipeline"]) {
    expect(service(name).memory).toMatchObject({ raisedFrom: expect.stringMatching(/%/) });
  }
});

test("no service calls an unknown one, itself or a retired one", () => {
  const names = services.map(({ name }) => name);
  const calls = services.flatMap((known) => callsOf(known, catalogue));
  expect(calls.length).toBeGreaterThan(90);
  expect(calls.filter(({ to }) => !names.includes(to) || successorOf(to, catalogue) !== to)).toEqual([]);
  expect(calls.filter(({ from, to }) => from === to)).toEqual([]);
});

test("who is called at the start starts in an earlier wave", () => {
  const order = (name: string) => catalogue.conventions.waves.findIndex((wave) => wave.name === service(name).wave);
  const atStart = services.flatMap((known) =>
    callsOf(known, catalogue).filter(({ by }) => {
      const setting = known.environment[by];
      return setting !== undefined && "service" in setting && setting.onDemand !== true;
    }),
  );
  expect(atStart.filter(({ from, to }) => order(to) >= order(from))).toEqual([]);
  // The edges that DIGIT's own helmfile declares.
  for (const [before, after] of [
    ["egov-mdms-service", "egov-enc-service"],
    ["egov-enc-service", "egov-user"],
    ["egov-user", "egov-hrms"],
    ["egov-mdms-service", "egov-workflow-v2"],
  ] as const) {
    expect(order(before)).toBeLessThan(order(after));
  }
});

test("whatever is retired is mapped to what takes its place", () => {
  const retired = new Set(catalogue.replacements.map((replacement) => replacement.retired));
  // What issue 6 names, found by name or image rather than by the list itself.
  const gone = /zuul|zookeeper|elastic|kibana|curator|minio|redis|promtail|jaeger|ingress-nginx|bitnami|cp-kafka/;
  const named = [
    ...services.filter(({ image }) => gone.test(image)).map(({ name }) => name),
    ...components
      .filter(({ name, image }) => gone.test(name) || ("repository" in image && gone.test(image.repository)))
      .map(({ name }) => name),
  ];
  expect(named).toEqual(
    expect.arrayContaining(["zuul", "internal-gateway", "kafka-kraft", "minio", "redis", "jaeger"]),
  );
  expect([...named, "promtail"].filter((name) => !retired.has(name))).toEqual([]);
});

test("nothing that runs calls a part that is retired, and none of it weakens sign-on", () => {
  const settings = services.flatMap(({ environment }) => Object.entries(environment));
  expect(settings.filter(([name, setting]) => /SECURITY_.*ENABLED|DEBUG/.test(name) && "value" in setting)).toEqual([]);
  expect(service("egov-user").environment.CITIZEN_LOGIN_PASSWORD_OTP_FIXED_ENABLED).toEqual({ value: "false" });
});

test("internal services have no route from outside", () => {
  for (const name of ["egov-enc-service", "audit-service", "egov-indexer", "egov-persister", "egov-idgen"]) {
    expect(service(name).route).toHaveProperty("internal");
  }
});

describe("a release", () => {
  test("has the tags of its own list, and of the lists that it rests on where it is silent", () => {
    const lts = releasedServices(catalogue, "2.9-lts");
    const tag = (name: string) => lts.find((released) => released.service.name === name);
    expect(tag("egov-user")).toMatchObject({ tagOf: "2.9-lts", image: { tag: "DIGIT-2.9-LTS-c33cfe45ab-19" } });
    expect(tag("egov-pdf")).toMatchObject({ tagOf: "2.8", image: { digest: null } });
    expect(tag("egov-user")?.migrationImage).toMatchObject({ repository: "egovio/egov-user-db", digest: null });
    expect(lts.some((released) => released.service.name === "zuul")).toBe(false);
  });

  test("says which services it has no image of", () => {
    expect(withoutImage(catalogue, "2.9-lts")).toEqual([
      "boundary-service",
      "egov-data-uploader",
      "egov-telemetry-kafka-streams",
      "individual",
      "internal-gateway-scg",
      "mdms-v2",
      "telemetry",
      "workbench-ui",
    ]);
  });

  test("has the gateway call what is public through it, and nothing else but whom it asks", () => {
    const running = releasedServices(catalogue, "2.9-lts").map((released) => released.service);
    const fromGateway = callsBetween(running, catalogue).filter(({ from }) => from === "gateway");
    expect(fromGateway.filter(({ by }) => by !== "route").map(({ to }) => to)).toEqual(
      ["egov-user", "egov-accesscontrol"].sort(),
    );
    expect(fromGateway.map(({ to }) => to)).not.toContain("egov-enc-service");
    expect(fromGateway.map(({ to }) => to)).toContain("egov-filestore");
  });

  test("that is unknown is refused", () => {
    expect(() => releasedServices(catalogue, "1.0")).toThrow(/no release 1\.0/);
  });
});

describe("a slip in the catalogue", () => {
  const changed = (change: (copy: DigitCatalogue) => void): DigitCatalogue => {
    const copy = structuredClone(catalogue);
    change(copy);
    return copy;
  };
  const user = (copy: DigitCatalogue): Service => service("egov-user", copy);

  test.each<[string, RegExp, (copy: DigitCatalogue) => void]>([
    ["heap", /egov-user: a heap of 400 MiB is more than 70 %/, (c) => Object.assign(user(c).memory, { heapMib: 400 })],
    [
      "unknown call",
      /egov-user: X_HOST leads to nobody/,
      (c) => {
        user(c).environment.X_HOST = { service: "nobody" };
      },
    ],
    [
      "late call",
      /needs egov-hrms, which starts/,
      (c) => {
        user(c).environment.X_HOST = { service: "egov-hrms" };
      },
    ],
    [
      "needless mark",
      /marked onDemand/,
      (c) => {
        user(c).environment.X_HOST = { service: "egov-enc-service", onDemand: true };
      },
    ],
    [
      "wave",
      /there is no wave dawn/,
      (c) => {
        user(c).wave = "dawn";
      },
    ],
    [
      "kind of data",
      /kind of personal data is called shoes/,
      (c) => {
        user(c).personalData = { categories: ["shoes"], reason: "They have some." };
      },
    ],
    [
      "unmapped part",
      /redis: nothing says what takes its place/,
      (c) => {
        c.replacements = c.replacements.filter(({ retired }) => retired !== "redis");
      },
    ],
    ["basis", /its basis 1\.0 is unknown/, (c) => Object.assign(c.releases[0] ?? {}, { basis: "1.0" })],
    [
      "double",
      /egov-user stands twice/,
      (c) => {
        c.groups[1]?.services.push(user(c));
      },
    ],
    [
      "search client",
      /inbox: searchClients and needs disagree/,
      (c) => {
        delete c.searchClients.inbox;
      },
    ],
  ])("is named: %s", (_, wording, change) => {
    expect(catalogueFacts(changed(change)).join("\n")).toMatch(wording);
  });

  test("of the shape is refused with its place", () => {
    const copy = structuredClone(rawDigitCatalogue()) as { groups: { services: Record<string, unknown>[] }[] };
    const first = copy.groups[0]?.services[0];
    if (first === undefined) throw new Error("no service");
    first.port = "8080";
    first.latest = true;
    expect(() => checkDigitCatalogue(copy)).toThrow(/\/groups\/0\/services\/0/);
  });
});
