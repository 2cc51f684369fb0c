import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { usageError } from "../../common/errors";
import { toStableJson } from "../../common/json";
import { packageRoot } from "../../common/packageRoot";
import { type Answers, initialEnvironment, problemOfAnswer, type Question, questions } from "../../config/init";
import { formatOption } from "../options";
import { print, say, writeNamedFile } from "../output";

/** Asks in a terminal what no flag answers; without a terminal every needed answer must come by its flag. */
export function initCommand(): Command {
  const asked = questions();
  const command = new Command("init")
    .description("write the shortest good environment file")
    .option("--from <folder>", "a checkout of DIGIT-DevOps: take from it what fits, and say what has no place")
    .option("--state <file>", "with --from: today's state (`terraform show -json`), for what may stay")
    .option("--file <path>", "where to write it (default: environments/<name>.yaml)")
    .addOption(formatOption("console", "json"))
    .addHelpText(
      "after",
      '\nExample:\n  digit-platform init --name trial --account 123456789012 --state-code np --state-name Navapradesh --approver-name "Asha Rao" --approver-email asha.rao@example.org\n\nFrom an installation of today:\n  digit-platform init --from ../DIGIT-DevOps --state state.json --account 111122223333 --state-name Navapradesh --approver-name "Asha Rao" --approver-email asha.rao@example.org\n',
    );
  for (const question of asked) {
    const choices = question.choices ? ` (${question.choices.join(", ")})` : "";
    command.option(
      `${question.flag} <value>`,
      `${question.prompt}${choices}${question.default ? `; default ${question.default}` : ""}`,
    );
  }
  return command.action(async (_: unknown, self: Command) => {
    const given = self.opts<Record<string, string | undefined>>();
    const adopted = given.from === undefined ? undefined : await adopt(given.from, given.state);
    if (adopted === undefined && given.state !== undefined) {
      throw usageError("state-without-from", "--state says what stands today, and goes with --from only.");
    }
    const answers = await answer(asked, { ...adopted?.answers, ...given });
    const file = given.file ?? join("environments", `${answers.name}.yaml`);
    if (existsSync(file))
      throw usageError(
        "file-exists",
        `${file} exists already; nothing was written.`,
        "Choose another name, or name another place with --file.",
      );
    const schema = relative(dirname(file), join(packageRoot(), "environments", "environment.schema.json"))
      .split("\\")
      .join("/");
    const address = schema.startsWith(".") ? schema : `./${schema}`;
    writeNamedFile(file, initialEnvironment(answers, address, undefined, adopted?.parts));
    const written = adopted?.write(file, answers.name) ?? [];
    if (given.format === "json")
      print(toStableJson({ schemaVersion: "1.0", file, ...(adopted ? { written, fates: adopted.fates } : {}) }));
    else if (adopted) print(adopted.text);
    for (const path of [file, ...written]) say(`${path} written.`);
    say(`Next: digit-platform validate ${file}`);
  });
}

/** Loaded only when asked for: most files are written from answers alone. */
async function adopt(folder: string, state: string | undefined) {
  const { adoption } = await import("../../operations/adoption");
  return adoption(folder, state);
}

async function answer(
  asked: readonly Question[],
  given: Readonly<Record<string, string | undefined>>,
): Promise<Answers> {
  const flagValue = (question: Question): string | undefined =>
    given[question.flag.replace(/^--/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  const terminal =
    process.stdin.isTTY && process.stderr.isTTY
      ? createInterface({ input: process.stdin, output: process.stderr })
      : undefined;
  const answers: Record<string, string> = {};
  const missing: string[] = [];
  try {
    for (const question of asked) {
      const value = flagValue(question) ?? (terminal ? await ask(terminal, question) : question.default);
      if (value !== undefined && value !== "") answers[question.id] = value;
      else if (question.isRequired) missing.push(`${question.flag}: ${question.prompt}`);
    }
  } finally {
    terminal?.close();
  }
  if (missing.length > 0) {
    throw usageError(
      "missing-answers",
      `There is no terminal to ask on, and these are not answered:\n${missing.map((line) => `  - ${line}`).join("\n")}`,
      "Give them as options.",
    );
  }
  return answers as unknown as Answers;
}

async function ask(terminal: ReturnType<typeof createInterface>, question: Question): Promise<string> {
  for (;;) {
    const hint = question.choices ? ` (${question.choices.join(", ")})` : "";
    const suggestion = question.default ? ` [${question.default}]` : question.isRequired ? "" : " [none]";
    const typed =
      (await terminal.question(`${question.prompt}${hint}${suggestion}: `)).trim() || (question.default ?? "");
    const problem = problemOfAnswer(question, typed);
    if (problem === undefined) return typed;
    say(`  ${problem}`);
  }
}
