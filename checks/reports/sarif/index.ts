/**
 * SARIF 2.1.0 (OASIS, errata 01), for GitHub code scanning, GitLab, DefectDojo and editors. No time, no machine path and
 * no absolute URI stands in it, so that the same findings give the same bytes; `run` adds the start where it is known.
 */
import type { Json } from "../../../common/json";
import type { Report } from "../../model";
import type { FormatOptions } from "../options";
import { compareFindings } from "../order";
import { redactOptions, redactReport } from "../redact";
import { relativeUri } from "../text/uri";
import { toVisibleJson } from "../text/visibleJson";
import { judge } from "../verdict";
import { descriptorsOf } from "./descriptors";
import { baseId, baselineProperties, resultsOf } from "./results";
import { harmless, messageText } from "./text";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function renderSarif(report: Report, given: FormatOptions = {}): string {
  const clean = redactReport(report);
  const options = redactOptions(given);
  const descriptors = descriptorsOf(clean, options.rules ?? []);
  const findings = [...clean.findings].sort(compareFindings);
  return toVisibleJson({
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: driver(
            clean,
            descriptors.map(({ json }) => json),
          ),
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [baseId]: { description: { text: "The folder in which digit-platform ran." } } },
        invocations: [invocation(clean, options)],
        artifacts: clean.inputs.map(({ path, sha256 }) => ({
          location: { uri: relativeUri(path), uriBaseId: baseId },
          hashes: { "sha-256": sha256 },
        })),
        results: resultsOf(findings, {
          report: clean,
          exceptions: options.exceptions ?? [],
          ruleIndex: new Map(descriptors.map(({ id }, index) => [id, index])),
          artifactIndex: new Map(clean.inputs.map(({ path }, index) => [path, index])),
        }),
        properties: {
          verdict: judge(clean, options.failOn).allowed ? "allowed" : "refused",
          failOn: options.failOn ?? "medium",
          summary: { ...clean.summary },
          parameters: harmless(clean.parameters),
          ...(clean.baseline === undefined ? {} : { baseline: baselineProperties(clean.baseline) }),
        },
      },
    ],
  });
}

function driver({ tool }: Report, rules: readonly Json[]): Json {
  return {
    name: tool.name,
    version: tool.version,
    ...(/^\d+\.\d+\.\d+/.test(tool.version) ? { semanticVersion: tool.version } : {}),
    rules,
  };
}

function invocation({ run, inputs }: Report, { passedOver = [], reproducible = false }: FormatOptions): Json {
  return {
    executionSuccessful: true,
    ...(run === undefined || reproducible ? {} : { startTimeUtc: run.startedAt }),
    toolExecutionNotifications: [
      ...inputs.flatMap(({ path, notes = [] }) =>
        notes.map(({ message, source }) => notification("warning", message, source.file ?? path, source.line)),
      ),
      ...passedOver.map(({ path, reason }) => notification("note", `${path} was not judged: ${reason}`, path)),
    ],
  };
}

function notification(level: "warning" | "note", text: string, path: string, line?: number): Json {
  const physicalLocation = {
    artifactLocation: { uri: relativeUri(path), uriBaseId: baseId },
    ...(line === undefined ? {} : { region: { startLine: line } }),
  };
  return { level, message: { text: messageText(text) }, locations: [{ physicalLocation }] };
}
