/** Resources of a plan whose values are parsed on touch and kept only while they are of use. */
import type { InstanceRecord } from "../model";
import type { ByteSource, Span } from "./byteSource";
import { parsed } from "./jsonScanner";

export interface InstanceHeader extends Omit<InstanceRecord, Part> {
  readonly values: Span | undefined;
  readonly unknown: Span | undefined;
  readonly sensitive: Span | undefined;
}

type Part = "values" | "unknown" | "sensitive";

/**
 * Parsed values that are kept: all rules judge one resource after the other, so those of its neighbours are enough, and
 * memory stays the same however large the plan is. 16,384 of 2 KB each are some 100 MB once they are built.
 */
const mostKept = 16_384;

export class LazyInstances {
  /** In a ring: the one kept longest makes room for the next. */
  private readonly kept: LazyInstance[] = [];
  private next = 0;

  constructor(readonly source: ByteSource) {}

  instance(header: InstanceHeader): InstanceRecord {
    return new LazyInstance(header, this);
  }

  keep(instance: LazyInstance): void {
    this.kept[this.next]?.forget();
    this.kept[this.next] = instance;
    this.next = (this.next + 1) % mostKept;
  }
}

class LazyInstance implements InstanceRecord {
  readonly address: string;
  readonly moduleAddress: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  private parts: Partial<Record<Part, unknown>> | undefined;

  constructor(
    private readonly header: InstanceHeader,
    private readonly owner: LazyInstances,
  ) {
    this.address = header.address;
    this.moduleAddress = header.moduleAddress;
    this.mode = header.mode;
    this.type = header.type;
    this.name = header.name;
    if (header.index !== undefined) this.index = header.index;
  }

  forget(): void {
    this.parts = undefined;
  }

  private part(name: Part): unknown {
    if (this.parts === undefined) {
      this.parts = {};
      this.owner.keep(this);
    }
    const { parts } = this;
    if (!(name in parts)) {
      const span = this.header[name];
      parts[name] = span ? parsed(this.owner.source, span) : undefined;
    }
    return parts[name];
  }

  get values(): unknown {
    return this.part("values");
  }

  get unknown(): unknown {
    return this.part("unknown");
  }

  get sensitive(): unknown {
    return this.part("sensitive");
  }
}
