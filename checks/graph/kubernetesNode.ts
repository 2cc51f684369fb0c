/** A Kubernetes object of a manifest as rules see it. Everything it says is known, unless a template was left in it. */
import { hole, isHole, joinParts } from "../expression/datum";
import type { Comment, ManifestObject } from "../inputs/model";
import type { SourceLocation } from "../model";
import { isRecord } from "./cursor";
import type { Datum, Hole, Reading } from "./graph";
import { isSecretOfObject } from "./kubernetesSecrets";
import { kubernetesType } from "./kubernetesTypes";
import { ObjectNode } from "./objectNode";
import { parsePath } from "./path";

export class KubernetesNode extends ObjectNode {
  readonly address: string;
  readonly type: string;
  readonly writtenType: string;

  constructor(
    private readonly object: ManifestObject,
    input: number,
    stack: string | null,
  ) {
    super(input, stack);
    const kind = String(object.body.kind);
    this.writtenType = kind;
    this.type = kubernetesType(object.body.apiVersion, kind);
    this.address = kubernetesAddress(object.body);
  }

  protected get content(): Datum {
    return this.object.body as Datum;
  }

  get source(): SourceLocation {
    return this.sourceAt("");
  }

  /** Objects of one name in several files of a folder (environments, overlays) are judged and reported each. */
  get place(): string {
    return this.object.file;
  }

  sourceAt(path: string): SourceLocation {
    const { file, construct } = this.object;
    const line = this.object.lineOf(parsePath(path));
    return { file, ...(line === undefined ? {} : { line }), ...(construct === undefined ? {} : { construct }) };
  }

  /** Longer texts are scripts and files, which may well write such things for themselves. */
  protected override readText(text: string): Reading {
    if (!/\{\{|\$\{/.test(text) || text.includes("\n")) return { kind: "known", value: text };
    const parts: (string | Hole)[] = [];
    let end = 0;
    for (const match of text.matchAll(placeholder)) {
      parts.push(text.slice(end, match.index), holeOf(text));
      end = match.index + match[0].length;
    }
    parts.push(text.slice(end));
    const datum = joinParts(parts);
    if (typeof datum === "string") return { kind: "known", value: datum };
    const { cause } = holeOf(text);
    return isHole(datum)
      ? { kind: "unknown", cause, set: false }
      : { kind: "unknown", cause, set: false, template: datum };
  }

  comments(): readonly Comment[] {
    return this.object.comments?.() ?? [];
  }

  sensitive(path: string): boolean {
    return isSecretOfObject(this.writtenType, parsePath(path), (steps) => this.valueAt(steps));
  }
}

/** Namespace as written: an object without one is not said to be in `default`. */
export function kubernetesAddress({ kind, metadata }: Readonly<Record<string, unknown>>): string {
  const text = (key: string): string | undefined => {
    const value = isRecord(metadata) && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
    return (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
  };
  return [String(kind), text("namespace"), text("name") ?? text("generateName")]
    .filter((part) => part !== undefined)
    .join("/");
}

/** A part that some other tool has yet to fill in: Helm and Jinja write `{{ … }}`, envsubst and Flux `${NAME}`. */
const placeholder = /\{\{.*?\}\}|\$\{[A-Za-z_][\w.]*(?::?[-=?+][^}]*)?\}/g;

function holeOf(text: string): Hole {
  return hole(`not rendered yet: ${text.slice(0, 100)}`);
}
