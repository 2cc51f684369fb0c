/** Whether a version is still supported, by the dates in `catalogue/versions.json`. */
import catalogue from "../../../catalogue/versions.json";
import type { Reading, ResourceNode } from "../../graph/graph";
import type { CheckResult, ParameterMetadata, RuleContext } from "../../rule";
import { textOf } from "./datum";
import { causeOf, shown, verdict } from "./judge";
import { numberParameter } from "./parameters";

export type Product = Exclude<keyof typeof catalogue, "checked">;

interface Lifecycle {
  /** Last day of standard support; null where no end is announced. */
  readonly endOfSupport: string | null;
  /** Last day of paid support; left out where there is none, or no end of it is announced. */
  readonly endOfExtendedSupport?: string;
}

/** How long before its end a version is reported. */
export const noticeDays: ParameterMetadata = {
  description: "Days before the end of a version's support at which it becomes a finding",
  default: 90,
};

export type Support =
  /** `until` is null where no end is announced. */
  | { readonly kind: "dated"; readonly cycle: string; readonly until: string | null; readonly extended: string | null }
  /** Older than everything that the catalogue knows, so ended before the oldest entry did. */
  | { readonly kind: "older" }
  | { readonly kind: "newer" }
  | { readonly kind: "unknown" };

/** What the catalogue says of a version as an input writes it: `1.31`, `13.7`, `3.8.x`, `6.x`. */
export function supportOf(product: Product, written: string): Support {
  const versions: Readonly<Record<string, Lifecycle>> = catalogue[product].versions;
  const version = written.trim().replace(/^v/i, "").replace(/\.x$/i, "");
  const cycles = Object.keys(versions);
  const cycle = cycles
    .filter((one) => version === one || version.startsWith(`${one}.`) || version.startsWith(`${one}-`))
    .sort((a, b) => b.length - a.length)[0];
  const dates = cycle === undefined ? undefined : versions[cycle];
  if (cycle !== undefined && dates) {
    return { kind: "dated", cycle, until: dates.endOfSupport, extended: dates.endOfExtendedSupport ?? null };
  }
  if (!/^\d+(\.\d+)*/.test(version)) return { kind: "unknown" };
  if (cycles.every((one) => compareVersions(version, one) < 0)) return { kind: "older" };
  return cycles.every((one) => compareVersions(version, one) > 0) ? { kind: "newer" } : { kind: "unknown" };
}

function compareVersions(a: string, b: string): number {
  const left = a.split(/[.-]/).map(Number);
  const right = b.split(/[.-]/).map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Number.isNaN(difference) ? 0 : difference;
  }
  return 0;
}

const day = 24 * 60 * 60 * 1000;

/** Days of support left, the last one counted whole; zero or less once it has passed. */
export function daysLeft(lastDay: string, now: Date): number {
  return Math.ceil((Date.parse(lastDay) + day - now.getTime()) / day);
}

export interface VersionWords {
  /** Rule id; the checks are `<rule>.supported` and `<rule>.ends-soon`. */
  readonly rule: string;
  /** What has the version, for messages: `Kubernetes`. */
  readonly name: string;
}

/**
 * Results of the two checks of a version rule. No version stated is no result: the service then takes a current one.
 * `version` is the part of the attribute that the catalogue knows, where it is not the whole.
 */
export function judgeVersion(
  node: ResourceNode,
  path: string,
  product: Product,
  context: RuleContext,
  words: VersionWords,
  versionIn: (text: string) => string = (text) => text,
): readonly CheckResult[] {
  const reading = node.get(path);
  const supported = { check: `${words.rule}.supported`, passes: `${words.name} has a version that is supported` };
  if (reading.kind === "absent") return [];
  const text = knownText(reading);
  const facts = { path, actual: shown(node, path, reading) };
  if (text === undefined) {
    const reason = causeOf(reading) ?? "the version is not known";
    return [verdict("unknown", { ...facts, expected: "a supported version", reason }, { ...supported, fails: "" })];
  }
  const version = versionIn(text);
  const support = supportOf(product, version);
  const ended = `${words.name} ${version} gets no more corrections`;
  if (support.kind === "newer" || (support.kind === "dated" && support.until === null)) {
    return [verdict("yes", { ...facts, expected: "a supported version" }, { ...supported, fails: ended })];
  }
  if (support.kind === "older") {
    return [verdict("no", { ...facts, expected: "a supported version" }, { ...supported, fails: ended })];
  }
  if (support.kind === "unknown" || support.until === null) {
    const reason = `the catalogue of versions does not know ${words.name} ${version}`;
    return [verdict("unknown", { ...facts, expected: "a supported version", reason }, { ...supported, fails: ended })];
  }
  const left = daysLeft(support.until, context.now);
  const dated = { ...facts, expected: "a version whose standard support has not ended" };
  if (left <= 0) {
    return [verdict("no", dated, { ...supported, fails: `${ended} since ${support.until} but for paid support` })];
  }
  const notice = numberParameter(context, "versionNoticeDays", 90);
  return [
    verdict("yes", dated, { ...supported, fails: ended }),
    verdict(
      left > notice ? "yes" : "no",
      { ...facts, expected: `a version with more than ${notice} days of standard support left` },
      {
        check: `${words.rule}.ends-soon`,
        fails: `Standard support of ${words.name} ${version} ends on ${support.until}`,
        passes: `Standard support of ${words.name} ${version} lasts until ${support.until}`,
      },
    ),
  ];
}

function knownText(reading: Reading): string | undefined {
  if (reading.kind !== "known" && reading.kind !== "default") return undefined;
  const text = textOf(reading.value);
  return text?.kind === "text" ? text.text : undefined;
}
