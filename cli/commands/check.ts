import { Command, Option } from "commander";
import type { InputKind } from "../../checks/model";
import type { FailOn } from "../../checks/reports/verdict";
import { usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import type { CheckFormat } from "../../operations/checkInputs";
import { outputOption } from "../options";
import { deliver, say } from "../output";

/** Stands here and not in the operation, which would have to be loaded to print the help. */
const checkFormats: readonly CheckFormat[] = ["console", "json", "html", "sarif", "junit", "markdown", "oscal"];

/** Lines on standard error about what was passed over. */
const mostNotes = 20;

interface Options {
  kind?: InputKind;
  format: CheckFormat;
  output?: string;
  exceptions?: string;
  failOn: FailOn;
  rules?: string;
  customRules?: string[];
  show: "fail" | "all";
  parameters?: string;
  now?: string;
  reproducible: boolean;
  reachability: boolean;
  baseline?: string;
  cluster?: string;
  evidence?: string;
}

export function checkCommand(): Command {
  return new Command("check")
    .description(
      "judge Terraform sources, plans, states, Kubernetes manifests, live clusters, folders and environment files by all rules",
    )
    .argument(
      "[input...]",
      "files and folders; a plan or state as `terraform show -json` prints it; - for manifests from standard input",
    )
    .addOption(
      new Option("--kind <kind>", "read every input as this kind").choices([
        "terraform-json",
        "hcl",
        "plan",
        "state",
        "manifest",
      ]),
    )
    .addOption(new Option("--format <format>", "form of the report").choices([...checkFormats]).default("console"))
    .addOption(outputOption())
    .option("--exceptions <file>", "exceptions file to apply")
    .addOption(
      new Option("--fail-on <severity>", "lowest severity that ends with exit 1")
        .choices(["low", "medium", "high", "critical", "never"])
        .default("medium"),
    )
    .option("--rules <ids>", "only these rules, separated by commas")
    .option("--custom-rules <path...>", "your organisation's own rules: scripts, packs, or folders of them")
    .addOption(new Option("--show <what>", "findings to list").choices(["fail", "all"]).default("fail"))
    .option("--parameters <file>", "JSON file with values of rules' parameters")
    .option("--now <time>", "judge exceptions as of this moment (ISO 8601)")
    .option("--reproducible", "leave times out, so that the same input gives the same bytes", false)
    .option(
      "--reachability",
      "put who may reach whom into JSON also for inputs of more than 1000 resources; the HTML page always has it",
      false,
    )
    .option(
      "--baseline <file>",
      "an earlier JSON report: findings that it has are shown and do not refuse, only new ones do",
    )
    .option("--cluster <context>", "judge the live cluster of this context of your kubeconfig; kubectl reads it")
    .option("--evidence <place>", "append what came out to a log of evidence: a folder, or s3://bucket/prefix")
    .addHelpText(
      "after",
      "\nExample:\n  terraform show -json plan.tfplan > plan.json\n  digit-platform check plan.json --format json --output report.json\n  helm template charts/portal | digit-platform check -\n  digit-platform check --cluster production --show all\n  digit-platform check infra --format json --output baseline.json --fail-on never\n  digit-platform check infra --baseline baseline.json --format sarif --output digit.sarif\n\nExit codes:\n  0 nothing refuses; 1 a fail at or above --fail-on, or an unknown at or above it in a plan, state or cluster\n  (with --baseline only new or worsened ones; what is wrong with an exception always counts); 2 wrong usage or input\n",
    )
    .action(async (inputs: string[], options: Options) => {
      if (inputs.length === 0 && options.cluster === undefined)
        throw usageError(
          "nothing-to-check",
          "Nothing is named to check.",
          "Name a file, a folder, or --cluster CONTEXT.",
        );
      const { checkInputs } = await import("../../operations/checkInputs");
      const now = options.now === undefined ? new Date() : new Date(options.now);
      if (Number.isNaN(now.getTime()))
        throw usageError("invalid-option", `--now takes a moment such as 2026-11-22T00:00:00Z, not ${options.now}.`);
      const result = await checkInputs(inputs, {
        ...(options.kind ? { kind: options.kind } : {}),
        format: options.format,
        failOn: options.failOn,
        show: options.show,
        ...(options.rules !== undefined
          ? {
              rules: options.rules
                .split(",")
                .map((id) => id.trim())
                .filter((id) => id !== ""),
            }
          : {}),
        ...(options.customRules !== undefined ? { customRules: options.customRules } : {}),
        ...(options.parameters !== undefined ? { parametersFile: options.parameters } : {}),
        ...(options.exceptions !== undefined ? { exceptionsFile: options.exceptions } : {}),
        ...(options.evidence !== undefined ? { evidence: options.evidence } : {}),
        now,
        ...(options.now === undefined ? {} : { moment: now.toISOString() }),
        ...(options.baseline === undefined ? {} : { baselineFile: options.baseline }),
        ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
        progress: say,
        reproducible: options.reproducible,
        reachability: options.reachability,
        color: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && options.output === undefined,
        width: process.stdout.columns ?? 100,
      });
      for (const note of result.notes.slice(0, mostNotes)) say(note);
      if (result.notes.length > mostNotes)
        say(`passed over: ${result.notes.length - mostNotes} more; the formats json, sarif and html list them`);
      deliver(result.text, options.output);
      if (!result.allowed) process.exitCode = exitCodes.gateRefused;
    });
}
