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
  wholeNumber,
} from "../options";
import { print, progressTo, report, say } from "../output";

interface Options {
  out: string;
  emulator: boolean;
  stack?: string[];
  format: string;
  timeToLive: string;
}

export function planCommand(): Command {
  const command = new Command("plan")
    .description("plan and judge what can be planned, and say of each stack on what it was judged; changes nothing")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(stackOption())
    .addOption(formatOption("console", "json"))
    .option("--time-to-live <hours>", "how long `deploy --planned` may use these plans, 1 to 168 hours", "24")
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform plan environments/demo.yaml\n  digit-platform deploy environments/demo.yaml --planned\n",
    )
    .action(async (env: string, options: Options) => {
      refuseJudgingOptions("plan", options as unknown as Record<string, unknown>);
      const timeToLiveHours = wholeNumber("--time-to-live", options.timeToLive, 1, 168);
      const { planEnvironment, planText } = await import("../../operations/planEnvironment");
      const { summary, error } = await planEnvironment({
        environmentFile: env,
        out: options.out,
        emulator: options.emulator,
        ...(options.stack ? { stacks: options.stack } : {}),
        progress: progressTo(),
        timeToLiveHours,
      });
      if (options.format === "json") print(toStableJson(summary));
      else print(planText(summary));
      if (error) process.exitCode = report(error);
      say(`report: ${summary.report}`);
    });
  for (const option of refusedJudgingOptions()) command.addOption(option);
  return command;
}
