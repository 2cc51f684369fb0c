/** `*.tf` as blocks. */
import { UnreadPlace } from "../../expression/written";
import type { InputNote } from "../../model";
import type { Comment } from "../model";
import type { FileBlock } from "../terraformBlocks";
import { parseHcl } from "./parseHcl";
import { recordOf } from "./records";
import type { HclBody, HclComment, HclProblem } from "./syntax";

export interface HclBlocks {
  readonly blocks: readonly FileBlock[];
  readonly notes: readonly InputNote[];
}

/** Kinds of which an unreadable block still takes part, as one of which nothing can be told. */
const seenEvenUnread: ReadonlySet<string> = new Set(["resource", "data", "module", "output", "variable"]);

export function blocksOfHcl(text: string, file: string): HclBlocks {
  const { blocks, attributes, problems, comments } = parseHcl(text, file);
  const stray = attributes.map(({ name, line }) => ({
    kind: "unreadable-block" as const,
    message: `${file}:${line}: ${name} stands outside of any block`,
    source: { file, line },
  }));
  return {
    blocks: [
      ...blocks.map((block) => ({
        kind: block.type,
        labels: block.labels,
        body: recordOf(block.body),
        line: () => block.line,
        comments: () => commentsBeside(comments, block.line, block.lastLine, file),
      })),
      ...problems.flatMap((problem) => unreadBlock(problem, comments, file)),
    ],
    notes: [
      ...stray,
      ...blocks.flatMap((block) => repeatedIn(block.body, file)),
      ...problems.map((problem) => noteOf(problem, file)),
    ],
  };
}

/** Attributes that stand twice in one body. */
function repeatedIn(body: HclBody, file: string): readonly InputNote[] {
  const first = new Map<string, number>();
  const notes: InputNote[] = [];
  for (const { name, line } of body.attributes) {
    const before = first.get(name);
    if (before === undefined) first.set(name, line);
    else {
      const message = `${file}:${line}: ${name} is already set on line ${before}; Terraform refuses that`;
      notes.push({ kind: "declared-twice", message, source: { file, line } });
    }
  }
  return [...notes, ...body.blocks.flatMap((block) => repeatedIn(block.body, file))];
}

function unreadBlock(problem: HclProblem, comments: readonly HclComment[], file: string): readonly FileBlock[] {
  const { type, labels, blockLine, lastLine, attribute } = problem;
  // The block itself is there.
  if (attribute !== undefined) return [];
  if (type === undefined || !seenEvenUnread.has(type)) return [];
  return [
    {
      kind: type,
      labels,
      body: new UnreadPlace(noteOf(problem, file).message),
      line: () => blockLine,
      comments: () => commentsBeside(comments, blockLine, lastLine, file),
    },
  ];
}

/** Comments inside of a block, and those that end on the line above it, or above one another. */
function commentsBeside(all: readonly HclComment[], first: number, last: number, file: string): readonly Comment[] {
  let top = first;
  for (const comment of [...all].reverse()) if (comment.lastLine === top - 1) top = comment.line;
  return all
    .filter((comment) => comment.line >= top && comment.line <= last)
    .flatMap(({ text, line }) =>
      text.split("\n").map((part, index) => ({ text: part.trim(), file, line: line + index })),
    );
}

function noteOf({ type, labels, line, message, blockLine, attribute }: HclProblem, file: string): InputNote {
  const block = [type ?? "this block", ...labels.map((label) => JSON.stringify(label))].join(" ");
  const what = attribute === undefined ? block : `${attribute} in ${block}`;
  return {
    kind: "unreadable-block",
    message: `${file}:${line}: ${what} cannot be read: ${message}`,
    source: { file, line: attribute === undefined ? blockLine : line },
  };
}
