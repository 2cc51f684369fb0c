import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse, stringify } from "yaml";
import { usageError } from "../common/errors";
import type { Import } from "../config/adopt/proposal";

/** `environments/imports/<name>.yaml`, beside the environment file. */
export function importsPath(environmentFile: string, name: string): string {
  return join(dirname(environmentFile), "imports", `${name}.yaml`);
}

export function importsText(imports: readonly Import[]): string {
  return `# What stands already and becomes a part of this environment: the next \`deploy\` takes it over.\n# An entry that is in a state has done its work and may go.\n${stringify({ imports }, { lineWidth: 0 })}`;
}

/**
 * Imports by stack; none where there is no file.
 * @throws UserError exit 2 for a file of another shape, naming each entry that is wrong
 */
export function readImports(path: string): { readonly [stack: string]: readonly Import[] } {
  if (!existsSync(path)) return {};
  const shown = relative(process.cwd(), path) || path;
  const entries = entriesOf(readFileSync(path, "utf8"));
  const problems =
    entries === undefined
      ? ["it must hold `imports:` with a list"]
      : entries.flatMap((entry, index) =>
          isImport(entry) ? [] : [`entry ${index + 1} needs stack, to and id, each a text`],
        );
  if (problems.length > 0) {
    throw usageError(
      "imports-invalid",
      `${shown} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
      "Write `- { stack: network, to: aws_vpc.vpc, id: vpc-… }`.",
    );
  }
  const byStack: Record<string, Import[]> = {};
  for (const entry of (entries ?? []).filter(isImport)) byStack[entry.stack] = [...(byStack[entry.stack] ?? []), entry];
  return byStack;
}

function entriesOf(text: string): readonly unknown[] | undefined {
  try {
    const document = parse(text) as { readonly imports?: unknown } | null;
    return Array.isArray(document?.imports) ? document.imports : undefined;
  } catch {
    return undefined;
  }
}

/** Addresses of resources, not of parts of a module: nothing else is declared by a stack. */
function isImport(entry: unknown): entry is Import {
  if (typeof entry !== "object" || entry === null) return false;
  const { stack, to, id } = entry as { readonly [key: string]: unknown };
  const isAddress = typeof to === "string" && /^[a-z0-9_]+\.[a-z0-9_]+(\[[^\]]+\])?$/.test(to);
  return isAddress && [stack, id].every((text) => typeof text === "string" && text !== "");
}
