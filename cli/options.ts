import { Argument, Option } from "commander";
import { usageError } from "../common/errors";

/** Pieces that several verbs share, so that the same thing is called the same everywhere. */
export const environmentArgument = (): Argument => new Argument("<env>", "path of an environment file");
export const outOption = (): Option =>
  new Option("--out <folder>", "folder for everything that is written").default("out").argParser((folder: string) => {
    if (folder === "") throw usageError("invalid-option", "--out takes a folder; it was given nothing.");
    return folder;
  });
export const emulatorOption = (): Option =>
  new Option("--emulator", "use the local AWS emulator and never AWS, in a state of its own").default(false);
/** May be given several times. */
export const stackOption = (): Option =>
  new Option("--stack <name>", "only this stack (may be repeated); the others are judged from their states").argParser(
    (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
  );
export const formatOption = (...formats: [string, ...string[]]): Option =>
  new Option("--format <format>", "form of the output").choices(formats).default(formats[0]);
export const outputOption = (): Option => new Option("--output <file>", "write there instead of to standard output");

/** Options of `check` that would loosen the gate; `plan`, `deploy` and `verify` refuse them with a reason (design §3). */
const judgingOptions = [
  "--exceptions <file>",
  "--fail-on <severity>",
  "--rules <ids>",
  "--baseline <file>",
  "--parameters <file>",
  "--now <time>",
];

export const refusedJudgingOptions = (): Option[] => judgingOptions.map((flags) => new Option(flags).hideHelp());

/** @throws UserError exit 2 when one of `check`'s options was given to a verb of the gate. */
export function refuseJudgingOptions(verb: string, options: Readonly<Record<string, unknown>>): void {
  const given = ["exceptions", "failOn", "rules", "baseline", "parameters", "now"].filter(
    (name) => options[name] !== undefined,
  );
  if (given.length === 0) return;
  const flags = given.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw usageError(
    "gate-option",
    `${flags.join(", ")} belong${given.length === 1 ? "s" : ""} to \`check\`; \`${verb}\` judges with all rules, the clock, environments/exceptions/<name>.yaml and the threshold medium.`,
    "Leave it out, or have an exception approved in the environment's exceptions file.",
  );
}

/** Whole number within bounds. @throws UserError exit 2 */
export function wholeNumber(flag: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
  throw usageError(
    "invalid-option",
    `${flag} takes a whole number from ${minimum} to ${maximum}, not ${JSON.stringify(text)}.`,
  );
}
