/** Plans too large to be read as one text without cost: told by their size, judged like any other. */
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { inputError } from "../decode";
import type { PlanParts } from "../plan";
import { type ByteSource, fileSource, memorySource } from "./byteSource";
import { JsonScanError } from "./jsonScanner";
import { readPlanBytes } from "./planBytes";

export interface LargePlan {
  readonly parts: PlanParts;
  readonly sha256: string;
}

export interface LargePlanLimits {
  /** From this size in bytes on, a plan is read from its bytes. Below, one `JSON.parse` is faster. */
  readonly from: number;
  /** From this size on, the file is not held in memory. */
  readonly onDisk: number;
  /** V8 makes no longer text; what is no plan and larger cannot be read. */
  readonly longestText: number;
}

export const largePlanLimits: LargePlanLimits = {
  from: 8 * 1024 * 1024,
  onDisk: 384 * 1024 * 1024,
  longestText: 0x1fffffe8,
};

/**
 * The plan in a large file; undefined where the file is small or no plan, and is to be read the ordinary way.
 * @throws UserError (exit 2) for a file that is too long for text and no plan.
 */
export function readLargePlan(
  absolute: string,
  shown: string,
  limits: LargePlanLimits = largePlanLimits,
): LargePlan | undefined {
  const size = sizeOf(absolute);
  if (size === undefined || size < limits.from) return undefined;
  const source = size >= limits.onDisk ? fileSource(absolute) : memorySource(readFileSync(absolute));
  try {
    const parts = isText(source, limits) ? readPlanBytes(source) : undefined;
    if (parts) return { parts, sha256: sha256Of(source) };
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error;
    if (size > limits.longestText) throw inputError("invalid-json", `${shown} is not valid JSON: ${error.message}.`);
  }
  if (size > limits.longestText)
    throw inputError(
      "input-too-large",
      `${shown} has ${Math.round(size / 1_048_576)} MiB, and only plans may be that large.`,
      "Check the plan of `terraform show -json`, or split the input.",
    );
  return undefined;
}

function sizeOf(absolute: string): number | undefined {
  try {
    const stats = statSync(absolute);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

const step = 16 * 1024 * 1024;

/** UTF-8 without a byte order mark, as `terraform show -json` writes it; the ordinary way knows the other encodings. */
function isText(source: ByteSource, limits: LargePlanLimits): boolean {
  const [first] = source.window(0, 1);
  if (first !== 0x7b) return false;
  // A window may cut a character in two: only a file held in memory is looked at as a whole.
  return source.size >= limits.onDisk || isUtf8(source.window(0, source.size));
}

function sha256Of(source: ByteSource): string {
  const hash = createHash("sha256");
  for (let start = 0; start < source.size; start += step) hash.update(source.window(start, step));
  return hash.digest("hex");
}
