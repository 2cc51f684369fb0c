import sizes from "../../catalogue/sizes.json";
import versions from "../../catalogue/versions.json";
import { fixtureEnvironment } from "../fixture";
import { awsSettings } from "./settings";

const names = ["demo", "district", "state", "national"] as const;

test("names carry the environment, names of buckets the account too", () => {
  const settings = awsSettings(fixtureEnvironment);
  expect(settings.name("database")).toBe("digit-sample-database");
  expect(settings.globalName("archive")).toBe("digit-sample-archive-111122223333");
  expect(settings.logGroupName("flow")).toBe("/digit/sample/flow");
});

test("the longest environment name still gives bucket names that S3 takes", () => {
  const settings = awsSettings({ ...fixtureEnvironment, name: "a".repeat(24) });
  expect(settings.globalName("access-logs-copy").length).toBeLessThanOrEqual(63);
});

test("records are kept as long as the category that is kept longest, a year at least", () => {
  expect(awsSettings(fixtureEnvironment).personalDataDays).toBe(2555);
  const nothingDeclared = {
    ...fixtureEnvironment,
    dataProtection: { ...fixtureEnvironment.dataProtection, categories: {} },
  };
  expect(awsSettings(nothingDeclared).personalDataDays).toBe(365);
});

test("nothing deviates unless the exceptions say so", () => {
  expect(awsSettings(fixtureEnvironment).allows("RDS-05.deletion-protection", "aws_db_instance.database")).toBe(false);
  expect(awsSettings(fixtureEnvironment, () => true).allows("RDS-05.x", "aws_db_instance.database")).toBe(true);
});

test.each(names)("size %s has figures that fit together, each with its reason", (name) => {
  const size = sizes.sizes[name];
  expect(size.nodes.minimum % 3).toBe(0);
  expect(size.nodes.maximum).toBeGreaterThan(size.nodes.minimum);
  expect(size.database.maximumStorageGib).toBeGreaterThan(size.database.storageGib);
  expect(size.stream.maximumStorageGib).toBeGreaterThan(size.stream.storageGib);
  expect(size.stream.brokers % 3).toBe(0);
  expect(size.search.dataNodes % 3).toBe(0);
  for (const { reason } of [size, size.nodes, size.database, size.stream, size.cache, size.search, size.wayIn])
    expect(reason.length).toBeGreaterThan(20);
});

test("a larger size is nowhere smaller", () => {
  const figures = names.map((name) => sizes.sizes[name]);
  for (const [index, size] of figures.entries()) {
    const smaller = figures[index - 1];
    if (smaller === undefined) continue;
    expect(size.nodes.minimum).toBeGreaterThan(smaller.nodes.minimum);
    expect(size.database.storageGib).toBeGreaterThan(smaller.database.storageGib);
  }
});

test("default versions of Kafka and the cache have no announced end; MSK's name is that of the default version", () => {
  const { kafka, valkey } = versions;
  for (const product of [kafka, valkey]) {
    const known: { readonly [version: string]: { readonly endOfSupport: string | null } } = product.versions;
    expect(known[product.default]).toEqual({ endOfSupport: null });
  }
  expect(kafka.mskName).toBe(`${kafka.default}.x.kraft`);
});

test("only a demonstration's archive can be removed before its time", () => {
  expect(names.map((name) => awsSettings({ ...fixtureEnvironment, size: name }).size.archiveLock)).toEqual([
    "governance",
    "compliance",
    "compliance",
    "compliance",
  ]);
});

test("default versions are supported ones, and every version has the date on which its support ends", () => {
  for (const product of [versions.kubernetes, versions.postgresql]) {
    const known: { readonly [version: string]: { readonly supported: boolean; readonly endOfSupport: string } } =
      product.versions;
    expect(known[product.default]?.supported).toBe(true);
    for (const { endOfSupport, supported } of Object.values(known)) {
      expect(endOfSupport).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (supported) expect(endOfSupport > versions.checked).toBe(true);
    }
    expect(product.source.length).toBeGreaterThan(20);
  }
});
