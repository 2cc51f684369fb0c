/** Asks on a terminal for the name of stored data that a deployment would destroy. */
import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import type { RankedChange } from "../gate/changes/model";
import { say } from "./output";

export const hasTerminal = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

interface Terminal {
  readonly input: Readable;
  readonly output: NodeJS.WritableStream;
}

/** Asks for the names of stored data, one question at a time however many stacks are planned side by side. */
export function askInTurn(
  terminal: Terminal = { input: process.stdin, output: process.stderr },
): (change: RankedChange) => Promise<string> {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const answer = last.then(() => askForName(change, terminal));
    last = answer;
    return answer;
  };
}

async function askForName(change: RankedChange, { input, output }: Terminal): Promise<string> {
  const { changeWords } = await import("../operations/changes/text");
  say(changeWords(change));
  // Who has gone away answers nothing more.
  if (input.readableEnded) return "";
  const terminal = createInterface({ input, output });
  // While a question is open the terminal hands Ctrl-C to it; the run as a whole has to hear it.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const stop = new AbortController();
  terminal.once("SIGINT", () => stop.abort());
  terminal.once("close", () => stop.abort());
  return terminal
    .question("Type its address to let it go, or nothing to keep it: ", { signal: stop.signal })
    .catch(() => "")
    .finally(() => terminal.close());
}
