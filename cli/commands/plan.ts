import { Command } from "commander";
import { usageError } from "../../common/errors";
import { toStableJson } from "../../common/json";
import type { PlanSummary } from "../../operations/planEnvironment";
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
  planned?: boolean;
  sign?: string;
  bundle?: string;
  redacted: boolean;
  prices?: string;
}

async function shown(summary: PlanSummary, format: string): Promise<string> {
  if (format === "json") return toStableJson(summary);
  if (format === "markdown") return (await import("../../operations/changes/planMarkdown")).planMarkdown(summary);
  return (await import("../../operations/changes/planText")).planText(summary);
}

export function planCommand(): Command {
  const command = new Command("plan")
    .description("plan and judge what can be planned, and say of each stack on what it was judged; changes nothing")
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(stackOption())
    .addOption(formatOption("console", "markdown", "json"))
    .option("--time-to-live <hours>", "how long `deploy --planned` may use these plans, 1 to 168 hours", "24")
    .option("--planned", "make no new plans: show those that lie there (and sign them, with --sign)")
    .option(
      "--sign <key>",
      "sign the plans when all are allowed: a private key in a PEM file (its passphrase in DIGIT_SIGNING_PASSPHRASE), or awskms:///<id, ARN or alias>",
    )
    .option(
      "--bundle <file>",
      "write the plans, their verdicts and inputs into one file for `deploy --planned --bundle` on another machine; with --planned, read them from there",
    )
    .option("--prices <file>", "a dated price file: adds a monthly estimate with its change (`prices` writes one)")
    .option("--redacted", "write plans too that may leave the machine and get the same verdict from `check`", false)
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform plan environments/demo.yaml\n  digit-platform plan environments/demo.yaml --planned --sign key.pem\n  digit-platform deploy environments/demo.yaml --planned\n",
    )
    .action(async (env: string, options: Options) => {
      refuseJudgingOptions("plan", options as unknown as Record<string, unknown>);
      const ofNewPlans = [
        ...(options.redacted ? ["--redacted"] : []),
        ...(options.prices === undefined ? [] : ["--prices"]),
      ];
      if (options.planned && ofNewPlans.length > 0) {
        throw usageError(
          "planned-without-plans",
          `${ofNewPlans.join(" and ")} belongs to plans that are made now, and with --planned none is.`,
          "Give it without --planned.",
        );
      }
      const timeToLiveHours = wholeNumber("--time-to-live", options.timeToLive, 1, 168);
      const { planEnvironment } = await import("../../operations/planEnvironment");
      const { reviewPlannedEnvironment } = await import("../../operations/reviewPlanned");
      const common = {
        environmentFile: env,
        out: options.out,
        emulator: options.emulator,
        ...(options.stack ? { stacks: options.stack } : {}),
        ...(options.sign === undefined ? {} : { sign: options.sign }),
        ...(options.bundle === undefined ? {} : { bundle: options.bundle }),
      };
      const { summary, error } = options.planned
        ? await reviewPlannedEnvironment(common)
        : await planEnvironment({
            ...common,
            progress: progressTo(),
            timeToLiveHours,
            redacted: options.redacted,
            ...(options.prices === undefined ? {} : { prices: options.prices }),
          });
      print(await shown(summary, options.format));
      if (error) process.exitCode = report(error);
      for (const path of summary.redacted ?? []) say(`redacted plan: ${path}`);
      if (summary.report !== null) say(`report: ${summary.report}`);
    });
  for (const option of refusedJudgingOptions()) command.addOption(option);
  return command;
}
