import { Command } from "commander";
import { formatOption } from "../options";
import { print } from "../output";

export function rulesCommand(): Command {
  return new Command("rules")
    .description("list every rule with its checks, equivalents and frameworks")
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform rules --format json\n")
    .action(async (options: { format: string }) => {
      const { rulesJson, rulesText } = await import("../../operations/ruleList");
      print(options.format === "json" ? rulesJson() : rulesText());
    });
}
