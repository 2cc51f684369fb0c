import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { emulatorOption, environmentArgument, formatOption, outOption } from "../options";
import { print, progressTo, say } from "../output";

const whatIsLocked = { deployment: "whole environment", folder: "folder on this machine", state: "state" } as const;

function lockText(lock: {
  readonly kind: keyof typeof whatIsLocked;
  readonly stack: string | null;
  readonly who: string;
  readonly created: string;
  readonly operation: string;
  readonly pid: number | null;
  readonly id: string;
  readonly released: boolean;
}): string {
  const process = lock.pid === null ? "" : `, process ${lock.pid}`;
  return `${lock.stack ?? whatIsLocked[lock.kind]}: ${lock.released ? "released, was locked" : "locked"} by ${lock.who}${process} since ${lock.created} for ${lock.operation} (${lock.id})`;
}

export function unlockCommand(): Command {
  return new Command("unlock")
    .description("show who holds the locks of an environment, and release one that nobody needs any more")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(formatOption("console", "json"))
    .option("--release <lock-id>", "release this lock; make sure first that its holder is gone")
    .addHelpText("after", "\nExample:\n  digit-platform unlock environments/demo.yaml\n")
    .action(async (env: string, options: { out: string; emulator: boolean; format: string; release?: string }) => {
      const { unlockEnvironment } = await import("../../operations/unlockEnvironment");
      const locks = await unlockEnvironment(
        { environmentFile: env, out: options.out, emulator: options.emulator, progress: progressTo() },
        options.release,
      );
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", locks }));
      else if (locks.length === 0) say("nothing is locked");
      else for (const lock of locks) say(lockText(lock));
    });
}
