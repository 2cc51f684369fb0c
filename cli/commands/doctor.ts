import { Command } from "commander";
import { exitCodes } from "../../common/exitCodes";
import { toStableJson } from "../../common/json";
import { formatOption } from "../options";
import { colorsFor, print } from "../output";

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("every tool with its version, where it comes from and what needs it")
    .argument("[env]", "path of an environment file: also checks that it is valid")
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform doctor\n")
    .action(async (env: string | undefined, options: { format: string }) => {
      const { examine } = await import("../../operations/doctor");
      const findings = await examine(env);
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", tools: findings }));
      else {
        const colors = colorsFor(process.stdout);
        for (const tool of findings) {
          const mark = tool.ok ? colors.green("ok     ") : colors.red("MISSING");
          print(`${mark}  ${tool.title.padEnd(34)}${(tool.version ?? "-").padEnd(11)}${tool.origin}\n`);
          print(`         needed by: ${tool.neededBy.join(", ")}\n`);
          if (!tool.ok && tool.howToGet) print(`         what to do: ${tool.howToGet}\n`);
        }
      }
      if (findings.some((tool) => !tool.ok)) process.exitCode = exitCodes.toolOrPermissionMissing;
    });
}
