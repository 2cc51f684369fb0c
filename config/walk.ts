import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import { type PlacedProblem, secretProblem } from "./problem";
import { announcesSecret, secretKind } from "./secrets";
import { escapeText, type MapTree, type Path, type Position, pathText, type ScalarTree, type Tree } from "./tree";

/** Deeper than anything that the schema allows; keeps a hostile file from exhausting the stack. */
const deepest = 20;

/** Keys that would reach the prototype of an object in some tool on the way. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Turns the parser's nodes into a tree with positions, and reports whatever an environment file may not hold. */
export class Walker {
  readonly problems: PlacedProblem[] = [];
  readonly secretLines = new Set<number>();
  private readonly aliasLines = new Set<number>();

  constructor(private readonly place: (offset: number) => Position) {}

  read(node: Node | null, path: Path): Tree {
    const position = this.place(node?.range?.[0] ?? 0);
    const nothing: ScalarTree = { kind: "scalar", position, value: null, source: "" };
    if (node === null) return nothing;
    if (isAlias(node)) {
      this.reportAlias(position, path);
      return nothing;
    }
    if (node.anchor !== undefined) {
      this.report(
        "yaml-anchor",
        "anchors (`&name`) are not in an environment file",
        position,
        path,
        "Remove the anchor; move common values to a file named by `extends`.",
      );
    }
    if (node.tag !== undefined)
      this.report(
        "yaml-tag",
        "tags (`!name`) are not in an environment file",
        position,
        path,
        "Remove the tag; write text in quotes.",
      );
    if (path.length > deepest) {
      this.report(
        "yaml-too-deep",
        "maps or lists are nested deeper than any part of an environment file",
        position,
        path,
        "Remove the nesting.",
      );
      return nothing;
    }
    if (isMap(node)) return this.readMap(node.items, position, path);
    if (isSeq(node))
      return {
        kind: "list",
        position,
        items: node.items.map((item, index) => this.read(item as Node | null, [...path, index])),
      };
    return isScalar(node) ? this.readScalar(node, position, path) : nothing;
  }

  private readMap(pairs: readonly Pair[], position: Position, path: Path): MapTree {
    const entries = new Map<string, { readonly key: Position; readonly value: Tree }>();
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const keyPosition = keyNode?.range ? this.place(keyNode.range[0]) : position;
      const key = this.readKey(keyNode, keyPosition, path);
      if (key === undefined) continue;
      const known = entries.get(key);
      if (known !== undefined) {
        this.report(
          "duplicate-key",
          `${pathText([...path, key])} is given twice, first on line ${known.key.line}`,
          keyPosition,
          [...path, key],
          "Keep one of the two.",
        );
        continue;
      }
      const valueNode = pair.value as Node | null;
      const value = valueNode?.range
        ? this.read(valueNode, [...path, key])
        : { kind: "scalar" as const, position: keyPosition, value: null, source: "" };
      entries.set(key, { key: keyPosition, value });
      if (
        announcesSecret(key) &&
        value.kind === "scalar" &&
        typeof value.value !== "boolean" &&
        value.source !== "" &&
        !this.secretLines.has(value.position.line)
      ) {
        this.reportSecret("a secret, by the name of its key", value.position, [...path, key]);
      }
    }
    return { kind: "map", position, entries };
  }

  private readKey(node: Node | null, position: Position, path: Path): string | undefined {
    if (!isScalar(node) || typeof node.value !== "string") {
      this.report("non-string-key", "a key must be text", position, path, "Write the key as a word, or in quotes.");
      return undefined;
    }
    if (node.anchor !== undefined || node.tag !== undefined) {
      this.report(
        node.tag === undefined ? "yaml-anchor" : "yaml-tag",
        "a key is a plain word without anchor or tag",
        position,
        path,
        "Remove what stands before the key.",
      );
    }
    const key = node.value;
    if (key === "<<") {
      this.report(
        "yaml-merge-key",
        "merge keys (`<<`) are not in an environment file",
        position,
        path,
        "Move common values to a file named by `extends`.",
      );
      return undefined;
    }
    if (forbiddenKeys.has(key)) {
      this.report(
        "forbidden-key",
        `${escapeText(key, 20)} is no key of an environment file`,
        position,
        path,
        "Remove it.",
      );
      return undefined;
    }
    if (this.isUnfit(key, position, [...path, key])) return undefined;
    return key;
  }

  private readScalar(node: Scalar, position: Position, path: Path): ScalarTree {
    const { value } = node;
    const source = node.source ?? "";
    const tree = (plain: ScalarTree["value"]): ScalarTree => ({ kind: "scalar", position, value: plain, source });
    if (typeof value === "number" && !Number.isFinite(value)) {
      this.report(
        "not-finite",
        "infinity and not-a-number are no values of an environment file",
        position,
        path,
        "Write a number.",
      );
      return tree(null);
    }
    // A number's digits may be a secret too (a token without quotes), so the source is judged, not the value.
    if (this.isUnfit(typeof value === "string" ? value : source, position, path)) return tree(null);
    return tree(typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null);
  }

  /** Reports a secret or a character that no value may hold. */
  private isUnfit(text: string, position: Position, path: Path): boolean {
    const kind = secretKind(text);
    if (kind !== undefined) {
      this.reportSecret(kind, position, path);
      return true;
    }
    if (/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u.test(text)) {
      this.report(
        "control-character",
        "control characters, line breaks and marks that turn the direction of text have no place here",
        position,
        path,
        "Write the text on one line, without invisible characters.",
      );
      return true;
    }
    return false;
  }

  private reportSecret(kind: string, position: Position, at: Path): void {
    this.secretLines.add(position.line);
    const { code, message, hint } = secretProblem(kind);
    this.report(code, message, position, at, hint);
  }

  /** Once a line: a list of aliases is one mistake. */
  private reportAlias(position: Position, path: Path): void {
    if (this.aliasLines.has(position.line)) return;
    this.aliasLines.add(position.line);
    const hint = "Write the value out, or move common values to a file named by `extends`.";
    this.report("yaml-alias", "aliases (`*name`) are not in an environment file", position, path, hint);
  }

  private report(code: string, message: string, position: Position, at: Path, hint: string): void {
    const where = pathText(at);
    this.problems.push({
      code,
      message,
      hint,
      ...position,
      ...(where === "" ? {} : { path: where }),
      at,
    });
  }
}
