/** A node whose whole content is one value: an object of Kubernetes, from a manifest or out of a Terraform resource. */
import { hole, holesIn, isCertainlySet, isHole, isList, isObject, isTemplate, member } from "../expression/datum";
import type { SourceLocation } from "../model";
import type { BlockList, BlockView, Datum, PolicyReading, Reading, References, ResourceNode } from "./graph";
import { joinPath, type PathStep, parsePath } from "./path";

const absent: Reading = { kind: "absent" };
const noReferences: References = { nodes: [], unresolved: undefined };

export abstract class ObjectNode implements ResourceNode {
  abstract readonly address: string;
  abstract readonly type: string;
  abstract readonly writtenType: string;
  readonly mode = "managed";

  constructor(
    readonly input: number,
    readonly stack: string | null,
  ) {}

  abstract get source(): SourceLocation;
  protected abstract get content(): Datum;
  abstract sensitive(path: string): boolean;

  get(path: string): Reading {
    const value = this.valueAt(parsePath(path));
    if (value === undefined || value === null || value === "" || (isList(value) && value.length === 0)) return absent;
    if (isHole(value)) return { kind: "unknown", cause: value.cause, set: value.set };
    if (isTemplate(value)) {
      const cause = [...new Set(holesIn(value).map((one) => one.cause))].join("; ");
      return { kind: "unknown", cause, set: isCertainlySet(value), template: value };
    }
    return typeof value === "string" ? this.readText(value) : { kind: "known", value };
  }

  protected readText(text: string): Reading {
    return { kind: "known", value: text };
  }

  blocks(path: string): BlockList {
    const value = this.valueAt(parsePath(path));
    if (isHole(value) || isTemplate(value)) return { items: [], unknown: holesIn(value)[0]?.cause ?? "not known yet" };
    if (isObject(value)) return { items: [this.view(joinPath(path, "[0]"))], unknown: undefined };
    if (!isList(value)) return { items: [], unknown: undefined };
    const items = value.flatMap((item, index) => (isObject(item) ? [this.view(joinPath(path, `[${index}]`))] : []));
    return { items, unknown: value.find((item) => isHole(item))?.cause };
  }

  private view(path: string): BlockView {
    return {
      path,
      get: (inner) => this.get(joinPath(path, inner)),
      blocks: (inner) => this.blocks(joinPath(path, inner)),
      references: (inner) => this.references(joinPath(path, inner)),
    };
  }

  protected valueAt(steps: readonly PathStep[]): Datum | undefined {
    let here: Datum | undefined = this.content;
    for (const step of steps) {
      if (isHole(here)) return here;
      if (isTemplate(here)) return hole(holesIn(here)[0]?.cause ?? "not known yet");
      if (isList(here)) here = typeof step === "number" ? here[step] : undefined;
      // A single object stands for a list of one, as it does in Terraform's blocks.
      else if (isObject(here)) here = member(here, String(step)) ?? (step === 0 ? here : undefined);
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
}
