import { readSync } from "node:fs";
import { isatty } from "node:tty";
import { inputError } from "./decode";

/** All of standard input. @throws UserError where nothing is piped in. */
export function readStandardInput(): Uint8Array {
  if (isatty(0)) {
    throw inputError(
      "nothing-to-check",
      "Nothing is piped into standard input.",
      "Run `helm template CHART | digit-platform check -`.",
    );
  }
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = new Uint8Array(65_536);
    const length = readChunk(chunk);
    if (length === 0) return Buffer.concat(chunks);
    if (length > 0) chunks.push(chunk.subarray(0, length));
  }
}

/** Bytes read; -1 where the writer of a pipe that does not block has nothing yet. */
function readChunk(chunk: Uint8Array): number {
  try {
    return readSync(0, chunk);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EOF") return 0;
    if (code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return -1;
  }
}
