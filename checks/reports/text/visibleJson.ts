import { toStableJson } from "../../../common/json";
import { startsCommand } from "./workflowCommands";

const acting = /(?!\u200c|\u200d|\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Same value, same bytes, and nothing in them that acts: JSON leaves DEL, C1 and bidirectional controls as they are, and a
 * log reader looks for commands such as `##[error]` in every line. As escapes they mean the same and do nothing.
 */
export function toVisibleJson(value: unknown): string {
  return toStableJson(value)
    .replace(acting, (character) =>
      Array.from({ length: character.length }, (_, at) => escaped(character, at)).join(""),
    )
    .replace(startsCommand, (start) => `${escaped(start, 0)}${start.slice(1)}`);
}

function escaped(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
}
