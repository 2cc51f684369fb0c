import { type SampleResource, sampleGraph } from "../testing/graph";
import { platformResources } from "../testing/graphSample";
import { buildDrawing } from "./buildDrawing";

const model = buildDrawing(sampleGraph(platformResources));
const keyLabel = (id: string | null) => model.keys.find((key) => key.id === id)?.label ?? null;
const store = (label: string) => model.stores.find((one) => one.label === label);

test("tells tiers by their routes and names them by their tags, from the outside to the inside", () => {
  const [network] = model.networks;
  expect(network).toMatchObject({ label: "demo", cidr: "10.20.0.0/16", internetGateway: true, flowLog: true });
  expect(network?.zones).toEqual(["ap-south-1a", "ap-south-1b", "ap-south-1c"]);
  expect(
    network?.tiers.map(({ name, kind, subnets, natZones }) => [name, kind, subnets.length, natZones.length]),
  ).toEqual([
    ["edge", "public", 3, 3],
    ["application", "private", 3, 0],
    ["data", "isolated", 3, 0],
  ]);
  expect(network?.endpoints).toEqual(["ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "ssm", "sts"]);
});

test("puts what lives in subnets into its tier, with its facts and its key", () => {
  const [, application, data] = model.networks[0]?.tiers ?? [];
  expect(application?.residents.map(({ kind, label }) => [kind, label])).toEqual([
    ["cluster", "demo"],
    ["nodes", "general"],
    ["instance", "way-in"],
  ]);
  const [database] = data?.residents ?? [];
  expect(database).toMatchObject({ kind: "database", label: "demo-main", facts: ["postgres 16.4", "several zones"] });
  expect(keyLabel(database?.key ?? null)).toBe("demo-data");
});

test("reads a bucket together with the separate resources that describe it", () => {
  expect(store("demo-files")).toMatchObject({ facts: ["personal data", "versions kept"], recovery: false });
  expect(keyLabel(store("demo-files")?.key ?? null)).toBe("demo-files");
  expect(store("demo-archive")?.facts).toEqual(["versions kept", "object lock"]);
  expect(store("demo-files")?.copiesTo).toEqual([store("demo-files-replica")?.id]);
  expect(store("demo-files-replica")?.recovery).toBe(true);
});

test("follows backups from what they protect to the recovery region", () => {
  const home = model.vaults.find(({ label }) => label === "demo-home");
  const away = model.vaults.find(({ label }) => label === "demo-away");
  expect(home).toMatchObject({ locked: true, recovery: false, protects: ["demo-main"], copiesTo: [away?.id] });
  expect(away).toMatchObject({ locked: false, recovery: true });
  expect([model.region, model.recoveryRegions]).toEqual(["ap-south-1", ["ap-south-2"]]);
});

test("says which key is for what", () => {
  expect(model.keys.map(({ label, rotates, usedBy }) => [label, rotates, usedBy.length])).toEqual([
    ["demo-data", true, 3],
    ["demo-files", true, 1],
    ["demo-logs", true, 3],
    ["demo-recovery", true, 2],
  ]);
  expect(keyLabel(model.trails[0]?.key ?? null)).toBe("demo-logs");
  expect(model.trails[0]?.archive).toBe(store("demo-archive")?.id);
});

test("the order of the input does not show", () => {
  expect(buildDrawing(sampleGraph([...platformResources].reverse()))).toEqual(model);
});

test("takes others' code as it is: inline routes, no tags, values that are not known", () => {
  const foreign: SampleResource[] = [
    { type: "aws_vpc", name: "v", values: { cidr_block: "$" + "{var.cidr.x}" } },
    { type: "aws_internet_gateway", name: "g", values: { vpc_id: `\${${"aws_vpc.v"}.id}` } },
    { type: "aws_subnet", name: "open", values: { vpc_id: `\${${"aws_vpc.v"}.id}` } },
    { type: "aws_subnet", name: "shut", values: { vpc_id: `\${${"aws_vpc.v"}.id}` } },
    {
      type: "aws_route_table",
      name: "t",
      values: { route: [{ cidr_block: "0.0.0.0/0", gateway_id: `\${${"aws_internet_gateway.g"}.id}` }] },
    },
    {
      type: "aws_route_table_association",
      name: "a",
      values: { subnet_id: `\${${"aws_subnet.open"}.id}`, route_table_id: `\${${"aws_route_table.t"}.id}` },
    },
    { type: "aws_db_instance", name: "lost", values: { engine: "mysql" } },
    { type: "aws_s3_bucket", name: "looked_up", values: { bucket: "theirs" }, mode: "data" },
  ];
  const drawing = buildDrawing(sampleGraph(foreign));
  expect(drawing.networks[0]).toMatchObject({ label: "v", cidr: "", zones: ["zone not known"] });
  expect(drawing.networks[0]?.tiers.map(({ kind, subnets }) => [kind, subnets[0]?.label])).toEqual([
    ["public", "open"],
    ["isolated", "shut"],
  ]);
  expect(drawing.stores.map(({ kind, label, key }) => [kind, label, key])).toEqual([["database", "lost", null]]);
});

test("nothing to draw is no error", () => {
  expect(buildDrawing(sampleGraph([]))).toEqual({
    region: null,
    recoveryRegions: [],
    networks: [],
    stores: [],
    keys: [],
    vaults: [],
    trails: [],
  });
});
