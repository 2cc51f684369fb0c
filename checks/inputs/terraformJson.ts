/** `*.tf.json` as blocks. */
import { isRecord } from "../graph/cursor";
import type { Comment, Link } from "./model";
import type { Body, FileBlock } from "./terraformBlocks";

/** What a stack of ours says about itself (`//.digitPlatform`). */
export interface StackNote {
  readonly stack: string | null;
  readonly links: Readonly<Record<string, Link>>;
}

const labelsOf: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

/** `lineOf` answers the line of the member at a path of keys. */
export function blocksOfJson(
  content: unknown,
  file: string,
  lineOf: (path: readonly string[]) => number | undefined,
): readonly FileBlock[] {
  return labelled(content).flatMap(([kind, value]) =>
    Object.hasOwn(labelsOf, kind)
      ? blocksBelow(value, labelsOf[kind] ?? 0).map(({ labels, body }) => ({
          kind,
          labels,
          body,
          line: () => lineOf([kind, ...labels]),
          comments: () => commentsOf(body, file, () => lineOf([kind, ...labels, "//"]) ?? lineOf([kind, ...labels])),
        }))
      : [],
  );
}

/** Terraform JSON knows one comment, the member `//`; a list and nested objects are common for several lines. */
function commentsOf(body: Body, file: string, lineOf: () => number | undefined): readonly Comment[] {
  const texts = [member(body, "//")].flat().filter((text) => typeof text === "string");
  if (texts.length === 0) return [];
  const line = lineOf();
  const where = { file, ...(line === undefined ? {} : { line }) };
  return texts.flatMap((text) => text.split("\n").map((part) => ({ text: part.trim(), ...where })));
}

function blocksBelow(
  value: unknown,
  depth: number,
): readonly { readonly labels: readonly string[]; readonly body: Body }[] {
  if (depth === 0) return bodies(value).map((body) => ({ labels: [], body }));
  return labelled(value).flatMap(([label, inner]) =>
    blocksBelow(inner, depth - 1).map(({ labels, body }) => ({ labels: [label, ...labels], body })),
  );
}

export function stackNoteOf(contents: readonly unknown[]): StackNote {
  for (const content of contents) {
    const note = member(member(content, "//"), "digitPlatform");
    if (!isRecord(note)) continue;
    const links = Object.create(null) as Record<string, Link>;
    for (const [variable, link] of Object.entries(isRecord(note.inputs) ? note.inputs : {})) {
      if (isRecord(link) && typeof link.stack === "string" && typeof link.output === "string") {
        links[variable] = { stack: link.stack, output: link.output };
      }
    }
    return { stack: typeof note.stack === "string" ? note.stack : null, links };
  }
  return { stack: null, links: {} };
}

export function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Bodies under one label: Terraform JSON allows an object or a list of objects wherever a block may stand. */
export function bodies(value: unknown): readonly Body[] {
  return [value].flat().filter(isRecord);
}

export function labelled(value: unknown): readonly (readonly [string, unknown])[] {
  return bodies(value).flatMap((group) => Object.entries(group).filter(([name]) => name !== "//"));
}
