/** A Kubernetes object as rules see it. Everything it says is known; nothing has to be resolved. */
import { hole, joinParts } from "../expression/datum";
import type { ManifestObject } from "../inputs/model";
import type { SourceLocation } from "../model";
import { isRecord } from "./cursor";
import type { BlockList, BlockView, Datum, Hole, PolicyReading, Reading, References, ResourceNode } from "./graph";
import { isSecretOfObject } from "./kubernetesSecrets";
import { kubernetesType } from "./kubernetesTypes";
import { joinPath, type PathStep, parsePath } from "./path";

const absent: Reading = { kind: "absent" };
const noReferences: References = { nodes: [], unresolved: undefined };

export class KubernetesNode implements ResourceNode {
  readonly address: string;
  readonly type: string;
  readonly writtenType: string;
  readonly mode = "managed";

  constructor(
    private readonly object: ManifestObject,
    readonly input: number,
    readonly stack: string | null,
  ) {
    const kind = String(object.body.kind);
    const apiVersion = typeof object.body.apiVersion === "string" ? object.body.apiVersion : "";
    this.writtenType = kind;
    this.type = kubernetesType(apiVersion, kind);
    this.address = addressOf(kind, object.body.metadata);
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

  get(path: string): Reading {
    const value = this.valueAt(parsePath(path));
    if (typeof value === "string") return readText(value);
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return absent;
    return { kind: "known", value: value as Datum };
  }

  blocks(path: string): BlockList {
    const value = this.valueAt(parsePath(path));
    if (isRecord(value)) return { items: [this.view(joinPath(path, "[0]"))], unknown: undefined };
    if (!Array.isArray(value)) return { items: [], unknown: undefined };
    const items = value.flatMap((item, index) => (isRecord(item) ? [this.view(joinPath(path, `[${index}]`))] : []));
    return { items, unknown: undefined };
  }

  private view(path: string): BlockView {
    return {
      path,
      get: (inner) => this.get(joinPath(path, inner)),
      blocks: (inner) => this.blocks(joinPath(path, inner)),
      references: () => noReferences,
    };
  }

  private valueAt(steps: readonly PathStep[]): unknown {
    let here: unknown = this.object.body;
    for (const step of steps) {
      if (Array.isArray(here)) here = typeof step === "number" ? here[step] : undefined;
      // A single object stands for a list of one, as it does in Terraform's blocks.
      else if (isRecord(here)) here = Object.hasOwn(here, step) ? here[String(step)] : step === 0 ? here : undefined;
      else return undefined;
    }
    return here;
  }

  references(_path: string): References {
    return noReferences;
  }

  policy(_path: string): PolicyReading {
    return { kind: "absent" };
  }

  region(): Reading {
    return absent;
  }

  sensitive(path: string): boolean {
    return isSecretOfObject(this.writtenType, parsePath(path), (steps) => this.valueAt(steps));
  }
}

/** Namespace as written: an object without one is not said to be in `default`. */
function addressOf(kind: string, metadata: unknown): string {
  const text = (key: string): string | undefined => {
    const value = isRecord(metadata) && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
    return (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
  };
  return [kind, text("namespace"), text("name") ?? text("generateName")].filter((part) => part !== undefined).join("/");
}

/** A part that some other tool has yet to fill in: Helm and Jinja write `{{ … }}`, envsubst and Flux `${NAME}`. */
const placeholder = /\{\{.*?\}\}|\$\{[A-Za-z_][\w.]*(?::?[-=?+][^}]*)?\}/g;

/** Longer texts are scripts and files, which may well write such things for themselves. */
function readText(text: string): Reading {
  if (text === "") return absent;
  if (!/\{\{|\$\{/.test(text) || text.includes("\n")) return { kind: "known", value: text };
  const parts: (string | Hole)[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    parts.push(text.slice(end, match.index), holeOf(match[0]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  const datum = joinParts(parts);
  if (typeof datum === "string") return { kind: "known", value: datum };
  const cause = `not rendered yet: ${text.slice(0, 100)}`;
  return "hole" in datum
    ? { kind: "unknown", cause, set: false }
    : { kind: "unknown", cause, set: false, template: datum };
}

function holeOf(text: string): Hole {
  return hole(`not rendered yet: ${text.slice(0, 100)}`);
}
