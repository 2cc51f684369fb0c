/** Bytes of an input that may be larger than a string can be: held in memory, or read from the file as they are asked for. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export interface ByteSource {
  readonly size: number;
  /** Bytes from `start`, at most `length`; fewer at the end. */
  window(start: number, length: number): Buffer;
  /** The text of a span in UTF-8. */
  text(span: Span): string;
}

/** Half open: `end` is the first byte behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: buffer.length,
    window: (start, length) => buffer.subarray(start, start + length),
    text: ({ start, end }) => buffer.toString("utf8", start, end),
  };
}

/**
 * A file that stays open until the process ends or `close` is called. What has been looked at is not held, so memory
 * does not grow with the file.
 * @throws Error where the file shrinks while it is read.
 */
export function fileSource(path: string): ByteSource & { close(): void } {
  const descriptor = openSync(path, "r");
  const { size } = fstatSync(descriptor);
  const read = (target: Buffer, position: number): number => {
    let filled = 0;
    while (filled < target.length) {
      const count = readSync(descriptor, target, filled, target.length - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  };
  return {
    size,
    window(start, length) {
      const target = Buffer.allocUnsafeSlow(length);
      return target.subarray(0, read(target, start));
    },
    text({ start, end }) {
      const target = Buffer.allocUnsafe(end - start);
      if (read(target, start) < target.length) throw new Error(`${path} was changed while it was read`);
      return target.toString("utf8");
    },
    close: () => closeSync(descriptor),
  };
}
