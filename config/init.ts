import { stringify } from "yaml";
import { type ConfigCatalogue, configCatalogue, otherRegion } from "./catalogue";
import type { EnvironmentFile } from "./environment.generated";
import { invalidEnvironment, readEnvironment } from "./load";
import { schemaAt } from "./schema";

/** What a first environment file needs to know. */
export interface Answers {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly size: string;
  readonly stateCode: string;
  readonly stateName: string;
  readonly approverName: string;
  readonly approverEmail: string;
  /** A second approver makes emergency changes possible; without one, `validate` warns. */
  readonly secondApproverName?: string;
  readonly secondApproverEmail?: string;
}

export interface Question {
  readonly id: keyof Answers;
  /** Option of the command line that answers it. */
  readonly flag: string;
  readonly prompt: string;
  /** Path of the field that the answer fills. */
  readonly path: string;
  readonly help: string;
  /** An answer is needed; a question that may stay open has `false`. */
  readonly isRequired: boolean;
  /** Taken when nothing is answered. */
  readonly default?: string;
  /** The only answers, where there are few. */
  readonly choices?: readonly string[];
}

/** The questions of `init`, in the order in which a person is asked. */
export function questions(catalogue: ConfigCatalogue = configCatalogue()): readonly Question[] {
  const regions = Object.values(catalogue.countries).flatMap((country) =>
    (country.regions.aws ?? []).map((region) => region.code),
  );
  const [firstRegion] = regions;
  return [
    question("name", "--name", "Name of the environment", "name"),
    question("accountId", "--account", "AWS account (twelve digits)", "aws.accountId"),
    question("region", "--region", "Region", "region", {
      choices: regions,
      ...(firstRegion === undefined ? {} : { default: firstRegion }),
    }),
    question("size", "--size", "Size", "size", { choices: schemaAt(["size"])?.enum ?? [], default: "state" }),
    question("stateCode", "--state-code", "Short code of the state", "tenants.state.code"),
    question("stateName", "--state-name", "Name of the state", "tenants.state.name"),
    question("approverName", "--approver-name", "Name of a person who approves exceptions", "access.approvers.0.name"),
    question("approverEmail", "--approver-email", "E-mail address of that person", "access.approvers.0.email"),
    question(
      "secondApproverName",
      "--second-approver-name",
      "Name of a second approver (emergencies need two)",
      "access.approvers.1.name",
      { isRequired: false },
    ),
    question(
      "secondApproverEmail",
      "--second-approver-email",
      "E-mail address of the second approver",
      "access.approvers.1.email",
      { isRequired: false },
    ),
  ];
}

function question(
  id: keyof Answers,
  flag: string,
  prompt: string,
  path: string,
  more: Partial<Question> = {},
): Question {
  return { id, flag, prompt, path, help: schemaAt(path.split("."))?.description ?? prompt, isRequired: true, ...more };
}

/** What is wrong with an answer, in one sentence and what is allowed; undefined if it will do. */
export function problemOfAnswer(
  asked: Question,
  answer: string,
  catalogue: ConfigCatalogue = configCatalogue(),
): string | undefined {
  if (answer === "" && !asked.isRequired) return undefined;
  const sample = { ...sampleAnswers, [asked.id]: answer };
  const { problems } = readEnvironment(sampleFile, {
    kitVersion: catalogue.kitVersion,
    read: () => ({ text: fileText(sample, catalogue, defaultSchema) }),
  });
  const wanted = asked.path.replace(/\.(\d+)/g, "[$1]");
  const problem = problems.find((found) => found.path === wanted) ?? problems[0];
  return problem === undefined
    ? undefined
    : [problem.message, problem.hint].filter((part) => part !== undefined).join(". ");
}

/**
 * The text of the shortest good environment file.
 * @param parts what it says beyond the answers
 * @param schema address of the JSON Schema for editors, relative to where the file will lie
 * @throws UserError (exit 2) with every problem of the answers
 */
export function initialEnvironment(
  answers: Answers,
  schema: string = defaultSchema,
  catalogue: ConfigCatalogue = configCatalogue(),
  parts: FurtherParts = {},
): string {
  const text = fileText(answers, catalogue, schema, parts);
  const { problems } = readEnvironment(sampleFile, { kitVersion: catalogue.kitVersion, read: () => ({ text }) });
  // The lines of a file that is not written yet would mean nothing to whoever gave the answers.
  if (problems.length > 0)
    throw invalidEnvironment(
      "the new file",
      problems.map(({ file: _file, line: _line, column: _column, ...rest }) => rest),
    );
  return text;
}

const defaultSchema = "./environment.schema.json";
const sampleFile = "new.yaml";
const sampleAnswers: Answers = {
  name: "sample",
  accountId: "111122223333",
  region: "ap-south-1",
  size: "demo",
  stateCode: "np",
  stateName: "Navapradesh",
  approverName: "Asha Rao",
  approverEmail: "first.approver@example.org",
  secondApproverName: "Imran Khan",
  secondApproverEmail: "second.approver@example.org",
};

/** What a first file may say beyond the answers: where it comes from an installation of today. */
export type FurtherParts = Pick<EnvironmentFile, "network" | "domain"> & { readonly cities?: readonly string[] };

function fileText(answers: Answers, catalogue: ConfigCatalogue, schema: string, parts: FurtherParts = {}): string {
  const { cities = [], ...further } = parts;
  const isEmulator = answers.accountId === catalogue.limits.emulatorAccountId;
  const recovery = otherRegion(catalogue, "aws", answers.region);
  const secondApprover = { name: answers.secondApproverName ?? "", email: answers.secondApproverEmail ?? "" };
  const file: Unchecked<EnvironmentFile> = {
    apiVersion: "digit-platform/v1",
    kit: `^${catalogue.kitVersion}`,
    name: answers.name,
    target: "aws",
    ...(isEmulator ? { emulator: true } : {}),
    aws: { accountId: answers.accountId },
    region: answers.region,
    // A national platform must name its second region (see the fact `regions`); whoever chose that size sees it here.
    ...(answers.size === "national" && recovery !== undefined ? { recoveryRegion: recovery.code } : {}),
    size: answers.size,
    access: {
      approvers: [
        { name: answers.approverName, email: answers.approverEmail },
        ...(secondApprover.name === "" && secondApprover.email === "" ? [] : [secondApprover]),
      ],
    },
    tenants: {
      state: { code: answers.stateCode, name: answers.stateName },
      ...(cities.length > 0 ? { cities: cities.map((code) => ({ code, name: code })) } : {}),
    },
    ...further,
  };
  return `# yaml-language-server: $schema=${schema}\n${stringify(file, { lineWidth: 0 })}`;
}

/** The right keys with answers that nobody has judged yet. */
type Unchecked<Shape> = Shape extends string
  ? string
  : Shape extends (infer Item)[]
    ? Unchecked<Item>[]
    : Shape extends object
      ? { [Key in keyof Shape]: Unchecked<Shape[Key]> }
      : Shape;
