import { periodReport } from "../checks/evidence/period/build";
import type { PeriodReport } from "../checks/evidence/period/model";
import type { Anchor } from "../checks/evidence/record";
import { dutyData, frameworkData } from "../checks/frameworks/data";
import { allRules } from "../checks/rules";
import { usageError } from "../common/errors";
import { toStableJson } from "../common/json";
import { packageVersion } from "../common/packageRoot";
import { loadEnvironment } from "../config/load";
import { readRegister, registerPath } from "./dutyRegister";
import { environmentDirectory } from "./environmentDirectory";
import { openEnvironmentEvidence } from "./evidence/environment";
import { openEvidence } from "./evidence/location";
import { readChain } from "./evidence/log";
import type { EvidenceStore } from "./evidence/store";

export interface PeriodOptions {
  readonly environmentFile?: string | undefined;
  /** A log elsewhere than the environment's own; needed without an environment. */
  readonly evidence?: string | undefined;
  readonly out: string;
  /** First day, UTC. */
  readonly from: string;
  /** Last day. Default: today. */
  readonly to?: string | undefined;
  /** Places that were noted down, `12:<hash>`. */
  readonly anchors: readonly string[];
  readonly now: Date;
}

export type PeriodFormat = "console" | "json" | "html" | "markdown";

/** @throws UserError exit 2 for days that are none, for a log that is not there, and for a file that is not well-formed */
export async function reportPeriod(options: PeriodOptions): Promise<PeriodReport> {
  const today = options.now.toISOString().slice(0, 10);
  const from = dayOf("--from", options.from);
  const to = options.to === undefined ? today : dayOf("--to", options.to);
  if (from > to) throw usageError("empty-period", `--from ${from} lies after --to ${to}.`, "Turn them round.");
  if (from > today) throw usageError("empty-period", `--from ${from} lies ahead: nothing has happened yet.`);
  const anchors = options.anchors.map(anchorOf);
  const place = await openPlace(options);
  const chain = await readChain(place.store, anchors);
  if (chain.records.length + chain.problems.length === 0) {
    throw usageError(
      "no-evidence",
      `There is no log of evidence in ${place.store.location}.`,
      "`deploy`, `verify`, `plan` and `check --evidence` write one; --evidence names another place.",
    );
  }
  return periodReport({
    place: place.store.location,
    chain,
    from,
    to,
    today,
    environment: place.environment,
    rules: allRules.map(({ metadata }) => metadata),
    frameworks: frameworkData,
    duties: dutyData,
    register: place.register,
  });
}

interface Place {
  readonly store: EvidenceStore;
  /** Undefined: all records of the log. */
  readonly environment: string | undefined;
  readonly register: ReturnType<typeof readRegister>;
}

async function openPlace({ environmentFile, evidence, out }: PeriodOptions): Promise<Place> {
  if (environmentFile === undefined) {
    if (evidence === undefined)
      throw usageError(
        "which-evidence",
        "A log belongs to an environment, or is named.",
        "Name an environment file, or give --evidence with a folder or s3://bucket/prefix.",
      );
    return { store: await openEvidence(evidence), environment: undefined, register: undefined };
  }
  const { environment } = loadEnvironment(environmentFile);
  const register = readRegister(registerPath(environmentFile, environment.name));
  const own = { region: environment.region, lockedDays: environment.audit.retentionDays };
  const store =
    evidence === undefined
      ? await openEnvironmentEvidence(
          environment,
          environmentDirectory(out, environment.name, false),
          environment.emulator,
        )
      : await openEvidence(evidence, own);
  return { store, environment: environment.name, register };
}

function dayOf(flag: string, text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = isDay ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // 2026-02-30 would be read as 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw usageError("invalid-option", `${flag} takes a day such as 2026-11-01, not ${JSON.stringify(text)}.`);
  return text;
}

function anchorOf(text: string): Anchor & { readonly where: string } {
  const parts = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text);
  if (!parts)
    throw usageError(
      "invalid-option",
      `--anchor takes the number and the hash of a record, such as 12:e3b0…, not ${JSON.stringify(text)}.`,
      "`deploy`, `verify` and `check --evidence` print both.",
    );
  return { sequence: Number(parts[1]), hash: parts[2] ?? "", where: "--anchor" };
}

/** A renderer is loaded when it is asked for. */
export async function renderPeriod(
  report: PeriodReport,
  format: PeriodFormat,
  terminal: { readonly color: boolean; readonly width: number },
): Promise<string> {
  switch (format) {
    case "console":
      return (await import("../checks/evidence/period/render/console")).renderPeriodConsole(report, terminal);
    case "html":
      return (await import("../checks/evidence/period/render/html")).renderPeriodHtml(report, packageVersion());
    case "markdown":
      return (await import("../checks/evidence/period/render/markdown")).renderPeriodMarkdown(report);
    case "json":
      return toStableJson((await import("../checks/evidence/period/render/words")).redactPeriod(report));
  }
}
