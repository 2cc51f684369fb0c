import { Command } from "commander";
import { formatOption } from "../options";
import { print } from "../output";

export function rulesCommand(): Command {
  return new Command("rules")
    .description("list every rule with its checks, equivalents and frameworks")
    .option("--custom-rules <path...>", "your organisation's own rules beside the product's")
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform rules --format json\n")
    .action(async (options: { format: string; customRules?: string[] }) => {
      const { rulesJson, rulesText } = await import("../../operations/ruleList");
      const { availableRules } = await import("../../operations/judgeInputs");
      const rules = await availableRules(options.customRules ?? []);
      print(options.format === "json" ? rulesJson(rules) : rulesText(rules));
    });
}
