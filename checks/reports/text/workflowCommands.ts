/**
 * Runners of pipelines read what a job prints and obey certain lines: GitHub Actions (`::error file=…::`, `##[error]`),
 * Azure Pipelines (`##vso[…]`), TeamCity (`##teamcity[…]`). A resource's name must not be able to give such an order.
 */
const githubCommands =
  "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning";

/** The two characters with which an order begins, anywhere in a text. Linear in the text's length. */
export const startsCommand = new RegExp(`::(?=(?:${githubCommands})(?![\\w-]))|##(?=\\[|vso\\[|teamcity\\[)`, "gi");

/** The text with a backslash inside each beginning of an order: read by people as before, obeyed by nobody. */
export function defuseCommands(text: string): string {
  return text.replace(startsCommand, (start) => `${start.slice(0, 1)}\\${start.slice(1)}`);
}
