/** What every format says in the same words. */
import type { Json } from "../../../common/json";
import type { SourceLocation } from "../../model";

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A value on one line: text as it is, everything else as JSON. */
export function valueText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `file:line`, as far as known, in the form that terminals and editors open. Without a file, what stands for it. */
export function placeText({ file, line }: SourceLocation, otherwise = ""): string {
  if (file === undefined) return otherwise;
  return line === undefined ? file : `${file}:${line}`;
}
