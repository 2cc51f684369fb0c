import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import { fixtureEnvironment } from "../fixture";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { awsSettings } from "./settings";

const producer = contract("producer", {
  bucket: { kind: "string", description: "A bucket" },
  subnets: { kind: "strings", description: "Subnets" },
});

/** A stack whose content a test gives. */
class TestStack extends AwsStack {
  constructor(name: string, build: (stack: TestStack) => void) {
    super(Testing.app(), name, { settings: awsSettings(fixtureEnvironment), title: "Tests" });
    build(this);
  }

  needsProducer(): { readonly bucket: string; readonly subnets: string[] } {
    return this.require(producer, "bucket", "subnets");
  }

  offersProducer(): void {
    this.offer(producer, { bucket: "b", subnets: ["s"] });
  }

  inRecoveryRegion(): void {
    new KmsKey(this, "here", {});
    for (const id of ["there", "there_too"]) {
      new KmsKey(this, id, this.recovery.provider === undefined ? {} : { provider: this.recovery.provider });
    }
  }
}

const synthesis = (stack: TestStack) => JSON.parse(Testing.synth(stack));

test("addresses are construct paths joined by underscores, without hashes; the main part has none", () => {
  const stack = new TestStack("consumer", (scope) => {
    const files = new Construct(scope, "files");
    new KmsKey(files, "Default", {});
    new KmsKey(files, "copy", {});
  });
  expect(Object.keys(synthesis(stack).resource.aws_kms_key)).toEqual(["files", "files_copy"]);
});

test("two paths that give one address are an error that names both", () => {
  const stack = new TestStack("consumer", (scope) => {
    new KmsKey(new Construct(scope, "a"), "b_c", {});
    new KmsKey(new Construct(scope, "a_b"), "c", {});
  });
  expect(() => synthesis(stack)).toThrow(/consumer\/a\/b_c and consumer\/a_b\/c both give the Terraform name "a_b_c"/);
});

test("a path that is no Terraform name is an error", () => {
  const stack = new TestStack("consumer", (scope) => {
    new KmsKey(scope, "Upper Case", {});
  });
  expect(() => synthesis(stack)).toThrow(/gives no Terraform name/);
});

test("what a stack needs becomes typed variables without default", () => {
  const stack = new TestStack("consumer", (scope) => {
    const { bucket, subnets } = scope.needsProducer();
    new KmsKey(scope, "key", { description: bucket });
    new DbSubnetGroup(scope, "group", { subnetIds: subnets });
  });
  const inputs = {
    producer_bucket: { stack: "producer", output: "bucket" },
    producer_subnets: { stack: "producer", output: "subnets" },
  };
  const json = synthesis(stack);
  expect(json.variable).toEqual({
    producer_bucket: { description: "A bucket", nullable: false, type: "string" },
    producer_subnets: { description: "Subnets", nullable: false, type: "list(string)" },
  });
  expect(json.resource.aws_kms_key.key.description).toBe("${var.producer_bucket}");
  expect(json.resource.aws_db_subnet_group.group.subnet_ids).toBe("${var.producer_subnets}");
  expect(stack.describe("consumer")).toEqual({
    name: "consumer",
    title: "Tests",
    directory: "consumer",
    needs: ["producer"],
    inputs,
    bootstrapsState: false,
  });
});

test("a stack without inputs still needs the bucket that holds its state", () => {
  expect(new TestStack("lonely", () => undefined).describe("lonely").needs).toEqual(["state"]);
});

test("a stack offers its own contract only, completely", () => {
  const json = synthesis(new TestStack("producer", (scope) => scope.offersProducer()));
  expect(json.output).toEqual({
    bucket: { description: "A bucket", value: "b" },
    subnets: { description: "Subnets", value: ["s"] },
  });
  expect(() => new TestStack("impostor", (scope) => scope.offersProducer())).toThrow(/Contract of producer/);
});

test("the recovery region has one provider of its own, limited to the same account", () => {
  const json = synthesis(new TestStack("two_regions", (scope) => scope.inRecoveryRegion()));
  expect(json.provider.aws).toEqual([
    expect.objectContaining({ region: "ap-south-1", allowed_account_ids: ["111122223333"] }),
    expect.objectContaining({ alias: "recovery", region: "ap-south-2", allowed_account_ids: ["111122223333"] }),
  ]);
  expect(json.resource.aws_kms_key.there.provider).toBe("aws.recovery");
  expect(json.resource.aws_kms_key.here).not.toHaveProperty("provider");
});
