import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { formatOption, outOption } from "../options";
import { print, progressTo, say } from "../output";

type Options = { out: string; format: string };

/** The AWS emulator by hand: it stays until it is stopped, and `deploy` uses it while it runs. */
export function emulatorCommand(): Command {
  const emulator = new Command("emulator")
    .description("start, stop or show the local AWS emulator")
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform emulator start\n  digit-platform emulator status --format json\n  digit-platform emulator stop\n",
    );
  const verb = (name: string, description: string): Command =>
    emulator
      .command(name)
      .description(description)
      .addOption(outOption())
      .addOption(formatOption("console", "json"))
      .addHelpText("after", `\nExample:\n  digit-platform emulator ${name}\n`);

  verb("start", "start it and leave it running").action(async (options: Options) => {
    const { startEmulator } = await import("../../tools/emulator/emulator");
    const { resolveEmulatorPython } = await import("../../tools/emulator/python");
    const { cacheDirectory } = await import("../../tools/resolve/cache");
    const { emulatorDirectory } = await import("../../operations/session");
    const { python } = await resolveEmulatorPython(cacheDirectory(), progressTo());
    const started = await startEmulator({ directory: emulatorDirectory(options.out), python });
    say(
      started.started
        ? `AWS emulator started: ${started.endpoint} (process ${started.pid})`
        : `AWS emulator already running: ${started.endpoint} (process ${started.pid})`,
    );
    await show(options);
  });
  verb("stop", "stop it; everything in it is gone").action(async (options: Options) => {
    const { stopEmulator } = await import("../../tools/emulator/emulator");
    const { emulatorDirectory } = await import("../../operations/session");
    const stopped = await stopEmulator(emulatorDirectory(options.out));
    say(stopped ? "AWS emulator stopped" : "no AWS emulator was running");
    await show(options);
  });
  verb("status", "say whether it runs, and how a client reaches it").action(async (options: Options) => {
    const status = await show(options);
    if (options.format === "json") return;
    say(
      status.running
        ? `AWS emulator running: ${status.endpoint} (process ${status.pid}, account ${status.accountId})`
        : "no AWS emulator is running",
    );
    for (const [name, value] of Object.entries(status.env)) print(`export ${name}='${value}'\n`);
  });
  return emulator;
}

async function show(
  options: Options,
): Promise<Awaited<ReturnType<typeof import("../../tools/emulator/emulator").emulatorStatus>>> {
  const { emulatorStatus } = await import("../../tools/emulator/emulator");
  const { emulatorDirectory } = await import("../../operations/session");
  const status = await emulatorStatus(emulatorDirectory(options.out));
  if (options.format === "json") {
    // The published shape; which instance it is concerns the gate alone.
    const { running, endpoint, pid, accountId, env } = status;
    print(toStableJson({ running, endpoint, pid, accountId, env }));
  }
  return status;
}
