import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { renderHtml } from "../../checks/reports/html";
import { samplePlatform } from "../../checks/reports/testing/platform";
import { compareChanges, rankChanges } from "../../gate/changes/rank";
import { changeOf, planOf } from "../../gate/changes/testing";
import { estimateOf } from "../cost/estimate";
import type { PriceFile } from "../cost/prices";
import { quantitiesOf } from "../cost/quantities";
import type { PlanSummary } from "../planEnvironment";
import { changesPart } from "./html";
import { planMarkdown } from "./planMarkdown";
import { planText } from "./planText";
import { notableLines } from "./text";

const schema: object = JSON.parse(readFileSync(join(__dirname, "../../docs/plan.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

const rule = { cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22, ip_protocol: "tcp" };
const grown = planOf(
  changeOf("aws_db_instance.main", {
    before: { identifier: "a", password: "canary-before" },
    after: { identifier: "b", password: "canary-after" },
    hidden: { password: true },
    replaces: [["identifier"]],
  }),
  changeOf("aws_vpc_security_group_ingress_rule.ssh", { after: rule }),
  changeOf("aws_sns_topic.alerts", { before: { display_name: "a" }, after: { display_name: "b" } }),
  ...["a", "b", "c"].map((name) => changeOf(`aws_cloudwatch_metric_alarm.${name}`, { after: {} })),
);
const fresh = planOf(
  changeOf("aws_iam_role_policy_attachment.one", { after: { policy_arn: "arn" } }),
  changeOf("aws_iam_role_policy_attachment.two", { after: { policy_arn: "arn" } }),
  changeOf("aws_vpc_security_group_ingress_rule.open", { after: rule }),
);
const changes = [...rankChanges("data", grown), ...rankChanges("edge", fresh)].sort(compareChanges);
const { quantities, unknownTypes } = quantitiesOf(
  "data",
  planOf(changeOf("aws_nat_gateway.a", { after: {} }), changeOf("aws_s3_bucket.a", { after: { bucket: "a" } })),
  "ap-south-1",
);
const prices: PriceFile = {
  schemaVersion: "1.0",
  date: "2026-11-01",
  currency: "USD",
  source: "made up",
  prices: [{ item: "nat.gateway", region: "ap-south-1", unit: "hour", price: 0.05 }],
};
const estimate = estimateOf(quantities, prices, { unplanned: ["edge"], unknownTypes });
const costs = { quantities, unknownTypes, estimate };
const summary: PlanSummary = {
  schemaVersion: "1.1",
  environment: "demo",
  emulator: false,
  changes,
  stacks: [
    {
      stack: "data",
      judgedOn: "plan",
      verdict: "refused",
      reasons: ["RDS-04.multi-az fails on aws_db_instance.main"],
      changes: { add: 5, change: 1, remove: 1 },
      resources: [{ kind: "replace", address: "aws_db_instance.main" }],
      planSha256: "0".repeat(64),
    },
    {
      stack: "edge",
      judgedOn: "synthesis",
      verdict: "allowed",
      reasons: [],
      changes: null,
      resources: [],
      planSha256: null,
    },
  ],
  approval: null,
  costs,
  redacted: null,
  report: "out/demo/report.html",
};

const order = (text: string, ...words: string[]): void => {
  const places = words.map((word) => text.indexOf(word));
  expect(places.filter((place) => place < 0)).toEqual([]);
  expect(places).toEqual([...places].sort((a, b) => a - b));
};

it("fits the schema that is published, which takes nothing else", () => {
  validate(JSON.parse(JSON.stringify(summary)));
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ ...summary, changes: [{ ...changes[0], risk: "mild" }] })).toBe(false);
  expect(validate({ ...summary, schemaVersion: "1.0" })).toBe(false);
});

it("tells a terminal the worst first, each with its attributes and what forces the replacement", () => {
  const text = planText(summary);
  expect(text).toContain("Changes by risk: 1 lose stored data, 0 replaced, 4 change the exposure, 4 others");
  order(
    text,
    "STORED DATA IS LOST",
    "± replace data: aws_db_instance.main: loses the database",
    "identifier: a -> b  (forces the replacement)",
    "password: (sensitive) -> (sensitive)",
    "to deploy it: --destroys 'data:aws_db_instance.main'",
    "EXPOSURE CHANGES",
    "+ create data: aws_vpc_security_group_ingress_rule.ssh: opens, to anybody",
    "cidr_ipv4: not set -> 0.0.0.0/0",
    "THE REST",
    "~ change data: aws_sns_topic.alerts",
    "+ create data: 3 aws_cloudwatch_metric_alarm",
    "STACKS",
    "data: refused on its plan; 5 to add, 1 to change, 1 to remove",
    "RDS-04.multi-az",
    "edge: allowed on its synthesis; planned once",
  );
});

it("counts by type what is made in a new stack, unless it lets anybody in", () => {
  const text = planText(summary);
  expect(text).toContain("+ create edge: 2 aws_iam_role_policy_attachment");
  expect(text).toContain("+ create edge: aws_vpc_security_group_ingress_rule.open: opens, to anybody");
});

it("says the same in Markdown, with the rest folded away", () => {
  const text = planMarkdown(summary);
  order(
    text,
    "## Plan of `demo`: 1 of 2 stacks not allowed",
    "### Stored data is lost (1)",
    "- replace data: `aws_db_instance.main`: loses",
    "`identifier`: `a -> b` (forces the replacement)",
    "### Exposure changes (4)",
    "<details><summary>The rest (4)</summary>",
    "### Stacks",
    "| data | refused | plan | 5 to add, 1 to change, 1 to remove |",
    "**Why not:**",
  );
});

it("stays as long as a comment may be, and counts what it leaves out", () => {
  const many = planOf(
    ...Array.from({ length: 3000 }, (_, index) =>
      changeOf(`aws_s3_bucket.a${index}`, { before: { bucket: `bucket-${index}` } }),
    ),
  );
  const text = planMarkdown({ ...summary, changes: rankChanges("data", many) });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/and \d+ more, see the JSON/);
  expect(text).toContain("### Stacks");
});

it("makes a section of the report, after the verdict", () => {
  const page = renderHtml(samplePlatform, { parts: [changesPart(changes)] });
  expect(page).toContain('href="#changes"');
  order(page.slice(page.indexOf('id="changes"')), "Stored data is lost", "aws_db_instance.main", "The rest");
});

it("lets no sensitive value into any of them, and obeys no hostile name", () => {
  const hostile = planOf(changeOf('aws_s3_bucket.a["\u001b[31m<script>`|@team"]', { before: { bucket: "a" } }));
  const all = [...changes, ...rankChanges("x", hostile)];
  for (const text of [
    planText({ ...summary, changes: all }),
    planMarkdown({ ...summary, changes: all }),
    renderHtml(samplePlatform, { parts: [changesPart(all)] }),
    notableLines(all).join("\n"),
  ]) {
    expect(text).not.toContain("canary");
    expect(text).not.toContain("\u001b");
    expect(text).toMatch(/aws(_|&#95;)s3(_|&#95;)bucket\.a/);
  }
  expect(planMarkdown({ ...summary, changes: all })).not.toMatch(/<script>`\||@team(?!.*<\/code>)/);
  expect(renderHtml(samplePlatform, { parts: [changesPart(all)] })).not.toContain("<script");
});

it("shows in a running deployment what is notable, and no more of it than can be read", () => {
  expect(notableLines(changes).map((line) => line.split(":")[0])).toEqual([
    "± replace aws_db_instance.main",
    "+ create aws_vpc_security_group_ingress_rule.ssh",
    "+ create aws_vpc_security_group_ingress_rule.open",
  ]);
  const many = planOf(
    ...Array.from({ length: 30 }, (_, index) => changeOf(`aws_s3_bucket.a${index}`, { before: { bucket: "a" } })),
  );
  expect(notableLines(rankChanges("data", many))).toHaveLength(21);
});
