import { Argument, Command, Option } from "commander";
import type { ExceptionEntry } from "../../checks/exceptions/model";
import type { Reviewed } from "../../checks/exceptions/review";
import { UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { toStableJson } from "../../common/json";
import type { ExceptionReview, ListedExceptions } from "../../operations/exceptionList";
import { formatOption, outOption } from "../options";
import { print, say, writeNamedFile } from "../output";

interface Common {
  readonly format: string;
  readonly file?: string;
}

/** Exceptions of an environment, or of code that has none: what they are, adding one, and which need a look. */
export function exceptionsCommand(): Command {
  return new Command("exceptions")
    .description("list, add and review the exceptions of an environment, or of a file for other code")
    .addHelpText("after", "\nExample:\n  digit-platform exceptions review environments/demo.yaml\n")
    .addCommand(listCommand())
    .addCommand(reviewCommand())
    .addCommand(addCommand());
}

function verb(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .addArgument(new Argument("[env]", "path of an environment file"))
    .addOption(new Option("--file <exceptions>", "exceptions file of code that has no environment file"))
    .addOption(formatOption("console", "json"))
    .addHelpText(
      "after",
      `\nExample:\n${examples.map((rest) => `  digit-platform exceptions ${name} ${rest}\n`).join("")}`,
    );
}

function listCommand(): Command {
  return verb("list", "every entry of the file", ["environments/demo.yaml"]).action(
    async (env: string | undefined, options: Common) => {
      const { exceptionsOf } = await import("../../operations/exceptionList");
      const listed = exceptionsOf({ environmentFile: env, file: options.file });
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", ...listed }));
      else if (listed.exceptions.length + listed.inline.length === 0) say("no exceptions");
      else print(listText(listed));
    },
  );
}

function listText({ exceptions, inline }: ListedExceptions): string {
  const people = (one: { owner: string; approvedBy: string | readonly string[]; ticket: string; reason: string }) =>
    `owner ${one.owner}, approved by ${[one.approvedBy].flat().join(" and ")}, ${one.ticket}: ${one.reason}`;
  return [
    ...exceptions.map((one) => `${subjectOf(one)}  until ${one.expires}  ${people(one)}\n`),
    ...inline.map((one) => `${inlineSubject(one)}  until ${one.expires}  ${people(one)}\n`),
  ].join("");
}

function subjectOf(entry: ExceptionEntry): string {
  const emergency = entry.emergency ? "EMERGENCY " : "";
  return `${emergency}${entry.check ?? entry.rule}  ${entry.resource}${entry.stack ? ` (${entry.stack})` : ""}`;
}

function inlineSubject({ tool, ids }: { readonly tool: string; readonly ids: readonly string[] }): string {
  return `inline ${tool} ${ids.join(", ")}`;
}

function reviewCommand(): Command {
  return verb(
    "review",
    "which have expired, end within 30 days, do not count, match nothing or are too wide; exit 1 when the gate refuses for one",
    ["environments/demo.yaml", "--file exceptions.yaml --against plan.json"],
  )
    .option(
      "--against <input...>",
      "judge these, as `check` does, to see what matches nothing (an environment: its design)",
    )
    .action(async (env: string | undefined, options: Common & { against?: string[] }) => {
      const { reviewOf } = await import("../../operations/exceptionList");
      const place = { environmentFile: env, file: options.file };
      const review = await reviewOf(place, options.against ?? [], new Date());
      const all = [...review.exceptions, ...review.inline];
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", ...review }));
      else if (all.length === 0) say("no exceptions");
      else print(reviewText(review));
      if (all.some(({ refuses }) => refuses)) process.exitCode = exitCodes.gateRefused;
    });
}

function reviewText({ exceptions, inline }: ExceptionReview): string {
  return [
    ...exceptions.map((one) => reviewed(one, subjectOf(one.entry))),
    ...inline.map((one) => reviewed(one, inlineSubject(one.entry))),
  ].join("");
}

function reviewed(one: Reviewed<unknown>, subject: string): string {
  const left =
    one.daysLeft < 0 ? `ended ${one.ends.slice(0, 10)}` : `ends ${one.ends.slice(0, 10)}, ${days(one.daysLeft)} left`;
  const said = [
    ...one.objections,
    ...(one.unused === true ? ["it matches nothing: delete it, or correct what it names"] : []),
    ...one.tooWide,
  ];
  return `${one.state.padEnd(10)}${subject}  ${left} (line ${one.line})\n${said.map((text) => `          ${text}\n`).join("")}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** Nothing is required of the parser, so that everything that is missing is told at once. */
function addCommand(): Command {
  const collect = (value: string, all: string[] | undefined): string[] => [...(all ?? []), value];
  return verb("add", "append one entry, checked before it is written", [
    'environments/demo.yaml --rule LOG-01 --check LOG-01.retention --resource aws_cloudwatch_log_group.x --reason "until the archive is there" --owner ops@example.org --approved-by asha.rao@example.org --ticket OPS-7 --expires 2027-01-31',
  ])
    .option("--rule <id>", "rule (needed)")
    .option("--check <id>", "one check of the rule (without it: all of them)")
    .option("--stack <name>", "stack, where the same address stands in several")
    .option("--resource <address>", "exact address (needed)")
    .option("--reason <text>", "why it must be so for now (needed)")
    .option("--owner <person>", "who answers for it (needed)")
    .option(
      "--approved-by <email>",
      "one who may approve, other than the owner (needed); twice for an emergency",
      collect,
    )
    .option("--ticket <id>", "where it is tracked (needed)")
    .option("--expires <date>", "last day, at most 180 days ahead (needed)")
    .option("--granted <date>", "day from which it counts (without it: its lifetime is measured from each judgement)")
    .option("--emergency", "the emergency way: two approvers, at most 72 hours")
    .addOption(outOption())
    .action(async (env: string | undefined, options: Common & AddOptions) => {
      const { addTo, recordChange } = await import("../../operations/exceptionList");
      const entry = entryOf(options);
      const { path, text } = withFlags(() => addTo({ environmentFile: env, file: options.file }, entry, new Date()));
      writeNamedFile(path, text);
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", file: path, added: entry }));
      say(`${path}: exception added; commit it with its review`);
      if (env !== undefined) say(await recordChange(env, options.out));
    });
}

interface AddOptions {
  readonly rule?: string;
  readonly check?: string;
  readonly stack?: string;
  readonly resource?: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly approvedBy?: readonly string[];
  readonly ticket?: string;
  readonly expires?: string;
  readonly granted?: string;
  readonly emergency?: boolean;
  readonly out: string;
}

const fields = [
  "rule",
  "check",
  "stack",
  "resource",
  "reason",
  "owner",
  "approvedBy",
  "ticket",
  "expires",
  "granted",
  "emergency",
] as const;

/** In the order in which an entry is read; one approver stands alone. */
function entryOf(options: AddOptions): Partial<ExceptionEntry> {
  const approvers = options.approvedBy;
  const single = approvers?.length === 1 ? { approvedBy: approvers[0] } : {};
  const given = { ...options, ...single };
  return Object.fromEntries(fields.flatMap((field) => (given[field] === undefined ? [] : [[field, given[field]]])));
}

/** Problems of fields become problems of the options that give them. */
function withFlags<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problems = error.problems.map((problem) => {
      const missing = /^(\w+) is missing$/.exec(problem.message)?.[1];
      const field = missing ?? problem.path?.split(/[.[]/)[0];
      const flag = fields.find((one) => one === field);
      if (flag === undefined || problem.file !== undefined) return problem;
      const { path: _path, ...rest } = problem;
      const name = `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return { ...rest, message: missing ? `${name} is missing` : `${name}: ${problem.message}` };
    });
    throw new UserError({
      code: error.code,
      message: error.message,
      exitCode: error.exitCode,
      problems,
      hint: error.hint ?? "Run it with --help for its options and an example.",
    });
  }
}
