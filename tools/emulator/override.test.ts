import { emulatorOverride } from "./override";

const stack = {
  provider: {
    aws: [
      {
        region: "ap-south-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { Environment: "demo" } }],
      },
      { alias: "recovery", region: "ap-south-2" },
    ],
  },
  terraform: {
    backend: { s3: { bucket: "states", key: "network.tfstate", region: "ap-south-1", use_lockfile: true } },
  },
  resource: { aws_opensearch_domain: { logs: {} }, aws_db_instance: { main: { deletion_protection: true } } },
};

test("every provider block is overridden under its own alias, and the account replaced where one is set", () => {
  const { provider } = emulatorOverride(stack) as { provider: { aws: object[] } };
  expect(provider.aws).toEqual([
    expect.objectContaining({ s3_use_path_style: true, max_retries: 2, allowed_account_ids: ["123456789012"] }),
    expect.objectContaining({ alias: "recovery", s3_use_path_style: true }),
  ]);
  expect(provider.aws[0]).not.toHaveProperty("alias");
  expect(provider.aws[1]).not.toHaveProperty("allowed_account_ids");
});

test("a backend is repeated whole, because an override replaces it whole", () => {
  const { terraform } = emulatorOverride(stack) as { terraform: { backend: { s3: object } } };
  expect(terraform.backend.s3).toMatchObject({ ...stack.terraform.backend.s3, use_path_style: true });
});

test("no setting of a resource changes but the waiting time of OpenSearch", () => {
  expect(emulatorOverride(stack)).toMatchObject({
    resource: { aws_opensearch_domain: { logs: { timeouts: { create: "5s" } } } },
  });
  expect(Object.keys((emulatorOverride(stack) as { resource: object }).resource)).toEqual(["aws_opensearch_domain"]);
});

test("a stack without AWS needs no override", () => {
  expect(emulatorOverride({ terraform: { backend: { local: { path: "x" } } }, provider: { helm: [{}] } })).toEqual({});
  expect(emulatorOverride("no object")).toEqual({});
});
