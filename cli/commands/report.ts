import { Command } from "commander";
import { environmentArgument, formatOption, outOption, outputOption } from "../options";
import { deliver, print } from "../output";

export function reportCommand(): Command {
  return new Command("report")
    .description("the report of the last run of an environment, as HTML or JSON")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(formatOption("console", "html", "json"))
    .addOption(outputOption())
    .addHelpText("after", "\nExample:\n  digit-platform report environments/demo.yaml --format json\n")
    .action(async (env: string, options: { out: string; format: string; output?: string }) => {
      const { lastReport } = await import("../../operations/lastReport");
      const { path, text } = lastReport(env, options.out, options.format === "json" ? "json" : "html");
      if (options.format === "console" && options.output === undefined) print(`${path}\n`);
      else deliver(text, options.output);
    });
}
