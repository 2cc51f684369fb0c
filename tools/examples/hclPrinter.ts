/**
 * Terraform JSON as HCL, so that every example of a rule is also judged as people write it: references without quotes,
 * nested blocks, policies as `jsonencode`, heredoc or text. Which of these is told by a hash, so it never changes by itself.
 */
import { sha256 } from "../../common/hash";
import type { Json, JsonObject } from "../../common/json";
import { isBlock } from "./hclTypes";
import { expressionText, isRecord, quotedText, soleExpression, valueText } from "./hclValues";

/** Arguments that name things: never quoted. */
const bare: ReadonlySet<string> = new Set([
  "provider",
  "depends_on",
  "ignore_changes",
  "replace_triggered_by",
  "iterator",
]);

/** Blocks that Terraform itself knows in a resource. */
const metaBlocks: ReadonlySet<string> = new Set(["lifecycle", "timeouts", "connection", "provisioner", "dynamic"]);

const providerBlocks: ReadonlySet<string> = new Set(["assume_role", "default_tags", "endpoints", "ignore_tags"]);

type BlockTest = (path: readonly string[]) => boolean;

/** `seed` decides between spellings that mean the same. */
export function printHcl(module: Json, seed: string): string {
  const blocks = entries(module).flatMap(([kind, value]) => topBlocks(kind, value, seed));
  return `${blocks.join("\n\n")}\n`;
}

function entries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return list(value).flatMap((group) => Object.entries(isRecord(group) ? group : {}).filter(([key]) => key !== "//"));
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
}

function topBlocks(kind: string, value: Json, seed: string): readonly string[] {
  switch (kind) {
    case "resource":
    case "data":
      return entries(value).flatMap(([type, byName]) =>
        entries(byName).flatMap(([name, bodies]) => {
          const test: BlockTest = (path) =>
            metaBlocks.has(path[0] ?? "") || isBlock(kind === "data" ? `data.${type}` : type, path);
          return list(bodies).map((body) =>
            block(`${kind} "${type}" "${name}"`, body, test, [], `${seed}/${type}.${name}`),
          );
        }),
      );
    case "locals":
      return list(value).map((body) => block("locals", body, () => false, [], seed));
    case "terraform":
      return list(value).map((body) =>
        block("terraform", body, (path) => path.length === 1 && path[0] !== "required_version", [], seed),
      );
    case "variable":
    case "output":
    case "module":
    case "provider":
      return entries(value).flatMap(([name, bodies]) =>
        list(bodies).map((body) =>
          block(`${kind} "${name}"`, body, (path) => isTopBlock(kind, path), [], `${seed}/${kind}.${name}`),
        ),
      );
    default:
      throw new Error(`${kind} is not printed as HCL yet`);
  }
}

function isTopBlock(kind: string, path: readonly string[]): boolean {
  if (path[0] === "validation" || path[0] === "precondition") return true;
  return kind === "provider" && path.length === 1 && providerBlocks.has(path[0] ?? "");
}

function block(head: string, body: Json, test: BlockTest, path: readonly string[], seed: string): string {
  const lines = entries(body).flatMap(([name, value]) => member(name, value, test, [...path, name], seed));
  return lines.length === 0 ? `${head} {}` : `${head} {\n${indented(lines.join("\n"))}\n}`;
}

/** Text inside heredocs is indented too, which `<<-` takes away again. */
function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function member(name: string, value: Json, test: BlockTest, path: readonly string[], seed: string): readonly string[] {
  if (name === "dynamic")
    return entries(value).flatMap(([label, one]) => dynamic(label, one, test, path.slice(0, -1), seed));
  const nested = list(value);
  const holdsBlocks = nested.length > 0 && nested.every((item) => isRecord(item));
  if (holdsBlocks && (name === "backend" || name === "provisioner"))
    return entries(value).map(([label, body]) => block(`${name} "${label}"`, body, () => false, path, seed));
  if (holdsBlocks && name === "required_providers") return [block(name, value, () => false, path, seed)];
  if (nested.length === 0 || value === null) return test(path) ? [] : [`${name} = ${valueText(value)}`];
  if (holdsBlocks && test(path)) return nested.map((body) => block(name, body, test, path, seed));
  return [`${name} = ${argument(name, value, `${seed}.${path.join(".")}`)}`];
}

function dynamic(
  label: string,
  value: Json,
  test: BlockTest,
  path: readonly string[],
  seed: string,
): readonly string[] {
  return list(value).map((one) => {
    const { content, ...rest } = isRecord(one) ? one : {};
    const lines = entries(rest).map(([name, inner]) => `${name} = ${argument(name, inner, seed)}`);
    lines.push(block("content", content ?? {}, test, [...path, label], seed));
    return `dynamic "${label}" {\n${indented(lines.join("\n"))}\n}`;
  });
}

function argument(name: string, value: Json, seed: string): string {
  if (bare.has(name)) return bareText(value);
  if (
    name === "type" &&
    typeof value === "string" &&
    /^(string|number|bool|any|list|set|map|object|tuple)\b/.test(value)
  )
    return value;
  if (name === "providers" && isRecord(value))
    return `{\n${indented(
      entries(value)
        .map(([key, one]) => `${key} = ${bareText(one)}`)
        .join("\n"),
    )}\n}`;
  return typeof value === "string" ? textArgument(value, seed) : valueText(value);
}

function bareText(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(bareText).join(", ")}]`;
  return typeof value === "string" ? (soleExpression(value) ?? value) : valueText(value);
}

/** A document as `jsonencode`, as a heredoc or as text; other text in quotes. */
function textArgument(value: string, seed: string): string {
  const document = documentIn(value);
  if (document === undefined) return expressionText(value);
  const choice = Number.parseInt(sha256(seed).slice(0, 2), 16) % 3;
  if (choice === 0) return `jsonencode(${valueText(document)})`;
  if (choice === 1 && !value.includes("\n")) return `<<-EOT\n${value}\nEOT`;
  return quotedText(value);
}

function documentIn(text: string): JsonObject | undefined {
  if (!text.startsWith("{") || soleExpression(text) !== undefined) return undefined;
  try {
    const parsed = JSON.parse(text) as Json;
    // What stands between quotes of the document must stay a template in quotes of HCL.
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
