import { Argument, Command, Option } from "commander";
import { usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import type { PeriodFormat } from "../../operations/periodReport";
import { formatOption, outOption, outputOption } from "../options";
import { deliver, print, say } from "../output";

interface Options {
  readonly out: string;
  readonly format: PeriodFormat;
  readonly output?: string;
  readonly from?: string;
  readonly to?: string;
  readonly evidence?: string;
  readonly anchor?: readonly string[];
}

export function reportCommand(): Command {
  return new Command("report")
    .description(
      "the report of the last run of an environment; with --from, each control over a period from the log of evidence",
    )
    .addArgument(new Argument("[env]", "path of an environment file; not needed with --evidence"))
    .addOption(outOption())
    .option("--from <day>", "first day of a period (UTC)")
    .option("--to <day>", "last day of the period (without it: today)")
    .option(
      "--evidence <place>",
      "log of evidence to read: a folder, or s3://bucket/prefix (without it: the environment's)",
    )
    .addOption(
      new Option("--anchor <number:hash>", "a record that was noted down; the log must still have it").argParser(
        (value: string, all: readonly string[] | undefined) => [...(all ?? []), value],
      ),
    )
    .addOption(formatOption("console", "html", "json", "markdown"))
    .addOption(outputOption())
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform report environments/demo.yaml --format json\n  digit-platform report environments/demo.yaml --from 2026-10-01 --to 2026-12-31 --format html --output quarter.html\n\nExit codes with --from:\n  0 the log is whole; 1 it is broken: records are missing, were changed, or are not those that were noted down\n",
    )
    .action(async (env: string | undefined, options: Options) => {
      if (options.from !== undefined) await period(env, options.from, options);
      else await last(env, options);
    });
}

async function period(env: string | undefined, from: string, options: Options): Promise<void> {
  const { reportPeriod, renderPeriod } = await import("../../operations/periodReport");
  const report = await reportPeriod({
    environmentFile: env,
    evidence: options.evidence,
    out: options.out,
    from,
    to: options.to,
    anchors: options.anchor ?? [],
    now: new Date(),
  });
  const terminal = {
    color: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && options.output === undefined,
    width: process.stdout.columns ?? 100,
  };
  deliver(await renderPeriod(report, options.format, terminal), options.output);
  const [problem] = report.log.problems;
  if (problem === undefined) return;
  say(`the log of evidence is broken: record ${problem.sequence ?? "?"}, ${problem.where}: ${problem.message}`);
  process.exitCode = exitCodes.gateRefused;
}

async function last(env: string | undefined, options: Options): Promise<void> {
  const ofPeriod = (["to", "evidence", "anchor"] as const).filter((name) => options[name] !== undefined);
  if (ofPeriod.length > 0 || options.format === "markdown") {
    const what = options.format === "markdown" ? "--format markdown" : ofPeriod.map((name) => `--${name}`).join(", ");
    throw usageError("no-period", `${what} needs a period.`, "Give --from with its first day.");
  }
  if (env === undefined) throw usageError("which-report", "No environment is named.", "Name an environment file.");
  const { lastReport } = await import("../../operations/lastReport");
  const { path, text } = lastReport(env, options.out, options.format === "json" ? "json" : "html");
  if (options.format === "console" && options.output === undefined) print(`${path}\n`);
  else deliver(text, options.output);
}
