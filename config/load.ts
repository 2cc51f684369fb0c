import { posix } from "node:path";
import { invalidInput, type Problem, type UserError } from "../common/errors";
import { type ConfigCatalogue, configCatalogue } from "./catalogue";
import { fillDefaults, type Origins } from "./defaults";
import type { Environment } from "./environment.generated";
import { facts } from "./facts";
import type { FactProblem } from "./facts/fact";
import type { PlacedProblem } from "./problem";
import { readText, type TextResult } from "./readText";
import { type ShapeCheck, shapeCheck } from "./shape";
import { readSources, type Sources } from "./sources";
import { locate, type Path, pathText } from "./tree";

export interface LoadedEnvironment {
  /** Every default filled. */
  readonly environment: Environment;
  readonly origins: Origins;
  /** As it was named, with forward slashes. */
  readonly file: string;
  /** The file and, where it extends one, its base: all that the environment hangs on. */
  readonly files: readonly string[];
  readonly warnings: readonly Problem[];
}

export interface LoadOptions {
  /** Give it where the clock matters (validate, deploy): access and contracts that have ended are refused. Synthesis gives none. */
  readonly now?: Date;
  /** Defaults to the version of this package. */
  readonly kitVersion?: string;
  /** Defaults to reading from disk. */
  readonly read?: (file: string) => TextResult;
}

export interface ReadResult {
  /** Undefined if there is a problem. */
  readonly loaded: LoadedEnvironment | undefined;
  /** All of them, by file, line and column. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * The environment that a file describes.
 * @throws UserError (exit 2) with every problem at once, each with file, line, column, path and what to do
 */
export function loadEnvironment(path: string, options: LoadOptions = {}): LoadedEnvironment {
  const result = readEnvironment(path, options);
  if (result.loaded === undefined) throw invalidEnvironment(path, result.problems);
  return result.loaded;
}

export function invalidEnvironment(path: string, problems: readonly Problem[]): UserError {
  const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  return invalidInput(`${asPath(path)} is no valid environment file: ${count}`, problems);
}

/** As `loadEnvironment`, without throwing, for whoever looks at many files. */
export function readEnvironment(path: string, options: LoadOptions = {}): ReadResult {
  const sources = readSources(asPath(path), options.read ?? readText);
  const catalogue = configCatalogue(options.kitVersion);
  const judged =
    sources.tree === undefined
      ? { problems: [], warnings: [] }
      : judge({ ...sources, tree: sources.tree }, catalogue, options.now);
  const problems = [...sources.problems, ...judged.problems].map(withoutPlace).sort(byPlace);
  const warnings = judged.warnings.map(withoutPlace).sort(byPlace);
  if (problems.length > 0 || judged.environment === undefined || judged.origins === undefined)
    return { loaded: undefined, problems, warnings };
  const { environment, origins } = judged;
  return { loaded: { environment, origins, file: asPath(path), files: sources.files, warnings }, problems, warnings };
}

interface Judged {
  readonly environment?: Environment;
  readonly origins?: Origins;
  readonly problems: readonly PlacedProblem[];
  readonly warnings: readonly PlacedProblem[];
}

function judge(
  sources: Sources & { readonly tree: NonNullable<Sources["tree"]> },
  catalogue: ConfigCatalogue,
  now: Date | undefined,
): Judged {
  const { tree } = sources;
  // What is already reported (a secret, an alias) was read as nothing; a second complaint about it would mislead.
  const reported = sources.problems.map((problem) => problem.at).filter((at) => at.length > 0);
  const shape = compiledShape()(tree).filter((problem) => !reported.some((at) => isWithin(problem.at, at)));
  const broken = [...sources.problems, ...shape]
    .filter((problem) => !harmless.has(problem.code))
    .map((problem) => problem.at);
  const { value, origins } = fillDefaults(tree, catalogue);
  // Facts read only parts whose shape the schema has approved, so for them the value is what its type says.
  const environment = value as unknown as Environment;
  const isWritten = (path: string): boolean => {
    const origin = origins.get(path);
    return origin !== undefined && "file" in origin;
  };
  const found = facts
    .filter((fact) => !fact.reads.some((read) => broken.some((at) => touches(at, read.split(".")))))
    .flatMap((fact) => fact.judge({ environment, catalogue, isWritten, now }));
  const place = ({ isWarning: _, path, ...problem }: FactProblem): PlacedProblem => ({
    ...problem,
    ...locate(tree, path),
    path: pathText(path),
    at: path,
  });
  return {
    environment,
    origins,
    problems: [
      ...shape.filter((problem) => problem.isImplied !== true),
      ...found.filter((problem) => problem.isWarning !== true).map(place),
    ],
    warnings: found.filter((problem) => problem.isWarning === true).map(place),
  };
}

/** Problems that leave the parts around them well typed. */
const harmless = new Set(["unknown-key", "name-inherited"]);

/** Compiled once in a process: it is the same for every file, and an environment may be one of hundreds. */
const compiledShape = once(shapeCheck);

function once(make: () => ShapeCheck): () => ShapeCheck {
  let made: ShapeCheck | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function isWithin(path: Path, above: Path): boolean {
  return above.every((part, index) => path[index] === part);
}

function touches(at: Path, read: Path): boolean {
  return isWithin(at, read) || isWithin(read, at);
}

function withoutPlace({ at: _at, isImplied: _isImplied, ...problem }: PlacedProblem): Problem {
  return problem;
}

function byPlace(left: Problem, right: Problem): number {
  return (
    compareText(left.file ?? "", right.file ?? "") ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0) ||
    compareText(left.path ?? "", right.path ?? "") ||
    compareText(left.code, right.code)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function asPath(path: string): string {
  return posix.normalize(process.platform === "win32" ? path.replaceAll("\\", "/") : path);
}
