import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { environmentArgument, formatOption } from "../options";
import { print } from "../output";

export function explainCommand(): Command {
  return new Command("explain")
    .description("final value of every setting, and the file and line or the default it came from")
    .addArgument(environmentArgument())
    .argument("[path]", "only this setting and those under it, for instance recovery or network.cidr")
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform explain environments/demo.yaml recovery\n")
    .action(async (env: string, path: string | undefined, options: { format: string }) => {
      const { loadEnvironment } = await import("../../config/load");
      const { explainEnvironment, formatExplanations } = await import("../../config/explain");
      const entries = explainEnvironment(loadEnvironment(env), path);
      print(options.format === "json" ? toStableJson({ schemaVersion: "1.0", entries }) : formatExplanations(entries));
    });
}
