import type { Json } from "../../../../common/json";
import type { StackReport } from "../../platformReport";
import { namesSecret, redactValue, sensitive } from "../../redact";
import { html, type Markup } from "../markup";
import { capital, code, dateWords, durationWords, facts, section, table, valueCode } from "../parts";
import type { View } from "../view";

/** With what the verdict was reached and to which bytes it is bound. */
export function provenanceSection(view: View): Markup {
  const stacks = view.platform?.stacks ?? [];
  return section(
    "provenance",
    "Provenance",
    ownFacts(view),
    boundTable(stacks),
    timesTable(stacks),
    filesTable(view),
    inputsTable(view),
    parametersTable(view),
  );
}

function ownFacts(view: View): Markup {
  const { platform, report } = view;
  const provenance = platform?.provenance;
  const time = provenance?.time ?? report.run?.startedAt;
  return facts([
    ["Kit", `digit-platform ${provenance?.kitVersion ?? report.tool.version}`],
    ["Engine", provenance && `${provenance.engine.name} ${provenance.engine.version}`],
    ["Providers", provenance?.providers.map(({ name, version }) => `${name} ${version}`).join(", ")],
    ["Node.js", provenance?.nodeVersion],
    ["Revision", provenance?.gitRevision === undefined ? null : code(provenance.gitRevision)],
    ["Started", time === undefined ? null : dateWords(time)],
    ["Check time", report.run === undefined ? null : durationWords(report.run.durationMs)],
    ["Report schema", platform?.schemaVersion ?? report.schemaVersion],
    ...Object.entries(provenance?.facts ?? {}).map(
      ([name, value]) => [name, valueCode(redactValue(name, value))] as const,
    ),
  ]);
}

/** A table folded away; nothing where it has no rows. */
function folded(
  title: string,
  caption: string,
  labels: readonly string[],
  rows: Parameters<typeof table>[2],
): Markup | "" {
  if (rows.length === 0) return "";
  const columns = labels.map((label) => ({ label }));
  return html`<details><summary>${title}</summary><div class="body">${table(caption, columns, rows)}</div></details>`;
}

const hashTitles: { readonly [name: string]: string } = {
  planSha256: "Plan file",
  sourceSha256: "Configuration",
  lockSha256: "Provider lock file",
};

/** `overridesSha256` as `Overrides`. */
function hashTitle(key: string): string {
  const words = key.replace(/Sha256$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return hashTitles[key] ?? capital(words);
}

function boundTable(stacks: readonly StackReport[]): Markup | "" {
  const rows = stacks.flatMap(({ name, hashes }) =>
    Object.entries(hashes).flatMap(([key, sha256]) => (sha256 === null ? [] : [[name, hashTitle(key), code(sha256)]])),
  );
  return folded(
    "What each stack's verdict is bound to",
    "SHA-256 of the files of each stack",
    ["Stack", "File", "SHA-256"],
    rows,
  );
}

function timesTable(stacks: readonly StackReport[]): Markup | "" {
  const rows = stacks.flatMap(({ name, durations }) =>
    durations.map(({ step, milliseconds }) => [name, capital(step), durationWords(milliseconds)]),
  );
  return folded("How long each step took", "Time of each step", ["Stack", "Step", "Time"], rows);
}

function factsOf({ platform }: View): (readonly [string, Json])[] {
  return Object.entries(platform?.provenance.facts ?? {}).map(([name, value]) => [name, redactValue(name, value)]);
}

const isHash = (value: Json): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

function filesTable(view: View): Markup | "" {
  const files = (view.platform?.provenance.hashes ?? []).map(({ name, sha256 }) => [code(name), code(sha256)]);
  const others = factsOf(view).flatMap(([name, value]) => (isHash(value) ? [[capital(name), code(value)]] : []));
  const rows = [...files, ...others];
  return folded(
    "What the run is bound to",
    "Files and settings of the run by SHA-256",
    ["File or setting", "SHA-256"],
    rows,
  );
}

function inputsTable({ report }: View): Markup | "" {
  const rows = report.inputs.map(({ path, kind, stack, resources, sha256 }) => [
    code(path),
    kind,
    stack ?? "",
    resources,
    code(sha256),
  ]);
  return folded(
    `Inputs (${rows.length})`,
    "Inputs that were judged",
    ["Input", "Kind", "Stack", "Resources", "SHA-256"],
    rows,
  );
}

function parametersTable({ report }: View): Markup | "" {
  const rows = Object.keys(report.parameters)
    .sort()
    .map((name) => [code(name), valueCode(namesSecret(name) ? sensitive : (report.parameters[name] ?? null))]);
  return folded(
    `Parameters of the rules (${rows.length})`,
    "Parameters of the rules, as they were used",
    ["Parameter", "Value"],
    rows,
  );
}
