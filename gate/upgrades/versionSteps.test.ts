import { cacheStep, kafkaStep, kubernetesStep, nodeSkew, postgresStep, searchStep } from "./versionSteps";

test.each([
  ["1.35", "1.35"],
  ["1.35", "1.36"],
])("Kubernetes %s to %s is taken", (from, to) => {
  expect(kubernetesStep(from, to)).toBeUndefined();
});

test("two minors of Kubernetes are refused with the way in steps", () => {
  expect(kubernetesStep("1.33", "1.36")).toContain(
    'set versions.kubernetes to "1.34" and deploy, then "1.35", then "1.36"',
  );
});

test("nothing goes back", () => {
  expect(kubernetesStep("1.36", "1.35")).toContain("cannot go back");
  expect(kafkaStep("3.9.x.kraft", "3.8.x.kraft")).toContain("cannot go back");
  expect(cacheStep("8.1", "7.2")).toContain("cannot go back");
  expect(searchStep("OpenSearch_2.19", "OpenSearch_1.3")).toContain("cannot go back");
});

test("a text that is no version is never taken for a step that can be taken", () => {
  for (const step of [kubernetesStep, kafkaStep, cacheStep, searchStep, nodeSkew]) {
    expect(step("latest", "1.36")).toContain("cannot be judged");
  }
});

test("nodes are at most three minors behind, and never ahead", () => {
  expect(nodeSkew("1.36", "1.36")).toBeUndefined();
  expect(nodeSkew("1.36", "1.33")).toBeUndefined();
  expect(nodeSkew("1.36", "1.32")).toContain("more than three");
  expect(nodeSkew("1.35", "1.36")).toContain("cannot join");
});

test("Kafka moves forward in place, but not from ZooKeeper to KRaft", () => {
  expect(kafkaStep("3.8.x", "3.9.x")).toBeUndefined();
  expect(kafkaStep("3.9.x.kraft", "4.0.x")).toBeUndefined();
  expect(kafkaStep("3.9.x", "3.9.x.kraft")).toContain("second cluster");
  expect(kafkaStep("3.9.x", "4.0.x")).toContain("second cluster");
});

test("search goes to the next major only", () => {
  expect(searchStep("OpenSearch_1.3", "OpenSearch_2.19")).toBeUndefined();
  expect(searchStep("OpenSearch_1.3", "OpenSearch_3.1")).toContain("index anew");
});

describe("PostgreSQL", () => {
  const step = {
    from: "16.9",
    to: "17",
    instance: "digit-np-database",
    isMajorAllowed: true,
    parameterFamily: "postgres17",
    snapshot: { status: "available", instance: "digit-np-database", createdAt: "2026-11-26T01:00:00Z" },
    now: new Date("2026-11-26T05:00:00Z"),
  };

  test("a minor version is taken as it comes", () => {
    expect(postgresStep({ ...step, from: "17.4", to: "17.6", isMajorAllowed: false, snapshot: undefined })).toEqual([]);
    expect(postgresStep({ ...step, from: "17.4", to: "17", isMajorAllowed: false, snapshot: undefined })).toEqual([]);
  });

  test("a major version that is asked for, with its settings and a fresh snapshot, is taken", () => {
    expect(postgresStep(step)).toEqual([]);
  });

  test("one that is not asked for says how to", () => {
    const [text] = postgresStep({ ...step, isMajorAllowed: false });
    expect(text).toContain("aws rds create-db-snapshot --db-instance-identifier digit-np-database");
    expect(text).toContain('upgrade.postgresql with `from: "16"`');
  });

  test.each([
    [{ parameterFamily: "postgres16" }, "settings of the family postgres17"],
    [{ snapshot: undefined }, "has read none"],
    [{ snapshot: { ...step.snapshot, instance: "other" } }, "is of other"],
    [{ snapshot: { ...step.snapshot, status: "creating" } }, "is creating, not available"],
    [{ snapshot: { ...step.snapshot, createdAt: "2026-11-24T01:00:00Z" } }, "is 52 hours old"],
    [{ snapshot: { ...step.snapshot, createdAt: "" } }, "of an unknown time"],
    [{ to: "15" }, "cannot go back"],
    [{ from: "latest" }, "cannot be judged"],
  ])("%j is refused", (change, words) => {
    expect(postgresStep({ ...step, ...change }).join()).toContain(words);
  });
});
