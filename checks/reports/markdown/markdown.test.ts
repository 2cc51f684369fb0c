import { samplePlatform, sampleRules } from "../testing/platform";
import { comparedReport, sampleFinding, sampleReport } from "../testing/sample";
import { mostCharacters } from "./document";
import { renderMarkdown } from "./index";

const options = { rules: sampleRules, exceptions: samplePlatform.exceptions };

test("the verdict and the figures come first", () => {
  const text = renderMarkdown(sampleReport(), options);
  expect(text).toMatch(/^<!-- digit-platform check -->\n## ❌ Refused\n\n\*\*Verdict:\*\* 3 fails at or above medium/);
  expect(text).toContain("| critical | 1 | 0 | 0 |");
  expect(text).toContain("| **all** | **3** | **1** | **1** |");
  expect(renderMarkdown(sampleReport([]), options)).toMatch(/## ✅ Allowed/);
});

test("the worst stand in a table, the worst of them first, with file and line", () => {
  const rows = renderMarkdown(sampleReport(), options)
    .split("\n")
    .filter((line) => /^\| [❌❔]/u.test(line));
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain("`NET-01.ssh-from-anywhere` | `aws_security_group.way_in`");
  expect(rows[1]).toContain("`stacks/data/cdk.tf.json:12`");
});

test("every table row has the cells of its head, whatever the names", () => {
  const report = sampleReport([
    sampleFinding({ resource: "a|b`c", message: "x | y `|` z", source: { file: "p|q" }, check: "A|B" }),
  ]);
  const tables = renderMarkdown(report, options)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  for (const line of tables) expect([5, 6]).toContain(line.split("|").length - 1);
});

test("clauses that a failing control speaks to are named, folded", () => {
  const text = renderMarkdown(sampleReport(), options);
  expect(text).toMatch(/<summary>Clauses of frameworks that a failing control speaks to \(\d+\)<\/summary>/);
  expect(text).toMatch(/- ❌ fail: `?DPDP`? .*`6\(1\)\(a\)`: .*`RDS-01`/);
  expect(renderMarkdown(sampleReport([]), options)).not.toContain("Clauses of frameworks");
});

test("details are folded, with cause, values, remedy, exception and inputs", () => {
  const text = renderMarkdown(sampleReport(), options);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  for (const part of [
    "`storage_encrypted` is `false`, expected `true`",
    "Cause: known after apply: `aws_iam_role.writer.arn`",
    "**What to do:** Set `storage_encrypted = true`.",
    "Owner `Asha Rao`, ticket `DP-17`, until `2026-06-30`",
    "Inputs and coverage (2)",
  ])
    expect(text).toContain(part);
});

test("with a baseline what is new comes first and every finding has its state", () => {
  const text = renderMarkdown(comparedReport(), options);
  expect(text).toContain("**1 new**, 4 unchanged, 1 fixed");
  expect(text).toContain("1 new fail at or above medium");
  expect(text).toContain("Fixed since the baseline (1)");
  expect(text).toMatch(/internet\. \| new \|\n/);
  expect(text).toMatch(/encrypted\. \| unchanged \|\n/);
});

test("ten thousand findings stay below the limit of a comment, and the rest is counted", () => {
  const findings = Array.from({ length: 10_000 }, (_, index) =>
    sampleFinding({ resource: `aws_db_instance.number_${index}`, check: `RDS-01.check-${index % 200}` }),
  );
  const text = renderMarkdown(sampleReport(findings), { ...options, passedOver: [{ path: "x", reason: "y" }] });
  expect(text.length).toBeLessThan(mostCharacters);
  expect(text.length).toBeGreaterThan(mostCharacters * 0.8);
  expect(text).toMatch(/\*\*\d+ findings left out\*\*/);
  expect(text).toContain("… and");
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  const listed = text.split("\n").filter((line) => line.startsWith("- `aws_db_instance")).length;
  expect(text).toContain(`**${10_000 - listed} findings left out**`);
});

test("one finding with huge texts stays below the limit too", () => {
  const huge = "x|`<".repeat(100_000);
  const finding = sampleFinding({
    resource: huge,
    message: huge,
    actual: huge,
    path: huge,
    remediation: huge,
    reason: huge,
    source: { file: huge },
  });
  const text = renderMarkdown(
    sampleReport([finding, { ...finding, status: "excepted" }, { ...finding, status: "unknown" }]),
  );
  expect(text.length).toBeLessThan(mostCharacters);
});
