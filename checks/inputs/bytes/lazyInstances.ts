/** Resources of a plan whose values are parsed on touch and kept only while they are of use. */
import type { InstanceRecord } from "../model";
import type { ByteSource, Span } from "./byteSource";
import { parsed } from "./jsonScanner";

export interface InstanceHeader extends Omit<InstanceRecord, "values" | "unknown" | "sensitive"> {
  readonly values: Span | undefined;
  readonly unknown: Span | undefined;
  readonly sensitive: Span | undefined;
}

interface Values {
  readonly values: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/**
 * Parsed values that are kept: all rules judge one resource after the other, so those of its neighbours are enough, and
 * memory stays the same however large the plan is. 16,384 of 2 KB each are some 100 MB once they are built.
 */
const mostKept = 16_384;

export class LazyInstances {
  private readonly kept = new Map<InstanceHeader, Values>();

  constructor(private readonly source: ByteSource) {}

  instance(header: InstanceHeader): InstanceRecord {
    return new LazyInstance(header, this);
  }

  valuesOf(header: InstanceHeader): Values {
    const known = this.kept.get(header);
    if (known) return known;
    const part = (span: Span | undefined): unknown => (span ? parsed(this.source, span) : undefined);
    const values = { values: part(header.values), unknown: part(header.unknown), sensitive: part(header.sensitive) };
    this.kept.set(header, values);
    if (this.kept.size > mostKept) {
      for (const oldest of this.kept.keys()) {
        this.kept.delete(oldest);
        break;
      }
    }
    return values;
  }
}

class LazyInstance implements InstanceRecord {
  readonly address: string;
  readonly moduleAddress: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;

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

  get values(): unknown {
    return this.owner.valuesOf(this.header).values;
  }

  get unknown(): unknown {
    return this.owner.valuesOf(this.header).unknown;
  }

  get sensitive(): unknown {
    return this.owner.valuesOf(this.header).sensitive;
  }
}
