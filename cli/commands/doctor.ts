import { Command } from "commander";
import { exitCodes } from "../../common/exitCodes";
import { toStableJson } from "../../common/json";
import type { ToolFinding } from "../../operations/doctor";
import { emulatorOption, formatOption, outOption } from "../options";
import { colorsFor, print, say } from "../output";

interface Options {
  readonly format: string;
  readonly emulator: boolean;
  readonly out: string;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "every tool with its version and what needs it; with an environment also whether AWS is ready for it: credentials, regions, quotas, versions, what the account has already, names, DNS and the way in. Changes nothing",
    )
    .argument("[env]", "path of an environment file: also asks AWS, or the emulator where the file says so")
    .addOption(emulatorOption())
    .addOption(outOption())
    .addOption(formatOption("console", "json"))
    .addHelpText(
      "after",
      "\nExit codes: 0 nothing stands in the way; 1 a problem does; 2 the file is not valid; 3 a tool, a permission or valid credentials are missing; 4 AWS or the DNS did not answer.\n\nExamples:\n  digit-platform doctor\n  digit-platform doctor environments/production.yaml\n",
    )
    .action(async (env: string | undefined, options: Options) => {
      const readiness = env === undefined ? undefined : await readinessOf(env, options);
      const { examine } = await import("../../operations/doctor");
      const findings = await examine(env, say);
      const missing = findings.some((tool) => !tool.ok);
      if (options.format === "json") {
        print(
          toStableJson({ schemaVersion: "1.1", tools: findings, ...(readiness ? { environment: readiness } : {}) }),
        );
      } else {
        printTools(findings);
        if (readiness) await printReadiness(readiness);
      }
      if (missing) process.exitCode = exitCodes.toolOrPermissionMissing;
      else if (readiness) {
        const { exitCodeOf } = await import("../../operations/readiness/exitCode");
        process.exitCode = exitCodeOf(readiness);
      }
    });
}

async function readinessOf(environmentFile: string, { out, emulator }: Options) {
  const { doctorFor } = await import("../../operations/readiness/connect");
  return doctorFor({ environmentFile, out, emulator, progress: (message) => say(message) });
}

function printTools(findings: readonly ToolFinding[]): void {
  const colors = colorsFor(process.stdout);
  for (const tool of findings) {
    const mark = tool.ok ? colors.green("ok     ") : colors.red("MISSING");
    print(`${mark}  ${tool.title.padEnd(34)}${(tool.version ?? "-").padEnd(11)}${tool.origin}\n`);
    print(`         needed by: ${tool.neededBy.join(", ")}\n`);
    if (!tool.ok && tool.howToGet) print(`         what to do: ${tool.howToGet}\n`);
  }
}

async function printReadiness(readiness: Awaited<ReturnType<typeof readinessOf>>): Promise<void> {
  const { renderReadiness } = await import("../../operations/readiness/render");
  const { green, yellow, red, magenta } = colorsFor(process.stdout);
  print(`\n${renderReadiness(readiness, { ok: green, warning: yellow, problem: red, unknown: magenta })}`);
}
