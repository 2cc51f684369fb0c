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

export function driftCommand(): Command {
  const command = new Command("drift")
    .description("compare the cloud with what was deployed: what was changed behind the gate, and what it breaks")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(stackOption())
    .addOption(formatOption("console", "json"))
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform drift environments/demo.yaml\n\nExit codes:\n  0 everything is as it was deployed; 1 something was changed; nothing is repaired by this (`deploy` does that)\n",
    )
    .action(async (env: string, options: { out: string; emulator: boolean; stack?: string[]; format: string }) => {
      refuseJudgingOptions("drift", options);
      const { driftEnvironment } = await import("../../operations/driftEnvironment");
      const { summary, error } = await driftEnvironment({
        environmentFile: env,
        out: options.out,
        emulator: options.emulator,
        ...(options.stack ? { stacks: options.stack } : {}),
        progress: progressTo(),
      });
      if (options.format === "json") print(toStableJson(summary));
      for (const { stack, address, kind } of summary.undeployed)
        say(`not deployed yet: ${stack}: ${address} (${kind})`);
      if (error) process.exitCode = report(error);
      else say(`AS DEPLOYED ${summary.environment}: ${summary.stacks.length} stack(s) compared with the cloud`);
    });
  for (const option of refusedJudgingOptions()) command.addOption(option);
  return command;
}
