/** Terraform sources as inputs: files of one directory are a module, and local modules are read through their callers. */
import { basename, dirname, relative, resolve, sep } from "node:path";
import { sha256 } from "../../common/hash";
import { UnreadPlace } from "../expression/written";
import type { InputNote } from "../model";
import { inputError } from "./decode";
import { blocksOfHcl } from "./hcl/terraformHcl";
import { keysOf } from "./jsonText";
import { displayed, type LoadedFile } from "./loadedFile";
import type { ModuleConfig, ParsedInput } from "./model";
import { filesBelow } from "./sourceFiles";
import { isOverrideName, type TerraformFile } from "./terraformBlocks";
import { blocksOfJson, stackNoteOf } from "./terraformJson";
import { type ChildModuleReader, readTerraformModule, type TerraformModule } from "./terraformModule";
import type { VariableFile, VariableValues } from "./variableFiles";

/** The files of one directory. */
export interface ModuleSource {
  readonly directory: string;
  readonly files: readonly LoadedFile[];
  readonly parsed: readonly TerraformFile[];
  readonly notes: readonly InputNote[];
  /** Those that Terraform reads by itself, in its order. */
  readonly variables: readonly VariableFile[];
}

/** @throws UserError where a key stands twice in JSON. */
export function terraformFile(file: LoadedFile): TerraformFile {
  const common = { file: file.path, override: isOverrideName(basename(file.path)) };
  if (file.kind === "hcl") return { ...common, ...blocksOfHcl(file.text, file.path) };
  return { ...common, blocks: blocksOfJson(file.content, file.path, keysOf(file.text, file.path).lineOf), notes: [] };
}

/** Files that were named: nothing beside them is read, so none of their modules is part of the input. */
export function namedModule(
  files: readonly LoadedFile[],
  variables: readonly VariableFile[],
  cwd: string,
): ParsedInput {
  const directory = dirname(files[0]?.absolute ?? "");
  const source: ModuleSource = { directory, files, parsed: files.map(terraformFile), notes: [], variables: [] };
  const unread = source.parsed.filter(isUnreadable);
  if (unread.length > 0) {
    const problems = unread.flatMap(({ file, notes }) =>
      notes.map(({ message, source: { line } }) => ({
        code: "invalid-hcl",
        message,
        file,
        ...(line === undefined ? {} : { line }),
      })),
    );
    throw inputError("invalid-hcl", problems[0]?.message ?? "", "Run `terraform fmt` to see what is wrong.", problems);
  }
  return inputOf(
    source,
    [],
    variables,
    readTerraformModule(source.parsed, () => undefined),
    cwd,
  );
}

/** Nothing in it could be read. */
function isUnreadable(file: TerraformFile): boolean {
  return file.notes.length > 0 && file.blocks.every((block) => block.body instanceof UnreadPlace);
}

function inputOf(
  source: ModuleSource,
  below: readonly ModuleSource[],
  variables: readonly VariableFile[],
  { config, notes }: TerraformModule,
  cwd: string,
): ParsedInput {
  const { files } = source;
  const [first] = files;
  if (!first) throw inputError("nothing-to-check", "A module without files.");
  const note = stackNoteOf(files.map((file) => file.content));
  const judged = [...[source, ...below].flatMap((one) => one.files), ...variables];
  const said = [...[source, ...below, ...variables].flatMap((one) => one.notes), ...notes];
  return {
    path: files.length === 1 ? first.path : displayed(dirname(first.absolute), cwd),
    kind: files.some((file) => file.kind === "hcl") ? "hcl" : "terraform-json",
    stack: first.request.stack ?? note.stack,
    sha256:
      judged.length === 1
        ? sha256(first.bytes)
        : sha256(judged.map((file) => `${sha256(file.bytes)} ${file.path}\n`).join("")),
    links: { ...note.links, ...first.request.links },
    configuration: config,
    ...(variables.length > 0 ? { variables: valuesOf(variables) } : {}),
    ...(said.length > 0 ? { notes: said } : {}),
  };
}

/** What comes later wins. */
function valuesOf(files: readonly VariableFile[]): VariableValues {
  return Object.assign(Object.create(null), ...files.map((one) => one.values)) as VariableValues;
}

/** What the modules of a folder are read with. */
export interface FolderContext {
  /** Absolute path of the folder that was named. */
  readonly folder: string;
  readonly cwd: string;
  readonly sources: ReadonlyMap<string, ModuleSource>;
  /** Variable files that were named beside the folder. */
  readonly variables: readonly VariableFile[];
  /** The folder of a downloaded module by the path of its calls, and its files. */
  readonly downloaded: (root: string) => (calls: string) => ModuleSource | undefined;
}

/** Directories that another one calls are judged as part of it, with the arguments that it gives. */
export function modulesOfFolder(context: FolderContext): readonly ParsedInput[] {
  const { sources } = context;
  const called = new Set([...sources.values()].flatMap(calledFrom));
  const isRoot = (directory: string) => !called.has(directory);
  const directories = [...sources.keys()];
  const roots = directories.some(isRoot) ? directories.filter(isRoot) : directories;
  return roots.flatMap((root) => {
    const source = sources.get(root);
    return source ? [rootOf(source, context)] : [];
  });
}

function rootOf(root: ModuleSource, context: FolderContext): ParsedInput {
  const { sources, cwd, folder } = context;
  const used = new Set<ModuleSource>();
  const notes: InputNote[] = [];
  const known = new Map<ModuleSource, ModuleConfig>();
  const downloaded = context.downloaded(root.directory);
  const within =
    (caller: ModuleSource, calls: readonly string[], chain: readonly ModuleSource[]): ChildModuleReader =>
    (name, address) => {
      const path = [...calls, name];
      const local = localTarget(caller.directory, address);
      const source = (local === undefined ? undefined : sources.get(local)) ?? downloaded(path.join("."));
      if (!source || chain.includes(source)) return undefined;
      const before = known.get(source);
      if (before) return before;
      used.add(source);
      const module = readTerraformModule(source.parsed, within(source, path, [...chain, source]));
      const config = { ...module.config, directory: fromRoot(root, source) };
      notes.push(...module.notes);
      known.set(source, config);
      return config;
    };
  const module = readTerraformModule(root.parsed, within(root, [], [root]));
  const variables = [...root.variables, ...context.variables];
  const config = { ...module.config, directory: "." };
  const input = inputOf(root, [...used], variables, { config, notes: [...module.notes, ...notes] }, cwd);
  const files = filesBelow(folder, root.directory);
  return { ...input, files, readsFiles: [root, ...used].some((one) => one.files.some(callsFileFunction)) };
}

/** Rough: a comment may say so too, which costs some time and changes nothing. */
function callsFileFunction({ text }: LoadedFile): boolean {
  return /\b(?:file|templatefile)\w*\s*\(/.test(text);
}

/** `path.module`, which is relative to where Terraform runs. */
function fromRoot(root: ModuleSource, source: ModuleSource): string {
  return relative(root.directory, source.directory).split(sep).join("/");
}

function localTarget(directory: string, source: string): string | undefined {
  return /^\.{1,2}(\/|$)/.test(source) ? resolve(directory, source) : undefined;
}

function calledFrom(source: ModuleSource): readonly string[] {
  const { config } = readTerraformModule(source.parsed, () => undefined);
  return [...config.calls.values()].flatMap((call) => localTarget(source.directory, call.sourceAddress) ?? []);
}
