/** What a file is, told by its content; the name decides only where content cannot. */
import { isRecord } from "../graph/cursor";
import type { InputKind } from "../model";
import { isPlan } from "./plan";
import { isRawState, isShownState } from "./state";

export type Detected = InputKind | "environment" | undefined;

const blockKinds: ReadonlySet<string> = new Set([
  "terraform",
  "provider",
  "resource",
  "data",
  "variable",
  "output",
  "locals",
  "module",
  "moved",
  "import",
  "removed",
  "check",
  "ephemeral",
  "//",
]);

/** Kind of a parsed JSON document. */
export function detectJson(content: unknown, name: string): Detected {
  if (isPlan(content)) return "plan";
  if (isShownState(content) || isRawState(content)) return "state";
  if (isManifest(content)) return "manifest";
  if (name.endsWith(".tf.json")) return "terraform-json";
  if (!isRecord(content)) return undefined;
  const keys = Object.keys(content);
  const looksLikeModule =
    keys.length > 0 && keys.every((key) => blockKinds.has(key)) && keys.some((key) => key !== "//");
  return looksLikeModule ? "terraform-json" : undefined;
}

function isManifest(content: unknown): boolean {
  const [first] = Array.isArray(content) ? content : [content];
  return isRecord(first) && typeof first.apiVersion === "string" && typeof first.kind === "string";
}

/** Kind of text that is not JSON. */
export function detectText(text: string, name: string): Detected {
  if (name.endsWith(".tf") || name.endsWith(".tofu")) return "hcl";
  if (/^\s*apiVersion:\s*["']?digit-platform\//m.test(text)) return "environment";
  if (looksLikeManifest(text)) return "manifest";
  // What only mentions Terraform, as documentation of rules does, is no HCL.
  if (/\.ya?ml$/.test(name)) return undefined;
  if (/^\s*(resource|module|variable|provider|terraform|data|locals|output)\b[^\n:]*\{/m.test(text)) return "hcl";
  return undefined;
}

/** Both members that every Kubernetes object has, at the start of a line or inside braces. */
export function looksLikeManifest(text: string): boolean {
  return /(?:^|[{,])[ \t-]*["']?apiVersion["']?\s*:/m.test(text) && /(?:^|[{,])[ \t-]*["']?kind["']?\s*:/m.test(text);
}
