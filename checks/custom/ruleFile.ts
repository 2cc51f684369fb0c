/** Rules of an organisation that are written in TypeScript or JavaScript. The files run with the rights of the user. */
import { existsSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { dirname, resolve } from "node:path";
import { type Problem, usageError } from "../../common/errors";
import { packageRoot } from "../../common/packageRoot";
import type { Rule } from "../rule";
import { completed, shapeProblems } from "./ruleShape";

/**
 * Rules that a file exports as `rule`, `rules` or `default`, made one script with what it imports from its own folder.
 * @throws UserError (exit 2) where the file cannot be compiled or run.
 */
export async function readRuleFile(
  path: string,
  shown: string,
  taken: ReadonlySet<string>,
): Promise<{ readonly rules: readonly Rule[]; readonly problems: readonly Problem[] }> {
  const exported = await run(path, shown);
  const found: readonly unknown[] = [exported.rule, exported.rules, exported.default]
    .flat()
    .filter((one) => one !== undefined);
  if (found.length === 0) {
    const message = "exports no rule";
    return {
      rules: [],
      problems: [{ code: "custom-rule", file: shown, message, hint: "Export `rule`, or a list `rules`." }],
    };
  }
  const problems = found.flatMap((one) => shapeProblems(one, shown, taken));
  return { rules: problems.length > 0 ? [] : (found as readonly Rule[]).map(completed), problems };
}

async function run(path: string, shown: string): Promise<Readonly<Record<string, unknown>>> {
  const code = await compiled(path, shown);
  const module = new Module(path);
  module.filename = path;
  module.paths = createRequire(path).resolve.paths("x") ?? [];
  try {
    // `_compile` is how Node itself runs a CommonJS file; there is no other way to run text as one with its own require.
    (module as unknown as { _compile(text: string, file: string): void })._compile(code, path);
  } catch (error) {
    throw usageError("custom-rule-file", `${shown} cannot be run: ${error instanceof Error ? error.message : ""}`);
  }
  return module.exports as Readonly<Record<string, unknown>>;
}

async function compiled(path: string, shown: string): Promise<string> {
  const { build } = await import("esbuild");
  const self = resolve(packageRoot(), "dist", "checks.js");
  try {
    const { outputFiles } = await build({
      entryPoints: [path],
      absWorkingDir: dirname(path),
      bundle: true,
      write: false,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "silent",
      ...(existsSync(self) ? { alias: { "digit-platform/checks": self, "digit-platform": self } } : {}),
    });
    return outputFiles[0]?.text ?? "";
  } catch (error) {
    throw usageError("custom-rule-file", `${shown} cannot be compiled: ${error instanceof Error ? error.message : ""}`);
  }
}
