import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import { allRules } from "../../checks/rules";
import { secretFormIn } from "../../common/secretForms";
import { changeOf, planOf } from "../changes/testing";
import { redactPlan } from "./redactPlan";

const fixtures = join(__dirname, "../../checks/rules/fixtures");
const now = new Date("2026-01-01T00:00:00Z");

/** Rule, check, resource and status of everything that was judged, passes among them; by all rules, so it takes seconds. */
function rowsOf(plan: unknown): readonly string[] {
  const graph = buildGraph(readInputs([{ path: "plan.json", content: JSON.stringify(plan) }]).inputs);
  return evaluate(graph, allRules, { version: "test", now })
    .findings.map(({ rule, check, resource, status }) => `${rule} ${check} ${resource} ${status}`)
    .sort();
}

describe("a redacted plan gets the verdict of the whole one", () => {
  for (const file of readdirSync(fixtures)) {
    const plans = JSON.parse(readFileSync(join(fixtures, file), "utf8")) as Record<string, { plan: unknown }>;
    test(`${file}: ${Object.keys(plans).length} plans`, () => {
      const differing = Object.entries(plans).flatMap(([name, { plan }]) => {
        const [before, after] = [rowsOf(plan), rowsOf(redactPlan(plan).document)];
        const lost = before.filter((row) => !after.includes(row));
        const come = after.filter((row) => !before.includes(row));
        return lost.length + come.length === 0 ? [] : [{ name, lost, come }];
      });
      expect(differing).toEqual([]);
    });
  }
});

const text = (plan: unknown): string => JSON.stringify(redactPlan(plan).document);

describe("what must not leave", () => {
  const canary = "Canary-4711-do-not-leak";
  const plan = {
    ...planOf(
      changeOf("aws_db_instance.main", {
        before: { identifier: "old", password: `${canary}-before` },
        after: { identifier: "main", password: canary, port: 5432 },
        hidden: { password: true },
        replaces: [["identifier"]],
      }),
      changeOf("aws_instance.web", {
        after: { user_data_base64: Buffer.from(`export T=${canary}`).toString("base64") },
      }),
      changeOf("aws_lambda_function.f", {
        after: { environment: [{ variables: { DB_PASSWORD: canary, MODE: "production" } }] },
      }),
      changeOf("aws_x.copy", { after: { note: `see ${canary} here`, url: `postgres://u:${canary}@db:5432/x` } }),
    ),
    variables: { secret_input: { value: canary }, region: { value: "ap-south-1" } },
    planned_values: { outputs: { a: { sensitive: true, value: canary } } },
    resource_drift: [changeOf("aws_x.drifted", { before: { a: canary }, after: { a: "b" } })],
    prior_state: {
      values: {
        root_module: {
          resources: [
            { address: "aws_x.a", mode: "managed", type: "aws_x", name: "a", values: { a: canary } },
            {
              address: "data.aws_secret.a",
              mode: "data",
              type: "aws_secret",
              name: "a",
              values: { secret_string: canary },
              sensitive_values: { secret_string: true },
            },
          ],
        },
      },
    },
    output_changes: { shown: { actions: ["create"], before: null, after: canary, after_sensitive: true } },
    configuration: {
      root_module: {
        variables: { secret_input: { sensitive: true, default: canary } },
        resources: [
          {
            address: "aws_db_instance.main",
            mode: "managed",
            type: "aws_db_instance",
            name: "main",
            expressions: { password: { constant_value: canary }, port: { constant_value: 5432 } },
          },
        ],
      },
    },
  };

  it("is in no part of the document, however often it stood in the plan", () => {
    expect(JSON.stringify(plan)).toContain(canary);
    expect(text(plan)).not.toContain("4711");
    expect(text(plan)).not.toContain(Buffer.from(canary).toString("base64").slice(4, 20));
    expect(redactPlan(plan).secrets).toContain(canary);
  });

  it("leaves what is no secret, and the same stand-in for the same value", () => {
    const document = JSON.parse(text(plan));
    const after = document.resource_changes.map(({ change }: { change: { after: unknown } }) => change.after);
    expect(after[0]).toMatchObject({ identifier: "main", port: 5432 });
    const { password } = after[0];
    expect(password).toMatch(/^[A-Z][a-z]{5}-\d{4}-[a-z]{2}-[a-z]{3}-[a-z]{4}$/);
    expect(after[2].environment[0].variables).toEqual({ DB_PASSWORD: password, MODE: "production" });
    expect(document.variables.region).toEqual({ value: "ap-south-1" });
    expect(document.configuration.root_module.resources[0].expressions).toEqual({
      password: { constant_value: password },
      port: { constant_value: 5432 },
    });
  });

  it("keeps the values before, the state and its drift behind", () => {
    expect(text(plan)).not.toMatch(/resource_drift|planned_values|"aws_x\.a"|-before/);
    expect(text(plan)).toContain("data.aws_secret.a");
  });

  it("gives the same bytes for the same plan", () => {
    expect(text(plan)).toBe(text(JSON.parse(JSON.stringify(plan))));
  });
});

it("takes variables, defaults, outputs and arguments for what their names say, marked or not", () => {
  const secret = "hunter-22-swordfish";
  const plan = {
    ...planOf(),
    variables: { db_password: { value: secret }, app_secret: { value: { a: [`${secret}-4`] } } },
    output_changes: { api_token: { actions: ["create"], before: null, after: secret } },
    configuration: {
      root_module: {
        variables: { db_password: { default: secret } },
        outputs: { api_token: { expression: { constant_value: secret } } },
        module_calls: { a: { expressions: { admin_password: { constant_value: `${secret}-2` } } } },
      },
      provider_config: { aws: { expressions: { secret_key: { constant_value: `${secret}-3` } } } },
    },
  };
  expect(text(plan)).not.toContain("swordfish");
  expect(text(plan)).toContain("db_password");
});

describe("accounts and people", () => {
  const plan = planOf(
    changeOf("aws_iam_role.a", {
      after: {
        arn: "arn:aws:iam::210987654321:role/a",
        assume_role_policy: JSON.stringify({
          Statement: [
            {
              Principal: { AWS: "998877665544" },
              Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
            },
          ],
        }),
        bucket: "digit-210987654321-files",
        retention_bytes: "107374182400",
        endpoint: "asha.rao@state.gov.in",
      },
    }),
  );

  it("have the same stand-in everywhere, and numbers that are no account stay", () => {
    const [{ change }] = JSON.parse(text(plan)).resource_changes;
    const own = /::(\d{12}):/.exec(change.after.arn)?.[1];
    expect(own).toMatch(/^0000/);
    expect(change.after.bucket).toBe(`digit-${own}-files`);
    expect(change.after.retention_bytes).toBe("107374182400");
    expect(change.after.assume_role_policy).toContain(`"aws:SourceAccount":"${own}"`);
    expect(change.after.endpoint).toBe("person-1@redacted.example");
    expect(text(plan)).not.toMatch(/210987654321|998877665544|asha/);
  });
});

describe("a credential that is known by its form", () => {
  it.each([
    `AKIA${"Z7".repeat(8)}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${"Ab1+".repeat(40)}\n-----END RSA PRIVATE KEY-----`,
    `eyJ${"hbGciOi".repeat(4)}.${"eyJzdWI".repeat(4)}.${"abcDEF12".repeat(4)}`,
    `ghp_${"a1B2".repeat(9)}`,
    `glpat-${"a1B2c".repeat(4)}`,
    `xoxb-${"12345-abcde".repeat(2)}`,
    `sk_live_${"a1B2".repeat(6)}`,
    `AIza${"a1B2c".repeat(7)}`,
    `hvs.${"a1B2".repeat(8)}`,
    `npm_${"a1B2".repeat(9)}`,
    `SG.${"a1B2".repeat(5)}.${"a1B2".repeat(10)}`,
  ])("keeps its form and nothing else: %s", (secret) => {
    const plan = planOf(changeOf("aws_x.a", { after: { note: `before ${secret} after` } }));
    const [{ change }] = JSON.parse(text(plan)).resource_changes;
    const { note } = change.after as { note: string };
    expect(secretFormIn(note)).toBe(secretFormIn(secret));
    expect(note).not.toContain(secret);
    const body = secret.split("-----")[2] ?? secret;
    expect(note).not.toContain(body.slice(-12));
    expect(note).toMatch(/^before [\s\S]* after$/);
  });
});

it("takes a policy that is marked as sensitive apart, so that it can still be judged", () => {
  const policy = JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::hidden-name/*" }],
  });
  const plan = planOf(changeOf("aws_s3_bucket_policy.a", { after: { bucket: "b", policy }, hidden: { policy: true } }));
  expect(text(plan)).not.toContain("hidden-name");
  expect(text(plan)).toMatch(/Allow.*s3:GetObject/);
});
