/**
 * OSCAL assessment results (NIST). Written for version 1.1.3 with what later 1.x versions also accept. All UUIDs follow
 * from what they stand for, so that the same findings give the same document.
 */

import { sha256 } from "../../../common/hash";
import type { Json } from "../../../common/json";
import type { Finding, Report } from "../../model";
import { code, prose } from "../markdown/escape";
import type { FormatOptions } from "../options";
import { compareFindings } from "../order";
import { redactOptions, redactReport } from "../redact";
import { relativeUri } from "../text/uri";
import { toVisibleJson } from "../text/visibleJson";
import { judge } from "../verdict";
import { verdictReason } from "../verdictWords";
import { controlFindings, reviewedControls } from "./controls";
import { type Observed, observationsOf, pathOfInput } from "./observations";
import { inputUuid, oneLine, property, resourceUuid, toolUuid } from "./pieces";
import { closedRisksOf, risksOf } from "./risks";
import { uuidOf } from "./uuid";

const oscalVersion = "1.1.3";
const noMoment = "1970-01-01T00:00:00Z";
const planUuid = uuidOf("assessment-plan", "digit-platform check");

export function renderOscal(report: Report, given: FormatOptions = {}): string {
  const clean = redactReport(report);
  const options = redactOptions(given);
  const moment = options.moment ?? (options.reproducible === true ? undefined : clean.run?.startedAt) ?? noMoment;
  const result = resultOf(clean, options, moment);
  const backMatter = { resources: [planResource(clean), ...inputResources(clean)] };
  // A document whose content changes is another document, and so has another UUID.
  const content = sha256(JSON.stringify([result, backMatter]));
  return toVisibleJson({
    "assessment-results": {
      uuid: uuidOf("document", content),
      metadata: {
        title: "Results of digit-platform check",
        "last-modified": moment,
        version: "1.0",
        "oscal-version": oscalVersion,
        remarks:
          "Judged by static rules on infrastructure code, plans, states or manifests. No statement of compliance with any framework.",
      },
      "import-ap": { href: `#${planUuid}` },
      results: [{ uuid: uuidOf("result", content), ...result }],
      "back-matter": backMatter,
    },
  });
}

function resultOf(report: Report, options: FormatOptions, moment: string): { readonly [key: string]: Json } {
  const findings = [...report.findings].sort(compareFindings);
  const applied = new Set([...report.coverage.rulesApplied, ...findings.map(({ rule }) => rule)]);
  const rules = (options.rules ?? []).filter(({ id }) => applied.has(id));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const namePasses = options.show === "all";
  const observed = observationsOf(findings, { report, moment, namePasses });
  const risks = risksOf(observed, { rules: byId, exceptions: options.exceptions ?? [] });
  const allRisks = [...risks.map(({ json }) => json), ...closedRisksOf(report.baseline?.fixedFindings ?? [])];
  const controls = controlFindings(observed, risks, byId);
  const named = findings.filter(({ status }) => namePasses || status !== "pass");
  return {
    title: "Results of digit-platform check",
    description: description(report, options),
    start: moment,
    props: resultProperties(report, options),
    "local-definitions": {
      ...inventory(named, report),
      "assessment-assets": assets(report),
    },
    "reviewed-controls": reviewedControls(rules),
    ...listed(
      "observations",
      observed.map(({ json }: Observed) => json),
    ),
    ...listed("risks", allRisks),
    ...listed("findings", controls),
  };
}

/** OSCAL has no empty lists. */
function listed(name: string, items: readonly Json[]): { readonly [name: string]: Json } {
  return items.length === 0 ? {} : { [name]: items };
}

function description(report: Report, { failOn, passedOver = [] }: FormatOptions): string {
  const judgement = judge(report, failOn);
  const { summary } = report;
  const words = judgement.allowed ? "Allowed" : "Refused";
  const over = passedOver
    .map(({ path, reason }) => `\n\nNot judged: ${code(path)}, ${prose(reason, 200)}.`)
    .slice(0, 100);
  return `${words}: ${verdictReason(judgement, report)}. ${summary.fail} failed, ${summary.unknown} unknown, ${summary.excepted} excepted, ${summary.pass} passed; ${summary.unevaluatedResources} of ${summary.resources} resources are of a type that no rule reads.${over.join("")}`;
}

function resultProperties(report: Report, { failOn = "medium" }: FormatOptions): readonly Json[] {
  const { summary, baseline } = report;
  return [
    property("verdict", judge(report, failOn).allowed ? "allowed" : "refused"),
    property("fail-on", failOn),
    property("failed", summary.fail),
    property("unknown", summary.unknown),
    property("excepted", summary.excepted),
    property("passed", summary.pass),
    ...(baseline === undefined
      ? []
      : [
          property("baseline-sha256", baseline.sha256),
          property("new", baseline.new),
          property("unchanged", baseline.unchanged),
          property("fixed", baseline.fixed),
        ]),
  ];
}

function inventory(findings: readonly Finding[], report: Report): { readonly [name: string]: Json } {
  const items = new Map<string, Json>();
  for (const finding of findings) {
    const uuid = resourceUuid(finding, report.inputs);
    if (items.has(uuid)) continue;
    items.set(uuid, {
      uuid,
      description: code(finding.resource),
      props: [
        { name: "asset-id", value: oneLine(finding.resource) },
        property("resource-type", finding.type),
        property("input", pathOfInput(report, finding)),
        ...(finding.stack === null ? [] : [property("stack", finding.stack)]),
        ...(finding.source.construct === undefined ? [] : [property("construct", finding.source.construct)]),
      ],
    });
  }
  return listed("inventory-items", [...items.values()]);
}

function assets({ tool }: Report): Json {
  return {
    components: [
      {
        uuid: toolUuid,
        type: "software",
        title: tool.name,
        description: "Judges infrastructure code, plans, states and manifests by rules.",
        props: [{ name: "version", value: oneLine(tool.version) }],
        status: { state: "operational" },
      },
    ],
    "assessment-platforms": [
      {
        uuid: uuidOf("platform", "digit-platform"),
        title: tool.name,
        "uses-components": [{ "component-uuid": toolUuid }],
      },
    ],
  };
}

/** Stands for the assessment plan that OSCAL asks for: what was judged by. The report that comes here is already redacted. */
function planResource({ tool, coverage, parameters }: Report): Json {
  const judgedBy = toVisibleJson({ rules: coverage.rulesApplied, parameters });
  return {
    uuid: planUuid,
    title: "Rules and parameters of the check",
    description: `The rules of digit-platform ${prose(tool.version)} that found something to judge, and the values of their parameters.`,
    base64: {
      filename: "rules-and-parameters.json",
      "media-type": "application/json",
      value: Buffer.from(judgedBy, "utf8").toString("base64"),
    },
  };
}

function inputResources(report: Report): readonly Json[] {
  return report.inputs.map(({ path, kind, sha256: sum, resources, notes = [] }, index) => ({
    uuid: inputUuid(report.inputs, index),
    title: code(path),
    props: [property("kind", kind), property("resources", resources)],
    rlinks: [{ href: relativeUri(path), hashes: [{ algorithm: "SHA-256", value: sum }] }],
    ...(notes.length === 0 ? {} : { remarks: notes.map(({ message }) => prose(message)).join("\n\n") }),
  }));
}
