/** Everything that a platform's report shows. The gate fills it; renderers read nothing else. */
import type { Json } from "../../common/json";
import type { DutyState } from "../frameworks/duties";
import type { Report } from "../model";
import type { Matrix } from "../reachability/matrix";
import type { RuleMetadata } from "../rule";
import type { DrawingModel } from "./drawing/model";

const judgedOnStages = ["synthesis", "plan", "state"] as const;
export type JudgedOn = (typeof judgedOnStages)[number];

export interface PlatformReport {
  readonly schemaVersion: "1.0";
  readonly environment: ReportedEnvironment;
  readonly verdict: Verdict;
  /** In deployment order. */
  readonly stacks: readonly StackReport[];
  /** Of all stacks together; with passes, so that the evidence of each control can be shown. */
  readonly report: Report;
  /** The rules that judged, at least those that the report names. */
  readonly rules: readonly ReportedRule[];
  /** All entries of the exceptions file. */
  readonly exceptions: readonly ReportedException[];
  /** How the duties of people stand (`environments/evidence/<name>.yaml`); left out where nobody looked. */
  readonly duties?: readonly DutyState[];
  readonly provenance: Provenance;
  /** From `buildDrawing(graph)`; null where no graph was at hand. */
  readonly drawing: DrawingModel | null;
  /** From `matricesOf(graph)`: who may reach whom; left out where no graph was at hand. */
  readonly reachability?: readonly Matrix[];
}

interface ReportedEnvironment {
  readonly name: string;
  readonly target: "aws" | "datacentre";
  readonly region: string;
  readonly recoveryRegion: string | null;
  readonly accountId: string | null;
  readonly size: string;
  readonly digitRelease?: string;
  /** Null when the platform was judged for the real target. */
  readonly emulator: EmulatorUse | null;
}

interface EmulatorUse {
  /** For instance `moto 5.2.1`. */
  readonly name: string;
  /** What the emulator stood in for, for instance `aws.accountId` written as one and used as another. */
  readonly replaced: readonly { readonly what: string; readonly written: string; readonly used: string }[];
}

export interface Verdict {
  readonly outcome: "allowed" | "refused";
  /** One sentence each; the first one is the headline's. */
  readonly reasons: readonly string[];
}

export interface VerdictSummary {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly excepted: number;
}

export interface StackReport {
  readonly name: string;
  readonly title: string;
  readonly needs: readonly string[];
  readonly judgedOn: JudgedOn;
  readonly verdict: Verdict;
  readonly summary: VerdictSummary;
  /** What the last apply did; null where nothing was applied. */
  readonly applied: AppliedChanges | null;
  /** Why nothing was applied, where a plan found nothing to change: what was compared. */
  readonly unchanged?: string;
  /** Whether a plan after the apply showed no change; null where none was made. */
  readonly secondPlanEmpty: boolean | null;
  readonly hashes: StackHashes;
  readonly durations: readonly StepDuration[];
}

interface AppliedChanges {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
  /** ISO 8601, UTC. */
  readonly at?: string;
}

/** Lower-case hexadecimal SHA-256 of the bytes that the verdict is bound to (design §4); null where there is no such file. */
interface StackHashes {
  readonly planSha256: string | null;
  readonly sourceSha256: string | null;
  readonly lockSha256: string | null;
  /** More of them by name, for instance `stateSha256` or `manifestsSha256`. */
  readonly [name: string]: string | null;
}

interface StepDuration {
  /** For instance `plan`, `check`, `apply`. */
  readonly step: string;
  readonly milliseconds: number;
}

/** What renderers need of a rule; a `RuleMetadata` fits as it is. */
export type ReportedRule = Pick<
  RuleMetadata,
  "id" | "title" | "control" | "severity" | "group" | "rationale" | "remediation" | "frameworks"
> &
  Partial<Pick<RuleMetadata, "checks">>;

export interface ReportedException {
  readonly rule: string;
  readonly check?: string;
  readonly stack?: string;
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly approvedBy: string | readonly string[];
  readonly ticket: string;
  /** Date, `YYYY-MM-DD`, or ISO 8601. */
  readonly expires: string;
  /** `unused` matches no finding. Default `active`. */
  readonly state?: "active" | "expired" | "unused";
  /** Granted the emergency way (two approvers, at most 72 hours): shown first. Default false. */
  readonly emergency?: boolean;
}

interface Provenance {
  readonly kitVersion: string;
  readonly engine: { readonly name: string; readonly version: string };
  /** By source address, for instance `hashicorp/aws`. */
  readonly providers: readonly { readonly name: string; readonly version: string }[];
  readonly nodeVersion: string;
  /** Revision of the working copy, where it is known. */
  readonly gitRevision?: string;
  /** When the run began, ISO 8601 in UTC, given by the caller; left out for reproducible output. */
  readonly time?: string;
  /** Files of the whole run by their SHA-256, for instance the environment file and the exceptions file. */
  readonly hashes: readonly { readonly name: string; readonly sha256: string }[];
  /** Anything else worth stating, for instance the backend. */
  readonly facts?: { readonly [name: string]: Json };
}

/** True for the platform's report, false for a plain report of `check`. */
export function isPlatformReport(report: PlatformReport | Report): report is PlatformReport {
  return "report" in report;
}

/** The entry that covers a finding, if any. */
export function exceptionFor(
  finding: { readonly rule: string; readonly check: string; readonly stack: string | null; readonly resource: string },
  exceptions: readonly ReportedException[],
): ReportedException | undefined {
  return exceptions.find(
    (entry) =>
      entry.rule === finding.rule &&
      (entry.check === undefined || entry.check === finding.check) &&
      (entry.stack === undefined || entry.stack === finding.stack) &&
      entry.resource === finding.resource,
  );
}
