/** Values of variables in `*.tfvars` and `*.tfvars.json`. */
import { isRecord } from "../graph/cursor";
import type { InputNote } from "../model";
import { parseHcl } from "./hcl/parseHcl";

export type VariableValues = Readonly<Record<string, unknown>>;

export interface VariableFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly values: VariableValues;
  readonly notes: readonly InputNote[];
}

export function isVariableFile(name: string): boolean {
  return /\.(tfvars|tofuvars)(\.json)?$/.test(name);
}

/** Read without being named: `terraform.tfvars`, then `*.auto.tfvars` by name; in each case JSON after HCL. */
export function isAutomatic(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
}

/** In Terraform's order: what comes later wins. */
export function inOrder(names: readonly string[]): readonly string[] {
  const rank = (name: string) => (name === "terraform.tfvars" ? 0 : name === "terraform.tfvars.json" ? 1 : 2);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `content` is the parsed JSON, or undefined for HCL. */
export function variableFile(path: string, bytes: Uint8Array, text: string, content: unknown): VariableFile {
  if (content !== undefined) return { path, bytes, values: isRecord(content) ? content : {}, notes: [] };
  const { attributes, blocks, problems } = parseHcl(text);
  const values = Object.create(null) as Record<string, unknown>;
  for (const { name, value } of attributes) values[name] = value;
  const wrong = [
    ...problems.map(({ line, message }) => ({ line, message: `cannot be read: ${message}` })),
    ...blocks.map(({ line, type }) => ({ line, message: `the block ${type} is no value of a variable` })),
  ];
  const notes = wrong.map(({ line, message }) => ({
    kind: "unreadable-block" as const,
    message: `${path}:${line}: ${message}`,
    source: { file: path, line },
  }));
  return { path, bytes, values, notes };
}
