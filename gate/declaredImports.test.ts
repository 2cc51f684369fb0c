import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { declaredImports, withDeclared } from "./declaredImports";
import type { Deployment } from "./deployment";

const stack = { name: "network", title: "", directory: "network", needs: [], inputs: {}, bootstrapsState: false };

describe("imports that the environment declares", () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "digit-imports-"));
    mkdirSync(join(directory, "stacks", "network"), { recursive: true });
    const source = { resource: { aws_vpc: { vpc: {} }, aws_internet_gateway: { vpc_internet_gateway: {} } } };
    writeFileSync(join(directory, "stacks", "network", "cdk.tf.json"), JSON.stringify(source));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const open = (imports: Deployment["imports"], present: readonly string[]) => {
    const resources = present.map((name) => ({ mode: "managed", type: "aws_vpc", name, instances: [{}] }));
    const engine = { pullState: () => Promise.resolve({ resources }) };
    const deployment = { directory, imports, engine, progress: () => undefined } as unknown as Deployment;
    return declaredImports(deployment, stack);
  };
  const vpc = { to: "aws_vpc.vpc", id: "vpc-1" };

  test("are those that the stack declares and its state does not have", async () => {
    expect(await open({ network: [vpc, { to: "aws_vpc.other", id: "vpc-2" }] }, [])).toEqual([vpc]);
    expect(await open({ network: [vpc] }, ["vpc"])).toEqual([]);
    expect(await open({ data: [vpc] }, [])).toEqual([]);
    expect(await open(undefined, [])).toEqual([]);
  });

  test("stand in every set that is tried, each address once", () => {
    const lost = { to: "aws_vpc.vpc", id: "vpc-9" };
    const other = { to: "aws_eip.a", id: "eip-1" };
    expect(withDeclared([vpc], [[lost, other], []])).toEqual([[vpc, other], [vpc]]);
  });
});
