import { demandsOn, sizeNames } from "../capacity";
import { type ConfigCatalogue, configCatalogue } from "../catalogue";
import { loadEnvironment, readEnvironment } from "../load";
import { goodFile, reading } from "../testing";
import { capacityFact } from "./capacity";

const catalogue = configCatalogue();
const { environment } = loadEnvironment("a.yaml", reading({ "a.yaml": goodFile }));

/** The file of a size with so many cities, whose records are kept for so many days. */
function problems(size: string, cities: number, retentionDays: number) {
  const listed = Array.from({ length: cities }, (_, n) => `    - { code: c${n}, name: City ${n} }\n`).join("");
  const text = `${goodFile.replace("size: state", `size: ${size}\nrecoveryRegion: ap-south-2`)}  cities:\n${listed}
dataProtection:
  categories:
    records: { description: "Records", retentionDays: ${retentionDays} }
`;
  return readEnvironment("a.yaml", reading({ "a.yaml": text })).problems;
}

function judged(size: "demo" | "state", changed: ConfigCatalogue) {
  const input = { environment: { ...environment, size }, catalogue: changed, isWritten: () => true, now: undefined };
  return capacityFact.judge(input);
}

test.each(sizeNames)("size %s carries DIGIT's services for the cities that it is meant for, seven years", (size) => {
  const cities = { demo: 5, district: 20, state: 200, national: 800 }[size];
  expect(problems(size, cities, 2555)).toEqual([]);
});

test("a size that is too small for its cities is refused, with what is exceeded and the size that is enough", () => {
  expect(problems("demo", 60, 3650)).toEqual([
    expect.objectContaining({
      code: "size-too-small",
      message: expect.stringMatching(/^size demo does not carry .* 60 cities: they need .* GiB of search storage/),
      hint: "Write `size: state`, or keep records for a shorter time.",
    }),
  ]);
  expect(problems("demo", 60, 365)).toEqual([]);
});

test("where no size is enough, it says so", () => {
  expect(problems("national", 1500, 36500).map(({ hint }) => hint)).toEqual([
    expect.stringContaining("divide the cities among several environments"),
  ]);
});

const { sizes, capacity } = catalogue;
const withDemo = (part: object): ConfigCatalogue => ({
  ...catalogue,
  sizes: { ...sizes, demo: { ...sizes.demo, ...part } },
});

test.each([
  ["partitions", withDemo({ stream: { ...sizes.demo.stream, brokerType: "kafka.t3.small" } }), /Kafka partitions a b/],
  ["log storage", withDemo({ stream: { ...sizes.demo.stream, maximumStorageGib: 0.01 } }), /log storage a Kafka/],
  ["nodes", withDemo({ nodes: { ...sizes.demo.nodes, maximum: 3 } }), /49 of 27 GiB of memory for pods/],
  ["shards", withDemo({ search: { ...sizes.demo.search, dataNodes: 0.5 } }), /shards a search node/],
  [
    "connections to the database",
    { ...catalogue, capacity: { ...capacity, services: { ...capacity.services, databasePool: 20 } } },
    /1,840 of 360 connections to the database/,
  ],
  [
    "connections to Kafka",
    { ...catalogue, capacity: { ...capacity, services: { ...capacity.services, streamConnections: 100 } } },
    /7,400 of 2,400 connections to each Kafka broker/,
  ],
] as const)("a size without enough %s is refused", (_, changed, message) => {
  expect(judged("demo", catalogue)).toEqual([]);
  expect(judged("demo", changed).map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
});

test("what a machine carries is known for every type of every size", () => {
  for (const size of sizeNames) {
    for (const { what, needed, carried } of demandsOn(size, environment, catalogue)) {
      expect([what, Number.isFinite(needed), carried > 0]).toEqual([what, true, true]);
    }
  }
});
