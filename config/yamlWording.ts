import type { ErrorCode } from "yaml";

interface Wording {
  readonly message: string;
  readonly hint: string;
}

/** The parser's own messages quote the file, and so could show a secret; these do not. */
const wordings: { readonly [code in ErrorCode]?: Wording } = {
  TAB_AS_INDENT: { message: "a tab is used for indentation", hint: "Indent with two spaces." },
  BAD_INDENT: { message: "the indentation does not fit the lines above", hint: "Keys of one map start in one column." },
  BAD_DQ_ESCAPE: {
    message: "an unknown escape stands in double quotes",
    hint: "Use single quotes, or write \\\\ for a backslash.",
  },
  BAD_SCALAR_START: { message: "a value starts with a character that YAML reserves", hint: "Put the value in quotes." },
  BAD_ALIAS: {
    message: "an alias (`*name`) cannot be read",
    hint: "Write the value out; put text that starts with * in quotes.",
  },
  BAD_DIRECTIVE: { message: "a directive (`%…`) cannot be read", hint: "Remove the line." },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "a second colon, or a map where one value is expected",
    hint: "Put text with a colon in quotes, or start the map on a new line.",
  },
  BLOCK_IN_FLOW: {
    message: "an indented map or list stands inside braces or brackets",
    hint: "Use one of the two styles.",
  },
  KEY_OVER_1024_CHARS: {
    message: "a key is longer than 1,024 characters",
    hint: "Is a colon missing, or a quote not closed?",
  },
  MISSING_CHAR: {
    message: "a quote, a bracket, a comma, a colon or a space is missing",
    hint: "Look for a quote or bracket that is not closed, and for `key:value` without a space.",
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "a key goes over several lines",
    hint: "Is a colon missing, or a quote not closed?",
  },
  MULTIPLE_DOCS: { message: "the file holds more than one YAML document", hint: "Keep one environment per file." },
};

export function syntaxMessage(code: ErrorCode): Wording {
  return (
    wordings[code] ?? {
      message: "this is no valid YAML",
      hint: "Look for a missing colon, quote or space on this line or the one above.",
    }
  );
}
