import { Command } from "commander";
import { exitCodes } from "../../common/exitCodes";
import { toStableJson } from "../../common/json";
import { environmentArgument, formatOption } from "../options";
import { print, say, writeNamedFile } from "../output";

/** Exceptions of an environment: what they are, adding one, and which need a look. */
export function exceptionsCommand(): Command {
  const exceptions = new Command("exceptions")
    .description("list, add and review the exceptions of an environment")
    .addHelpText("after", "\nExample:\n  digit-platform exceptions review environments/demo.yaml\n");
  const verb = (name: string, description: string, example = ""): Command =>
    exceptions
      .command(name)
      .description(description)
      .addArgument(environmentArgument())
      .addOption(formatOption("console", "json"))
      .addHelpText("after", `\nExample:\n  digit-platform exceptions ${name} environments/demo.yaml${example}\n`);

  verb("list", "every entry of the file").action(async (env: string, options: { format: string }) => {
    const { exceptionsOf } = await import("../../operations/exceptionList");
    const { entries } = exceptionsOf(env);
    if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", exceptions: entries }));
    else if (entries.length === 0) say("no exceptions");
    else
      for (const entry of entries)
        print(
          `${entry.check ?? entry.rule}  ${entry.resource}  until ${entry.expires}  owner ${entry.owner}, approved by ${[entry.approvedBy].flat().join(" and ")}, ${entry.ticket}: ${entry.reason}\n`,
        );
  });

  verb("review", "which are expired, about to expire, or do not count; exit 1 when one is").action(
    async (env: string, options: { format: string }) => {
      const { reviewOf } = await import("../../operations/exceptionList");
      const reviewed = reviewOf(env, new Date());
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", exceptions: reviewed }));
      else if (reviewed.length === 0) say("no exceptions");
      else {
        for (const { entry, state, daysLeft, objections, line } of reviewed) {
          print(
            `${state.padEnd(10)}${entry.check ?? entry.rule}  ${entry.resource}  ${daysLeft} day(s) left (line ${line})${objections.map((text) => `\n          ${text}`).join("")}\n`,
          );
        }
      }
      if (reviewed.some(({ state }) => state === "expired" || state === "not-valid"))
        process.exitCode = exitCodes.gateRefused;
    },
  );

  verb(
    "add",
    "append one entry, checked before it is written",
    ' --rule LOG-01 --resource aws_cloudwatch_log_group.x --reason "until the archive is there" --owner ops@example.org --approved-by asha.rao@example.org --ticket OPS-7 --expires 2027-01-31',
  )
    .requiredOption("--rule <id>", "rule")
    .option("--check <id>", "one check of the rule (without it: all of them)")
    .option("--stack <name>", "stack, where the same address stands in several")
    .requiredOption("--resource <address>", "exact address")
    .requiredOption("--reason <text>", "why it must be so for now")
    .requiredOption("--owner <person>", "who answers for it")
    .requiredOption(
      "--approved-by <email>",
      "approver named in access.approvers, other than the owner; twice for an emergency",
      (value: string, all: string[] | undefined) => [...(all ?? []), value],
    )
    .requiredOption("--ticket <id>", "where it is tracked")
    .requiredOption("--expires <date>", "last day, at most 180 days ahead")
    .option("--granted <date>", "day from which it counts (without it: its lifetime is measured from each judgement)")
    .option("--emergency", "the emergency way: two approvers, at most 72 hours")
    .action(async (env: string, options: AddOptions) => {
      const { addTo } = await import("../../operations/exceptionList");
      const approvers = options.approvedBy.length === 1 ? (options.approvedBy[0] ?? "") : options.approvedBy;
      const entry = {
        rule: options.rule,
        ...(options.check ? { check: options.check } : {}),
        ...(options.stack ? { stack: options.stack } : {}),
        resource: options.resource,
        reason: options.reason,
        owner: options.owner,
        approvedBy: approvers,
        ticket: options.ticket,
        expires: options.expires,
        ...(options.granted ? { granted: options.granted } : {}),
        ...(options.emergency ? { emergency: true } : {}),
      };
      const { path, text } = addTo(env, entry, new Date());
      writeNamedFile(path, text);
      if (options.format === "json") print(toStableJson({ schemaVersion: "1.0", file: path, added: entry }));
      say(`${path}: exception added; commit it with its review`);
    });
  return exceptions;
}

interface AddOptions {
  rule: string;
  check?: string;
  stack?: string;
  resource: string;
  reason: string;
  owner: string;
  approvedBy: string[];
  ticket: string;
  expires: string;
  format: string;
  granted?: string;
  emergency?: boolean;
}
