import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { emulatorOption, environmentArgument, formatOption, outOption } from "../options";
import { print, progressTo, say } from "../output";

interface Options {
  out: string;
  emulator: boolean;
  format: string;
  confirm?: string;
  deleteData: string[];
}

export function destroyCommand(): Command {
  return new Command("destroy")
    .description("destroy an environment, the last stack first; says before what will remain and until when")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(formatOption("console", "json"))
    .option("--confirm <name>", "the environment's name: yes, destroy this one")
    .option(
      "--delete-data <stack:address>",
      "a resource whose data will be lost; once for each",
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .addHelpText(
      "after",
      "\nExample (the first run says what must be confirmed, and changes nothing):\n  digit-platform destroy environments/demo.yaml\n",
    )
    .action(async (env: string, options: Options) => {
      const { destroyEnvironment, previewText } = await import("../../operations/destroyEnvironment");
      const summary = await destroyEnvironment(
        { environmentFile: env, out: options.out, emulator: options.emulator, progress: progressTo() },
        { name: options.confirm, data: options.deleteData },
        (preview) => say(previewText(preview)),
      );
      if (options.format === "json") print(toStableJson(summary));
      say(
        summary.destroyed.length > 0
          ? `destroyed: ${summary.destroyed.join(", ")}`
          : "nothing is deployed; nothing to destroy",
      );
    });
}
