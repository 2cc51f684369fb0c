import type { Finding } from "../../model";
import { ruleGroups } from "../../rule";
import { buildDrawing } from "../drawing";
import type { PlatformReport } from "../platformReport";
import { sampleGraph } from "../testing/graph";
import { platformResources } from "../testing/graphSample";
import { type Element, elementsOf, parseHtml, textOf } from "../testing/parseHtml";
import { samplePlatform, sampleRules } from "../testing/platform";
import { sampleFinding, sampleFindings, sampleReport } from "../testing/sample";
import { renderHtml } from "./index";
import { html } from "./markup";

const drawn: PlatformReport = { ...samplePlatform, drawing: buildDrawing(sampleGraph(platformResources)) };
const pages = {
  platform: renderHtml(drawn),
  plain: renderHtml(sampleReport()),
  empty: renderHtml(sampleReport([])),
};
const kinds = Object.entries(pages);

function byId(root: Element, id: string): Element {
  const found = elementsOf(root).find(({ attributes }) => attributes.id === id);
  if (found === undefined) throw new Error(`nothing has the id ${id}`);
  return found;
}

describe.each(kinds)("the %s page", (_, page) => {
  const root = parseHtml(page);

  test("is one file without script, request or event handler", () => {
    const tags = new Set(elementsOf(root).map(({ tag }) => tag));
    for (const tag of ["script", "link", "img", "iframe", "object", "embed", "form", "base"])
      expect(tags).not.toContain(tag);
    expect(page).not.toMatch(/https?:|javascript:|@import|url\((?!#)/i);
    const names = elementsOf(root).flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => name.startsWith("on") || name === "src")).toEqual([]);
    const links = elementsOf(root, "a").map(({ attributes }) => attributes.href ?? "");
    expect(links.filter((href) => !href.startsWith("#"))).toEqual([]);
  });

  test("forbids everything else by its policy", () => {
    const policy = elementsOf(root, "meta").find(
      ({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy",
    );
    expect(policy?.attributes.content).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:/);
  });

  test("has landmarks, one first heading, and no heading that skips a level", () => {
    expect(elementsOf(root, "html")[0]?.attributes.lang).toBe("en");
    for (const tag of ["header", "main", "nav", "footer"]) expect(elementsOf(root, tag).length).toBeGreaterThan(0);
    const levels = elementsOf(root).flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test("names every section, and every name and link leads somewhere", () => {
    const ids = elementsOf(root).flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elementsOf(root).flatMap(({ attributes }) => [
      ...(attributes["aria-labelledby"]?.split(" ") ?? []),
      ...(attributes.href === undefined ? [] : [attributes.href.slice(1)]),
    ]);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    expect(elementsOf(root, "section").every(({ attributes }) => attributes["aria-labelledby"] !== undefined)).toBe(
      true,
    );
  });

  test("gives every table a caption, column heads with scope and a head per row", () => {
    for (const table of elementsOf(root, "table")) {
      expect(elementsOf(table, "caption").map(textOf).join("")).not.toBe("");
      const [head, body] = [elementsOf(table, "thead")[0], elementsOf(table, "tbody")[0]];
      const columns = head === undefined ? [] : elementsOf(head, "th");
      expect(columns.every(({ attributes }) => attributes.scope === "col")).toBe(true);
      for (const row of body === undefined ? [] : elementsOf(body, "tr")) {
        expect(elementsOf(row, "th").map(({ attributes }) => attributes.scope)).toEqual(["row"]);
        expect(elementsOf(row, "th").length + elementsOf(row, "td").length).toBe(columns.length);
      }
    }
  });
});

test("the same input gives the same bytes, in whatever order the findings come", () => {
  expect(renderHtml(structuredClone(drawn))).toBe(pages.platform);
  const reversed = { ...drawn, report: { ...drawn.report, findings: [...drawn.report.findings].reverse() } };
  expect(renderHtml(reversed)).toBe(pages.platform);
});

test("the verdict is the first thing said", () => {
  expect(elementsOf(parseHtml(pages.platform), "h2").map(textOf)[0]).toBe("✕Deployment refused");
  const good = sampleReport(sampleFindings.filter(({ status }) => status === "pass"));
  expect(textOf(byId(parseHtml(renderHtml(good)), "verdict"))).toContain("What was checked is allowed");
  expect(textOf(byId(parseHtml(pages.plain), "verdict"))).toContain(
    "3 findings fail and 1 is unknown in a plan or a state",
  );
});

test("every finding is there with resource, path, actual and expected value", () => {
  const controls = byId(parseHtml(pages.platform), "controls");
  const rows = elementsOf(controls, "tbody")
    .flatMap((body) => elementsOf(body, "tr"))
    .map(textOf);
  for (const { check, resource, path, actual, expected, status } of sampleFindings) {
    const absent = status === "unknown" ? "not known" : "not set";
    const value = actual === null ? absent : typeof actual === "string" ? actual : JSON.stringify(actual);
    const wanted = typeof expected === "string" ? expected : JSON.stringify(expected);
    const row = rows.find((text) => text.includes(check) && text.includes(resource));
    expect(row).toContain(path);
    expect(row).toContain(value);
    expect(row).toContain(wanted);
  }
  expect(rows).toHaveLength(sampleFindings.length);
});

test("fails say what to do, unknowns their cause", () => {
  const root = parseHtml(pages.platform);
  expect(textOf(byId(root, "failed"))).toContain("Remove the rule, or name the networks that may connect.");
  expect(textOf(byId(root, "unknown"))).toContain("known after apply: aws_iam_role.writer.arn");
  const shown = elementsOf(root, "li").flatMap(({ attributes }) => attributes["data-fingerprint"] ?? []);
  const open = sampleFindings.filter(({ status }) => status === "fail" || status === "unknown");
  expect(shown.sort()).toEqual(open.map(({ fingerprint }) => fingerprint).sort());
});

test("figures, groups and coverage match the report", () => {
  const root = parseHtml(pages.platform);
  const figures = elementsOf(byId(root, "verdict"), "strong").map(textOf);
  expect(figures.slice(0, 6)).toEqual(["3", "1", "1", "1", "39", "5"]);
  const groups = elementsOf(byId(root, "controls"), "summary")
    .filter((summary) => elementsOf(summary, "h3").length > 0)
    .map(textOf);
  expect(groups).toEqual([
    "Encryption at rest and keys 2 controls, 2 failed, 1 unknown",
    "Network isolation 1 control, 1 failed",
    "Backup and recovery 2 controls, 1 excepted, 1 passed",
  ]);
  expect(ruleGroups.length).toBeGreaterThan(groups.length);
  const coverage = textOf(byId(root, "coverage"));
  expect(coverage).toContain("5 rules found something to judge; 2 found nothing of their kind");
  expect(coverage).toContain("aws_route_table_association");
});

test("groups of controls are open where one did not pass, and folded where all did", () => {
  const isOpen = (html: string) =>
    elementsOf(byId(parseHtml(html), "controls"), "details")
      .filter(({ attributes }) => attributes.class === "group")
      .map(({ attributes }) => "open" in attributes);
  expect(isOpen(pages.platform)).toEqual([true, true, true]);
  const good = sampleReport(sampleFindings.filter(({ status }) => status === "pass"));
  expect(isOpen(renderHtml(good, { rules: sampleRules }))).not.toContain(true);
});

test("a cause is said once", () => {
  const cause = "known after apply: aws_x.a.arn";
  const card = (message: string) =>
    textOf(
      byId(
        parseHtml(renderHtml(sampleReport([sampleFinding({ status: "unknown", message, reason: cause })]))),
        "unknown",
      ),
    );
  expect(card(`Cannot tell: ${cause}`).split(cause)).toHaveLength(2);
  expect(card("Cannot tell").split(cause)).toHaveLength(2);
});

test("stacks say on what they were judged and what the apply did", () => {
  const rows = elementsOf(byId(parseHtml(pages.platform), "stacks"), "tr").map(textOf);
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(/foundation.*State after the apply.*Allowed.*41 passed.*23 added.*No change/);
  expect(rows[2]).toMatch(/network.*Terraform plan.*Refused.*Port 22 is open/);
  expect(rows[3]).toMatch(/data.*Synthesized configuration.*Nothing.*Not made/);
});

test("an exception shows owner, approver, ticket and expiry", () => {
  const text = textOf(byId(parseHtml(pages.platform), "exceptions"));
  for (const part of ["Asha Rao", "Vikram Shah", "DP-17", "30 June 2026", "Covers 1 finding", "Training system"])
    expect(text).toContain(part);
  expect(textOf(byId(parseHtml(pages.plain), "exceptions"))).toContain("Training system");
});

test("frameworks are mapped with their dates, and no compliance is claimed", () => {
  const text = textOf(byId(parseHtml(pages.platform), "frameworks"));
  expect(text).toContain("not that the clause is complied with");
  expect(text).toContain("In force from 13 May 2027: rules 3, 5 to 16");
  expect(text).toContain("Secondary source");
  for (const part of [
    "6(1)(a)",
    "CERT-In",
    "A.8.24",
    "CIS Amazon Web Services Foundations Benchmark 3.0",
    "Who has access, why and on what legal basis is reviewed",
    "No rule and no duty here speaks to",
    "NIST SP 800-53",
    "DIGIT data protection",
  ]) {
    expect(text).toContain(part);
  }
});

test("provenance names versions and binds by hashes", () => {
  const text = textOf(byId(parseHtml(pages.platform), "provenance"));
  for (const part of [
    "Terraform 1.11.4",
    "hashicorp/aws 5.100.0",
    "20.19.0",
    samplePlatform.stacks[0]?.hashes.planSha256 ?? "-",
    "Overrides",
  ]) {
    expect(text).toContain(part);
  }
});

test("the emulator and what it replaced are said at the top", () => {
  expect(textOf(byId(parseHtml(pages.platform), "verdict"))).toMatch(
    /Run against an emulator, not against AWS.*210987654321 became 123456789012/,
  );
});

test("the drawing is there as a picture and in words", () => {
  const drawing = byId(parseHtml(pages.platform), "drawing");
  expect(elementsOf(drawing, "svg")).toHaveLength(1);
  expect(elementsOf(drawing, "li").map(textOf).join(" ")).toContain("Database demo-main");
  expect(pages.plain).not.toContain("<svg");
});

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;\u001b[31m\u202e\u0000`;

test("hostile names stay text, wherever they stand", () => {
  const finding = (status: Finding["status"]): Finding =>
    sampleFinding({
      status,
      rule: `R-${hostile}`,
      check: hostile,
      stack: hostile,
      resource: hostile,
      type: hostile,
      path: hostile,
      expected: { [hostile]: hostile },
      actual: [hostile],
      message: hostile,
      remediation: `\`${hostile}`,
      reason: hostile,
      related: [hostile],
      source: { file: hostile, construct: hostile },
    });
  const report = sampleReport((["fail", "unknown", "excepted", "pass"] as const).map(finding));
  const page = renderHtml({
    ...drawn,
    environment: {
      ...drawn.environment,
      name: hostile,
      region: hostile,
      size: hostile,
      emulator: { name: hostile, replaced: [] },
    },
    verdict: { outcome: "refused", reasons: [hostile, hostile] },
    stacks: drawn.stacks.map((stack) => ({
      ...stack,
      name: hostile,
      title: hostile,
      hashes: { ...stack.hashes, [hostile]: hostile },
    })),
    report: {
      ...report,
      parameters: { [hostile]: hostile },
      inputs: report.inputs.map((input) => ({ ...input, path: hostile })),
    },
    rules: sampleRules.map((rule) => ({
      ...rule,
      title: hostile,
      rationale: hostile,
      control: hostile,
      frameworks: { cis: [hostile] },
    })),
    exceptions: drawn.exceptions.map((entry) => ({
      ...entry,
      reason: hostile,
      owner: hostile,
      expires: hostile,
      resource: hostile,
    })),
    provenance: { ...drawn.provenance, gitRevision: hostile, time: hostile, facts: { [hostile]: hostile } },
    drawing: buildDrawing(sampleGraph([{ type: "aws_s3_bucket", name: "x", values: { bucket: hostile } }])),
  });
  expect(page).not.toContain("<script");
  expect(page).not.toContain("<img");
  expect(/(?!\n)[\p{Cc}\u202e]/u.test(page)).toBe(false);
  const root = parseHtml(page);
  expect(
    elementsOf(root)
      .flatMap(({ attributes }) => Object.keys(attributes))
      .filter((name) => name.startsWith("on")),
  ).toEqual([]);
  expect(textOf(root)).toContain("<script>alert(1)</script>");
});

test("a canary secret reaches no part of the page", () => {
  const canary = ["AKIA", "QWERTYUIOPASDFGH"].join("");
  const report = sampleReport([
    sampleFinding({
      actual: { password: "hunter2-canary", id: canary },
      message: `has ${canary}`,
      remediation: canary,
      path: canary,
    }),
  ]);
  const page = renderHtml({
    ...drawn,
    report: { ...report, parameters: { apiToken: "hunter2-canary", note: canary } },
    verdict: { outcome: "refused", reasons: [`found ${canary}`] },
    exceptions: drawn.exceptions.map((entry) => ({ ...entry, reason: canary })),
    provenance: { ...drawn.provenance, facts: { backend: canary, "admin password": "hunter2-canary" } },
    drawing: buildDrawing(sampleGraph([{ type: "aws_s3_bucket", name: "x", values: { bucket: canary } }])),
  });
  expect(page).not.toContain(canary);
  expect(page).not.toContain("hunter2-canary");
  expect(page).toContain("(sensitive)");
});

test("a long list of passes is cut and says so; nothing else ever is", () => {
  const passes = Array.from({ length: 400 }, (_, index) =>
    sampleFinding({ status: "pass", resource: `aws_x.p${index}` }),
  );
  const fails = Array.from({ length: 400 }, (_, index) => sampleFinding({ resource: `aws_x.f${index}.` }));
  const page = renderHtml(sampleReport([...passes, ...fails]));
  expect(page).toContain("100 more passed; the JSON report lists them.");
  expect(fails.every(({ resource }) => page.includes(resource))).toBe(true);
});

test("a rule whose conditions concerned nothing is no evidence", () => {
  const report = sampleReport([sampleFinding({ status: "pass" })]);
  const coverage = { ...report.coverage, rulesApplied: ["NET-01", "RDS-01"] };
  const root = parseHtml(renderHtml({ ...report, coverage }, { rules: sampleRules }));
  const blocks = elementsOf(byId(root, "controls"), "details").map(textOf);
  expect(blocks.find((text) => text.includes("NET-01"))).toMatch(/Not concerned.*nothing to judge/);
  const clauses = elementsOf(byId(root, "frameworks"), "tr").map(textOf);
  expect(clauses.some((text) => text.includes("RDS-01"))).toBe(true);
  expect(clauses.some((text) => text.includes("NET-01"))).toBe(false);
  const unlisted = { ...report, coverage, summary: { ...report.summary, pass: 2 } };
  expect(renderHtml(unlisted, { rules: sampleRules })).toContain("passes not listed");
});

test("what was not judged stands in the coverage, and inline exceptions among the exceptions", () => {
  const report = sampleReport();
  const notes = [
    { kind: "unseen-module" as const, message: "the module vpc is not part of it", source: { file: "a.tf", line: 2 } },
  ];
  const inputs = report.inputs.map((input, index) => (index === 0 ? { ...input, notes } : input));
  const inline = { tool: "checkov", id: "CKV_AWS_16", reason: "a trial", counts: false, why: "nobody allows it" };
  const inlineExceptions = [
    {
      ...inline,
      input: 0,
      stack: null,
      resource: "aws_x.y",
      source: { file: "a.tf", line: 9 },
      checks: ["RDS-01.storage-encrypted"],
    },
  ];
  const passedOver = [{ path: "modules/link", reason: "a symbolic link" }];
  const root = parseHtml(renderHtml({ ...report, inputs, inlineExceptions }, { passedOver }));
  const coverage = textOf(byId(root, "coverage"));
  for (const part of ["a.tf:2", "the module vpc is not part of it", "modules/link", "a symbolic link"])
    expect(coverage).toContain(part);
  expect(textOf(byId(root, "verdict"))).toContain("2 places were not judged, or not as written: which, and why.");
  expect(textOf(byId(parseHtml(renderHtml(report)), "verdict"))).not.toContain("not judged");
  const exceptions = textOf(byId(root, "exceptions"));
  for (const part of ["checkov CKV_AWS_16", "a.tf:9", "a trial", "nobody allows it"])
    expect(exceptions).toContain(part);
});

test("a part of the caller stands after the drawing, with its place in the contents", () => {
  const body = html`<p>${"<b>"} may talk to ${"y"}</p>`;
  const root = parseHtml(
    renderHtml(sampleReport(), { parts: [{ id: "communication", title: "What may talk to what", body }] }),
  );
  expect(textOf(byId(root, "communication"))).toContain("<b> may talk to y");
  expect(textOf(byId(root, "contents"))).toContain("What may talk to what");
});

test("every open finding can be linked to, and its evidence leads there", () => {
  const root = parseHtml(renderHtml(sampleReport([sampleFinding(), sampleFinding({ input: 1 })])));
  const ids = elementsOf(byId(root, "failed"), "li").map(({ attributes }) => attributes.id);
  const name = `finding-${sampleFinding().fingerprint.slice(0, 12)}`;
  expect(ids).toEqual([name, `${name}-2`]);
  const links = elementsOf(byId(root, "controls"), "a")
    .map(({ attributes }) => attributes.href)
    .filter((href) => href !== "#contents");
  expect(links).toEqual([`#${name}`, `#${name}-2`]);
});
