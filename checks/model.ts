/**
 * The vocabulary of the check engine: what is reported, and in which words (design §3).
 * This file holds types only; every other module of `checks/` speaks them.
 */
import type { Json } from "../common/json";

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export const statuses = ["pass", "fail", "unknown", "excepted"] as const;
export type Status = (typeof statuses)[number];

/** What an input was read as. `terraform-json` is `*.tf.json`, `state` is `show -json` of a state or a raw state v4. */
export const inputKinds = ["terraform-json", "hcl", "plan", "state", "manifest", "cluster"] as const;
export type InputKind = (typeof inputKinds)[number];

/** How an open finding of today stands to an earlier report. What stands only in the earlier one is fixed. */
export const baselineStates = ["new", "unchanged"] as const;
export type BaselineState = (typeof baselineStates)[number];

export interface InputSummary {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  readonly kind: InputKind;
  /** Stack name where the input says it (`//.digitPlatform.stack` or the caller), else null. */
  readonly stack: string | null;
  /** Of the bytes that were judged, with those that `file`, `templatefile` and their like read. */
  readonly sha256: string;
  readonly resources: number;
  /** What is not judged, or not as written, and why. Left out where there is nothing to say. */
  readonly notes?: readonly InputNote[];
}

export const noteKinds = [
  "unseen-module",
  "unreadable-block",
  "unreadable-file",
  "declared-twice",
  "unread-type",
] as const;

/** Something that the reader of a report has to know about an input, beside the findings. */
export interface InputNote {
  readonly kind: (typeof noteKinds)[number];
  readonly message: string;
  readonly source: SourceLocation;
}

export interface SourceLocation {
  readonly file?: string;
  readonly line?: number;
  /** CDKTF construct path, where the input states one. */
  readonly construct?: string;
}

export interface Finding {
  readonly rule: string;
  /** `<rule id>.<condition>`, so that an exception covers one condition. */
  readonly check: string;
  readonly status: Status;
  readonly severity: Severity;
  /** Index in `Report.inputs`. */
  readonly input: number;
  readonly stack: string | null;
  /** Plain Terraform address, or `Kind/namespace/name`. */
  readonly resource: string;
  readonly type: string;
  /** Attribute path that decided, for instance `skip_final_snapshot`. */
  readonly path: string;
  readonly expected: Json;
  /** `(sensitive)` where the value is marked sensitive or has a secret's shape. */
  readonly actual: Json;
  readonly message: string;
  readonly remediation: string;
  readonly source: SourceLocation;
  /** Cause of an unknown, or the reason of an exception. */
  readonly reason?: string;
  /** Other resources that take part, as addresses. */
  readonly related: readonly string[];
  /** SHA-256 over rule, check, stack, resource and path. */
  readonly fingerprint: string;
  /** What the code's author told another tool about the same question; it counts only where the organisation lets it. */
  readonly inlineException?: {
    readonly tool: string;
    readonly id: string;
    readonly reason: string | null;
    readonly counts: boolean;
    /** Who allowed it, or why it does not count. */
    readonly why: string;
  };
  /** Only where a baseline was given; a pass has none. */
  readonly baselineState?: BaselineState;
}

/** A skip comment or annotation of another tool, as it stands in the code that was read. */
export interface InlineException {
  readonly tool: string;
  /** Id of that tool; null where it skips everything. */
  readonly id: string | null;
  readonly reason: string | null;
  readonly input: number;
  readonly stack: string | null;
  readonly resource: string;
  readonly source: SourceLocation;
  /** Checks here that ask the same question. */
  readonly checks: readonly string[];
  readonly counts: boolean;
  /** Who allowed it, or why it does not count. */
  readonly why: string;
}

/** A finding of the earlier report that is no longer there. */
export interface FixedFinding
  extends Pick<
    Finding,
    "rule" | "check" | "severity" | "stack" | "resource" | "type" | "path" | "message" | "source" | "fingerprint"
  > {
  readonly status: "fail" | "unknown" | "excepted";
  /** Path of the input that it stood in. */
  readonly inputPath: string;
}

/** What a comparison with an earlier report showed. */
export interface BaselineSummary {
  /** Relative to the working directory; left out where the file lies outside of it. */
  readonly path?: string;
  /** Of the earlier report's bytes. */
  readonly sha256: string;
  readonly new: number;
  readonly unchanged: number;
  readonly fixed: number;
  readonly fixedFindings: readonly FixedFinding[];
}

export interface Coverage {
  /** Rules that found at least one resource of their types. */
  readonly rulesApplied: readonly string[];
  readonly rulesNotApplicable: readonly string[];
  /** Resource types seen, with how many resources, and how many rules judge that type. */
  readonly resourceTypes: readonly { readonly type: string; readonly resources: number; readonly rules: number }[];
}

export interface Report {
  readonly schemaVersion: "1.0";
  readonly tool: { readonly name: "digit-platform"; readonly version: string };
  readonly parameters: { readonly [name: string]: Json };
  readonly inputs: readonly InputSummary[];
  readonly summary: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly excepted: number;
    readonly resources: number;
    /** Resources of a type that no rule reads. */
    readonly unevaluatedResources: number;
  };
  readonly coverage: Coverage;
  /** Left out under `--reproducible`. */
  readonly run?: { readonly durationMs: number; readonly startedAt: string };
  /** Only where the findings were compared with an earlier report. */
  readonly baseline?: BaselineSummary;
  /** Fails and unknowns and exceptions, the worst first; passes too when asked for. */
  readonly findings: readonly Finding[];
  /** Left out where the code has none. */
  readonly inlineExceptions?: readonly InlineException[];
}
