import { Command } from "commander";
import { UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { toStableJson } from "../../common/json";
import { formatOption } from "../options";
import { describe, print, say } from "../output";

export function validateCommand(): Command {
  return new Command("validate")
    .description("check environment files: shape, cross-field facts; all problems at once")
    .argument("<env...>", "paths of environment files")
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform validate environments/demo.yaml\n")
    .action(async (files: string[], options: { format: string }) => {
      const { readEnvironment } = await import("../../config/load");
      const results = files.map((file) => ({ file, ...readEnvironment(file, { now: new Date() }) }));
      const bad = results.filter((result) => result.problems.length > 0);
      if (options.format === "json") {
        print(
          toStableJson({
            schemaVersion: "1.0",
            valid: bad.length === 0,
            files: results.map(({ file, problems, warnings }) => ({
              file,
              valid: problems.length === 0,
              problems,
              warnings,
            })),
          }),
        );
        if (bad.length > 0) process.exitCode = exitCodes.usage;
        return;
      }
      for (const { file, problems, warnings } of results) {
        if (problems.length === 0) say(`${file} is valid`);
        for (const warning of warnings) say(`  note: ${describe(warning)}`);
      }
      if (bad.length > 0) {
        const problems = bad.flatMap((result) => result.problems);
        throw new UserError({
          code: "invalid-input",
          message: `${bad.map(({ file }) => file).join(", ")}: ${problems.length === 1 ? "one problem" : `${problems.length} problems`}`,
          exitCode: exitCodes.usage,
          problems,
        });
      }
    });
}
