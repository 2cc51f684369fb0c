import { dutyData, frameworkData } from "../../../frameworks/data";
import { parseHtml, textOf } from "../../../reports/testing/parseHtml";
import { allRules } from "../../../rules";
import { verifyChain } from "../../chain";
import type { ExceptionInForce } from "../../record";
import { chainOf, sampleControl, sampleDraft, stored } from "../../testing/sample";
import { periodReport } from "../build";
import type { PeriodReport } from "../model";
import { renderPeriodConsole } from "./console";
import { renderPeriodHtml } from "./html";
import { renderPeriodMarkdown } from "./markdown";
import { rangeWords } from "./words";

const hostile = "</table><script>alert(1)</script> \u001b[2J token=ghp_abcdefghijklmnopqrstuvwxyz0123456789 | `x`";
const exception: ExceptionInForce = {
  rule: "RDS-05",
  resource: `aws_db_instance.${hostile}`,
  reason: hostile,
  owner: hostile,
  approvedBy: [hostile],
  ticket: hostile,
  expires: "2026-05-01",
  emergency: true,
};
const failing = sampleDraft({
  outcome: "refused",
  controls: [sampleControl({ fail: [`aws_db_instance.${hostile}`], pass: [] })],
  exceptions: [exception],
});
const records = chainOf(
  [
    sampleDraft(),
    failing,
    sampleDraft({ kind: "exception-change", controls: [], facts: { added: [{ ...exception }] } }),
  ],
  ["2026-03-01T10:00:00Z", "2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z"],
);

function report(cut = 0): PeriodReport {
  const head = records.at(-1);
  return periodReport({
    place: "log",
    chain: verifyChain(stored(records.slice(0, records.length - cut)), head ? [{ ...head, where: "--anchor" }] : []),
    from: "2026-03-01",
    to: "2026-03-05",
    today: "2026-04-01",
    environment: "demo",
    rules: allRules.map(({ metadata }) => metadata),
    frameworks: frameworkData,
    duties: dutyData,
    register: [{ duty: "training", owner: "a", what: hostile, where: hostile, date: "2026-02-01" }],
  });
}

const texts = {
  console: renderPeriodConsole(report(), { width: 100 }),
  markdown: renderPeriodMarkdown(report()),
  html: textOf(parseHtml(renderPeriodHtml(report(), "1.0.0"))),
};
const flat = (text: string): string => text.replace(/[`*]/g, "").replace(/\s+/g, " ");

test.each(Object.keys(texts) as (keyof typeof texts)[])(
  "%s shows controls, gaps, exceptions, changes and duties",
  (form) => {
    const text = flat(texts[form]);
    for (const part of [
      "RDS-01",
      "2 March 2026 to 3 March 2026 (2 days), 5 March 2026",
      "RDS-05",
      form === "html" ? "1 May 2026" : "2026-05-01",
      "training",
      "evidence until 1 February 2027",
      "no evidence recorded",
      "3 record",
      records.at(-1)?.hash ?? "",
    ]) {
      expect(text.toLowerCase()).toContain(part.toLowerCase());
    }
  },
);

test("the stretches of a control stand in their order", () => {
  expect(flat(texts.console)).toContain(
    "RDS-01 pass from 1 March 2026 (1 verdict), fail from 4 March 2026 (1 verdict); no verdict on 3 days; open: data:",
  );
  expect(flat(texts.markdown)).toContain("pass from 1 March 2026 (1 verdict), fail from 4 March 2026 (1 verdict)");
});

test("a broken log is said first", () => {
  const broken = report(1);
  expect(renderPeriodConsole(broken)).toContain("The log is broken");
  expect(renderPeriodMarkdown(broken)).toContain("## The log is broken");
  expect(renderPeriodHtml(broken, "1")).toContain("The log is broken behind record 2");
});

test.each([
  ["console", renderPeriodConsole(report())],
  ["markdown", renderPeriodMarkdown(report())],
  ["html", renderPeriodHtml(report(), "1.0.0")],
])("%s obeys nothing and leaks nothing that a record says", (form, text) => {
  if (form !== "console") expect(text.replace(/`[^`]*`/g, "")).not.toContain("<script");
  expect(text).not.toContain("\u001b[2J");
  expect(text).not.toContain("ghp_");
});

test("every row of a Markdown table has the cells of its head", () => {
  const tables = texts.markdown.split(/\n\n/).filter((part) => part.startsWith("|"));
  for (const table of tables) {
    const cells = table
      .trim()
      .split("\n")
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(cells).size).toBe(1);
  }
  expect(tables.length).toBeGreaterThan(5);
});

test("many gaps are shortened", () => {
  const day = (number: number) => ({ from: `2026-03-0${number}`, to: `2026-03-0${number}`, days: 1 });
  expect(rangeWords([1, 2, 3, 4, 5, 6, 7, 8].map(day))).toMatch(/6 March 2026 and 2 more$/);
  expect(rangeWords([])).toBe("none");
});

test("names in records act on nothing either: ids of rules and checks, environments, places and dates", () => {
  const chain = verifyChain(
    stored(
      chainOf([
        sampleDraft({
          subject: { ...sampleDraft().subject, environment: hostile },
          controls: [sampleControl({ rule: hostile, check: hostile, fail: [hostile], pass: [] })],
          exceptions: [{ ...exception, rule: hostile, check: hostile, expires: hostile }],
          facts: { added: [{ rule: hostile, resource: hostile }] },
        }),
      ]),
    ),
    [],
  );
  const hostileReport = periodReport({
    place: hostile,
    chain,
    from: "2026-03-01",
    to: "2026-03-05",
    today: "2026-04-01",
    environment: hostile,
    rules: allRules.map(({ metadata }) => metadata),
    frameworks: frameworkData,
    duties: dutyData,
    register: [{ duty: hostile, owner: hostile, what: hostile, where: hostile, date: hostile }],
  });
  const shown = renderPeriodConsole(hostileReport, { width: 100 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  const markdown = renderPeriodMarkdown(hostileReport);
  expect(markdown.replace(/`[^`\n]*`/g, "")).not.toMatch(/<(?!\/?code>)/);
  const page = renderPeriodHtml(hostileReport, "1.0.0");
  expect(page).not.toContain("<script");
  for (const text of [shown, markdown, page]) {
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("ghp_abc");
  }
});
