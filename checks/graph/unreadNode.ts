/** Stands for all objects of a kind that could not be read. */
import type { SourceLocation } from "../model";
import type { BlockList, PolicyReading, Reading, References, ResourceNode, UnreadType } from "./graph";

export class UnreadNode implements ResourceNode {
  readonly address: string;
  readonly type: string;
  readonly writtenType: string;
  /** Nothing that is counted. */
  readonly mode = "data";
  readonly input: number;
  readonly cause: string;
  readonly source: SourceLocation = {};

  constructor(
    { type, input, cause }: UnreadType,
    readonly stack: string | null,
  ) {
    this.type = type;
    this.writtenType = type;
    this.address = `${type}/*`;
    this.input = input;
    this.cause = cause;
  }

  get(_path: string): Reading {
    return { kind: "unknown", cause: this.cause, set: false };
  }

  blocks(_path: string): BlockList {
    return { items: [], unknown: this.cause };
  }

  references(_path: string): References {
    return { nodes: [], unresolved: this.cause };
  }

  policy(_path: string): PolicyReading {
    return { kind: "unknown", cause: this.cause };
  }

  region(): Reading {
    return this.get("");
  }

  sensitive(_path: string): boolean {
    return false;
  }
}
