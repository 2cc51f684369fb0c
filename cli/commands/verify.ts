import { Command } from "commander";
import { toStableJson } from "../../common/json";
import {
  emulatorOption,
  environmentArgument,
  formatOption,
  outOption,
  refusedJudgingOptions,
  refuseJudgingOptions,
  stackOption,
} from "../options";
import { print, progressTo, report, say } from "../output";

export function verifyCommand(): Command {
  const command = new Command("verify")
    .description("judge what is deployed: the same rules on the states, and a plan that must change nothing")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(stackOption())
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform verify environments/demo.yaml\n")
    .action(async (env: string, options: { out: string; emulator: boolean; stack?: string[]; format: string }) => {
      refuseJudgingOptions("verify", options);
      const { verifyEnvironment } = await import("../../operations/verifyEnvironment");
      const { summary, error } = await verifyEnvironment({
        environmentFile: env,
        out: options.out,
        emulator: options.emulator,
        ...(options.stack ? { stacks: options.stack } : {}),
        progress: progressTo(),
      });
      if (options.format === "json") print(toStableJson(summary));
      if (error) process.exitCode = report(error);
      else
        say(
          `HOLDS ${summary.environment}: ${summary.checks.pass} checks passed on ${summary.stacks.length} state(s), ${summary.checks.excepted} excepted; a second plan changes nothing`,
        );
      say(`report: ${summary.report}`);
    });
  for (const option of refusedJudgingOptions()) command.addOption(option);
  return command;
}
