import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../checks/evaluate";
import type { ExceptionEntry } from "../checks/exceptions/model";
import { buildGraph } from "../checks/graph/buildGraph";
import type { ResourceGraph } from "../checks/graph/graph";
import type { ParsedInput } from "../checks/inputs/model";
import { type InputRequest, type InputSet, type ReadOptions, readInputs } from "../checks/inputs/readInputs";
import { mergeReports } from "../checks/mergeReports";
import type { InputKind, Report } from "../checks/model";
import { parameterProblems } from "../checks/parameters";
import type { PassedOver } from "../checks/reports/options";
import type { ReportedException } from "../checks/reports/platformReport";
import type { Rule } from "../checks/rule";
import { allRules } from "../checks/rules";
import { invalidInput, UserError, usageError } from "../common/errors";
import type { Json } from "../common/json";
import { packageVersion } from "../common/packageRoot";
import { servicesStack } from "../stacks/manifest";
import { collectionIn, judgeCollection } from "./collection";
import { approversOf, type ReadExceptions, readExceptionsFor, withStates } from "./exceptionsFile";

/** How named inputs are judged, whatever becomes of the answer. */
export interface JudgeOptions {
  readonly kind?: InputKind;
  readonly rules?: readonly string[];
  /** Files and folders with an organisation's own rules and packs. */
  readonly customRules?: readonly string[];
  readonly parametersFile?: string;
  readonly exceptionsFile?: string;
  /** Who may approve exceptions. Default: those of an environment file among the inputs, else those of the file. */
  readonly approvers?: readonly string[] | undefined;
  /** The moment that expiry is judged at. */
  readonly now: Date;
  /** Context of the user's kubeconfig whose cluster is judged too. */
  readonly cluster?: string;
  /** Told what takes long. */
  readonly progress?: (message: string) => void;
}

export interface JudgedInputs {
  readonly report: Report;
  readonly graph: ResourceGraph;
  readonly rules: readonly Rule[];
  /** All entries of the exceptions file, with what was found out about them. */
  readonly exceptions: readonly ReportedException[];
  /** As they were written; null where no exceptions file was named. */
  readonly entries: readonly ExceptionEntry[] | null;
  /** Name of the environment, where an environment file was among the inputs. */
  readonly environment: string | null;
  /** What a folder held and was not judged. */
  readonly passedOver: readonly PassedOver[];
}

/** Judges whatever is named. @throws UserError exit 2 for what cannot be read and for options that fit nothing. */
export async function judgeInputs(
  paths: readonly string[],
  options: JudgeOptions & { readonly passes: boolean },
): Promise<JudgedInputs> {
  const available = await availableRules(options.customRules ?? []);
  const rules = chosenRules(available, options.rules);
  const given = readParameters(available, options.parametersFile);
  const {
    requests,
    parameters: declared,
    approvers,
    environment,
    dispose,
  } = await expandEnvironments(paths, options.progress ?? (() => undefined));
  const parameters = { ...declared, ...given };
  try {
    const recorded = readExceptionsOption(options, options.approvers ?? approvers);
    const live = options.cluster === undefined ? [] : [await liveInput(options.cluster, rules, options)];
    const collection = collectionOf(requests, options);
    const readOptions = { ...(options.kind ? { kind: options.kind } : {}), except: new Set(collection) };
    // A cluster alone is enough to judge; without one, the reader says that something has to be named.
    const { inputs: named, skipped } =
      requests.length === 0 && live.length > 0 ? noInputs : withoutCollection(requests, readOptions, collection);
    const inputs = [...named, ...live];
    const graph = buildGraph(inputs);
    const together = evaluate(graph, rules, {
      version: packageVersion(),
      parameters,
      now: options.now,
      show: options.passes ? "all" : "fail",
      ...(recorded ? { exceptions: { ...recorded.policy, knownRules: available } } : {}),
    });
    const apart = await judgeCollection(collection, {
      rules: options.rules && rules.map(({ metadata }) => metadata.id),
      ...(available === allRules ? {} : { ownRules: rules }),
      parameters,
      now: options.now,
      passes: options.passes,
      cwd: process.cwd(),
    });
    const report = apart.length === 0 ? together : mergeReports([together, ...apart]);
    return {
      report,
      graph,
      rules,
      exceptions: withStates(recorded?.reported ?? [], report.findings),
      entries: recorded?.file.exceptions.map(({ entry }) => entry) ?? null,
      environment,
      passedOver: skipped,
    };
  } finally {
    dispose();
  }
}

const noInputs: InputSet = { inputs: [], skipped: [] };

/** Exceptions name resources of one platform: with them, everything is judged together. */
function collectionOf(requests: readonly (string | InputRequest)[], options: JudgeOptions): readonly string[] {
  const [only] = requests;
  if (requests.length !== 1 || typeof only !== "string" || options.exceptionsFile !== undefined || options.kind)
    return [];
  return existsSync(only) && statSync(only).isDirectory() ? collectionIn(only) : [];
}

/** What is beside a collection; a folder may hold nothing else. */
function withoutCollection(
  requests: readonly (string | InputRequest)[],
  options: ReadOptions,
  collection: readonly string[],
): InputSet {
  try {
    return readInputs(requests, options);
  } catch (error) {
    if (collection.length > 0 && error instanceof UserError && error.code === "nothing-to-check") return noInputs;
    throw error;
  }
}

/** Loaded when it is asked for: whoever judges files needs no kubectl. */
async function liveInput(context: string, rules: readonly Rule[], options: JudgeOptions): Promise<ParsedInput> {
  const { readCluster } = await import("./readCluster");
  return readCluster(context, rules, options.progress ?? (() => undefined));
}

function readExceptionsOption(
  { exceptionsFile, now }: JudgeOptions,
  approvers: readonly string[] | undefined,
): ReadExceptions | undefined {
  return exceptionsFile === undefined ? undefined : readExceptionsFor(exceptionsFile, approvers, { now });
}

/** The product's rules and the organisation's. @throws UserError exit 2 for rules that cannot be used. */
export async function availableRules(paths: readonly string[]): Promise<readonly Rule[]> {
  if (paths.length === 0) return allRules;
  const { withCustomRules } = await import("../checks/custom");
  return withCustomRules(allRules, paths);
}

function chosenRules(available: readonly Rule[], ids: readonly string[] | undefined): readonly Rule[] {
  if (!ids) return available;
  const wanted = new Set(ids);
  const chosen = available.filter(
    ({ metadata }) => wanted.has(metadata.id) || metadata.aliases.some((alias) => wanted.has(alias)),
  );
  const known = new Set(available.flatMap(({ metadata }) => [metadata.id, ...metadata.aliases]));
  if (ids.length === 0)
    throw usageError("unknown-rule", "--rules names no rule.", "`digit-platform rules` lists them.");
  const strange = ids.filter((id) => !known.has(id));
  if (strange.length > 0) {
    throw usageError("unknown-rule", `No rule is called ${strange.join(", ")}.`, "`digit-platform rules` lists them.");
  }
  return chosen;
}

/** Values of rules' parameters from a JSON file. @throws UserError exit 2 for what is no such file, or fits no rule. */
export function readParameters(rules: readonly Rule[], file: string | undefined): { readonly [name: string]: Json } {
  if (file === undefined) return {};
  if (!existsSync(file)) throw usageError("input-not-found", `${file} does not exist or cannot be read.`);
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw usageError(
      "invalid-parameters",
      `${file} is not JSON: ${error instanceof Error ? error.message : ""}`,
      'Write one JSON object, such as {"retentionDays": 365}.',
    );
  }
  if (given === null || typeof given !== "object" || Array.isArray(given))
    throw usageError("invalid-parameters", `${file} must hold one JSON object.`);
  const parameters = given as { readonly [name: string]: Json };
  const problems = parameterProblems(rules, parameters).map((problem) => ({ ...problem, file }));
  if (problems.length > 0) throw invalidInput(`${file} does not fit the rules' parameters`, problems);
  return parameters;
}

/** An environment file stands for its design: all stacks as they are synthesized. */
async function expandEnvironments(
  paths: readonly string[],
  progress: (message: string) => void,
): Promise<{
  requests: (string | InputRequest)[];
  parameters: { readonly [name: string]: Json };
  /** Who may approve exceptions, where an environment file says so. */
  approvers: readonly string[] | undefined;
  environment: string | null;
  dispose: () => void;
}> {
  const environments = paths.filter(isEnvironmentFile);
  if (environments.length > 1)
    throw usageError(
      "several-environments",
      `${environments.join(" and ")} are environment files whose stacks have the same names: judged together, one would answer for the other.`,
      "Check them one at a time.",
    );
  let parameters: { readonly [name: string]: Json } = {};
  let approvers: readonly string[] | undefined;
  let environment: string | null = null;
  const scratch: string[] = [];
  const requests: (string | InputRequest)[] = [];
  for (const path of paths) {
    if (!isEnvironmentFile(path)) {
      requests.push(path);
      continue;
    }
    // Synthesis loads the whole engine; whoever checks plans does not pay for it.
    const { synthesizeEnvironment } = await import("./session");
    const { parametersOf } = await import("./policy");
    const directory = mkdtempSync(join(tmpdir(), "digit-platform-check-"));
    scratch.push(directory);
    const {
      loaded,
      manifest,
      directory: out,
    } = synthesizeEnvironment(path, directory, { emulator: false, now: new Date() });
    parameters = parametersOf(loaded.environment);
    approvers = approversOf(loaded.environment);
    environment = loaded.environment.name;
    for (const stack of manifest.stacks) {
      const source = readFileSync(join(out, "stacks", stack.directory, "cdk.tf.json"), "utf8");
      requests.push({
        path: `${path}/stacks/${stack.directory}/cdk.tf.json`,
        content: source,
        kind: "terraform-json",
        stack: stack.name,
        links: stack.inputs,
      });
    }
    const { renderManifests } = await import("./renderManifests");
    const { resolveHelm } = await import("../tools/resolve/helm");
    const { cacheDirectory } = await import("../tools/resolve/cache");
    const helm = await resolveHelm(cacheDirectory(), progress);
    const { files } = await renderManifests(loaded, out, helm.path);
    for (const file of files) {
      requests.push({ path: `${path}/${file.path}`, content: file.text, kind: "manifest", stack: servicesStack });
    }
  }
  return {
    requests,
    parameters,
    approvers,
    environment,
    dispose: () => {
      for (const directory of scratch) rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Whether a file is an environment file, told by its content. */
export function isEnvironmentFile(path: string): boolean {
  if (!/\.ya?ml$/.test(path) || !existsSync(path) || !statSync(path).isFile() || statSync(path).size > 1_048_576)
    return false;
  // One that extends another takes what it does not say from there, its version included.
  return /^\s*apiVersion:\s*["']?digit-platform\/|^extends:\s*\S/m.test(readFileSync(path, "utf8"));
}
