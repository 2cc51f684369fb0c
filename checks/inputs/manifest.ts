/** Kubernetes objects in YAML or JSON: several documents, and lists of objects taken apart. */
import type { Problem } from "../../common/errors";
import { isRecord } from "../graph/cursor";
import type { PathStep } from "../graph/path";
import { jsonLines } from "./jsonLines";
import type { ManifestObject } from "./model";
import { commentsOfObjects } from "./objectComments";
import { readYaml } from "./yaml";

export interface ManifestText {
  readonly objects: readonly ManifestObject[];
  readonly problems: readonly Problem[];
  /** Documents and list items that are no Kubernetes objects, as lines. */
  readonly strangers: readonly { readonly line: number; readonly reason: string }[];
}

interface Place {
  readonly file: string;
  readonly construct: string | undefined;
  readonly lineOf: (steps: readonly PathStep[]) => number;
}

/** Lists inside lists do not occur; this many are followed so that nothing is missed and nothing is endless. */
const deepestList = 5;

export function readYamlManifest(text: string, file: string): ManifestText {
  const { documents, problems } = readYaml(text, file);
  const collected = new Collected();
  for (const { value, comment, lineOf } of documents) {
    if (value !== undefined) collected.add(value, { file, construct: helmSourceOf(comment), lineOf }, []);
  }
  const found = collected.found();
  return { ...found, objects: commentsOfObjects(found.objects, text, file), problems };
}

/** `content` is the parsed `text`. */
export function readJsonManifest(content: unknown, text: string, file: string): ManifestText {
  const lineOf = lazily(() => jsonLines(text));
  const collected = new Collected();
  const place = { file, construct: undefined, lineOf: (steps: readonly PathStep[]) => lineOf()(steps) };
  if (Array.isArray(content)) for (const [index, item] of content.entries()) collected.add(item, place, [index]);
  else collected.add(content, place, []);
  return { ...collected.found(), problems: [] };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** True for what Kubernetes would take for an object. */
function isManifestObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && typeof own(value, "kind") === "string" && own(value, "kind") !== "";
}

/** Helm writes the path of the template in front of what it rendered. */
function helmSourceOf(comment: string): string | undefined {
  return /^\s*Source:\s*(\S.*?)\s*$/m.exec(comment)?.[1];
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

class Collected {
  private readonly objects: ManifestObject[] = [];
  private readonly strangers: { line: number; reason: string }[] = [];

  found(): Pick<ManifestText, "objects" | "strangers"> {
    return { objects: this.objects, strangers: this.strangers };
  }

  add(value: unknown, place: Place, steps: readonly PathStep[], depth = 0): void {
    if (!isManifestObject(value)) {
      const reason = isRecord(value) ? "an object without a kind" : "no object";
      this.strangers.push({ line: place.lineOf(steps), reason });
      return;
    }
    const items = own(value, "items");
    if (/List$/.test(String(value.kind)) && (Array.isArray(items) || isEmptyList(value))) {
      if (depth < deepestList) this.addItems(value, Array.isArray(items) ? items : [], place, steps, depth);
      return;
    }
    const { file, construct, lineOf } = place;
    this.objects.push({
      body: value,
      file,
      ...(construct === undefined ? {} : { construct }),
      lineOf: (inner) => lineOf([...steps, ...inner]),
    });
  }

  /** Items of a typed list (`PodList`) leave out what the list already says. */
  private addItems(
    list: Readonly<Record<string, unknown>>,
    items: readonly unknown[],
    place: Place,
    steps: readonly PathStep[],
    depth: number,
  ): void {
    const kind = String(list.kind).replace(/List$/, "");
    for (const [index, item] of items.entries()) {
      const typed =
        kind !== "" && isRecord(item) && own(item, "kind") === undefined
          ? Object.assign(Object.create(null) as object, { apiVersion: list.apiVersion, kind }, item)
          : item;
      this.add(typed, place, [...steps, "items", index], depth + 1);
    }
  }
}

/** `kind: List` with nothing in it, as a template leaves that switches everything off. */
function isEmptyList(value: Readonly<Record<string, unknown>>): boolean {
  return value.kind === "List" && (own(value, "items") ?? null) === null;
}
