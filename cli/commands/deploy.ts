import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { usageError } from "../../common/errors";
import { toStableJson } from "../../common/json";
import { askInTurn, hasTerminal } from "../askForName";
import {
  emulatorOption,
  environmentArgument,
  formatOption,
  outOption,
  refusedJudgingOptions,
  refuseJudgingOptions,
  stackOption,
} from "../options";
import { colorsFor, print, progressTo, report, say } from "../output";

interface Options {
  out: string;
  emulator: boolean;
  stack?: string[];
  format: string;
  yes?: boolean;
  planned?: boolean;
  bundle?: string;
  destroys: string[];
  prices?: string;
}

export function deployCommand(): Command {
  const command = new Command("deploy")
    .description(
      "prove the controls, then apply: design verdict, per stack plan, plan verdict, apply of that very plan",
    )
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(stackOption())
    .addOption(formatOption("console", "json"))
    .option("--yes", "plan and apply without asking; the gate still decides")
    .option("--planned", "apply exactly the plans that `plan` wrote, or refuse")
    .option(
      "--bundle <file>",
      "with --planned: take the plans from the file that `plan --bundle` wrote on another machine",
    )
    .option("--prices <file>", "a dated price file: adds a monthly estimate to report and summary")
    .option(
      "--destroys <stack:address>",
      "stored data that this deployment may destroy, as `plan` names it; once for each",
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform deploy environments/demo.yaml --yes\n\nA plan that would delete, replace or shorten stored data is refused unless each is named with --destroys, or typed\nwhere there is a terminal.\n",
    )
    .action(async (env: string, options: Options) => {
      refuseJudgingOptions("deploy", options as unknown as Record<string, unknown>);
      if (options.bundle !== undefined && !options.planned) {
        throw usageError(
          "bundle-without-planned",
          "--bundle names plans that were made elsewhere, and without --planned new ones would be made.",
          "Give --planned as well.",
        );
      }
      if (!options.yes && !options.planned) await confirm(env);
      const { deployEnvironment } = await import("../../operations/deployEnvironment");
      const { summary, error } = await deployEnvironment({
        environmentFile: env,
        out: options.out,
        emulator: options.emulator,
        ...(options.stack ? { stacks: options.stack } : {}),
        progress: progressTo(),
        planned: options.planned ?? false,
        ...(options.bundle === undefined ? {} : { bundle: options.bundle }),
        destroys: options.destroys,
        ...(options.prices === undefined ? {} : { prices: options.prices }),
        ...(hasTerminal() ? { askDestroyed: askInTurn() } : {}),
      });
      if (options.format === "json") print(toStableJson(summary));
      if (error) process.exitCode = report(error);
      else sayAllowed(summary.environment, summary);
      say(`report: ${summary.report}`);
    });
  for (const option of refusedJudgingOptions()) command.addOption(option);
  return command;
}

/** Without a terminal nobody can answer: the flag has to. */
async function confirm(env: string): Promise<void> {
  if (!hasTerminal()) {
    throw usageError(
      "not-confirmed",
      "`deploy` asks before it changes anything, and there is no terminal to ask on.",
      "Give --yes, or --planned to apply reviewed plans.",
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal
    .question(`Deploy ${env}? The gate judges every plan before it is applied. [y/N] `)
    .finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw usageError("not-confirmed", "Nothing was started.");
}

function sayAllowed(
  name: string,
  summary: {
    readonly stacks: readonly { readonly result: string }[];
    readonly checks: { readonly pass: number; readonly excepted: number };
    readonly secondPlanEmpty: boolean | null;
    readonly waiting: { readonly reasons: readonly string[]; readonly records: readonly string[] };
    readonly seconds: number;
  },
): void {
  const colors = colorsFor(process.stderr);
  const applied = summary.stacks.filter((stack) => stack.result === "applied").length;
  const unchanged = summary.stacks.filter((stack) => stack.result === "unchanged").length;
  const waiting = summary.stacks.filter((stack) => stack.result === "not-planned").length;
  say(
    `${colors.green("ALLOWED")} ${name}: ${applied} stack(s) applied, ${unchanged} unchanged${waiting > 0 ? `, ${waiting} without a plan yet (run \`plan\` again)` : ""}; ` +
      `${summary.checks.pass} checks passed, ${summary.checks.excepted} excepted; ${summary.secondPlanEmpty ? "a second plan changes nothing; " : ""}${summary.seconds} s`,
  );
  sayWaiting(summary.waiting, colors.yellow);
}

/** What a person has to do elsewhere; waiting is no failure, so that a pipeline stays green meanwhile. */
function sayWaiting(
  { reasons, records }: { readonly reasons: readonly string[]; readonly records: readonly string[] },
  highlight: (text: string) => string,
): void {
  if (records.length > 0) say(["DNS records to enter where the domain is kept:", ...records].join("\n  "));
  if (reasons.length > 0) {
    say(
      `${highlight("waiting for DNS")}: ${reasons.join("; ")}. Then run the same command again: it goes on from here.`,
    );
  }
}
