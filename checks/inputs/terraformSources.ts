/** Terraform sources as inputs: files of one directory are a module, and local modules are read through their callers. */
import { basename, dirname, resolve } from "node:path";
import { sha256 } from "../../common/hash";
import { UnreadPlace } from "../expression/written";
import type { InputNote } from "../model";
import { inputError } from "./decode";
import { blocksOfHcl } from "./hcl/terraformHcl";
import { keysOf } from "./jsonText";
import { displayed, type LoadedFile } from "./loadedFile";
import type { ModuleConfig, ParsedInput } from "./model";
import { isOverrideName, type TerraformFile } from "./terraformBlocks";
import { blocksOfJson, stackNoteOf } from "./terraformJson";
import { type ChildModuleReader, readTerraformModule } from "./terraformModule";

/** The files of one directory. */
export interface ModuleSource {
  readonly directory: string;
  readonly files: readonly LoadedFile[];
  readonly parsed: readonly TerraformFile[];
  readonly notes: readonly InputNote[];
}

export function moduleSource(files: readonly LoadedFile[], notes: readonly InputNote[] = []): ModuleSource {
  const [first] = files;
  if (!first) throw inputError("nothing-to-check", "A module without files.");
  return { directory: dirname(first.absolute), files, parsed: files.map(terraformFile), notes };
}

function terraformFile(file: LoadedFile): TerraformFile {
  const common = { file: file.path, override: isOverrideName(basename(file.path)) };
  if (file.kind === "hcl") return { ...common, ...blocksOfHcl(file.text, file.path) };
  const index = keysOf(file.text, file.path);
  return { ...common, blocks: blocksOfJson(file.content, file.path, index.lineOf), notes: [] };
}

/** Files that were named: nothing beside them is read, so none of their modules is part of the input. */
export function namedModule(files: readonly LoadedFile[], cwd: string): ParsedInput {
  const source = moduleSource(files);
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
  { config, notes }: ReturnType<typeof readTerraformModule>,
  cwd: string,
): ParsedInput {
  const { files } = source;
  const [first] = files;
  if (!first) throw inputError("nothing-to-check", "A module without files.");
  const note = stackNoteOf(files.map((file) => file.content));
  const judged = [source, ...below].flatMap((one) => one.files);
  const said = [...source.notes, ...notes, ...below.flatMap((one) => one.notes)];
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
    ...(said.length > 0 ? { notes: said } : {}),
  };
}

/** Directories that another one calls are judged as part of it, with the arguments that it gives. */
export function modulesOfFolder(sources: ReadonlyMap<string, ModuleSource>, cwd: string): readonly ParsedInput[] {
  const called = new Set([...sources.values()].flatMap(calledFrom));
  const isRoot = (directory: string) => !called.has(directory);
  const directories = [...sources.keys()];
  const roots = directories.some(isRoot) ? directories.filter(isRoot) : directories;
  return roots.flatMap((root) => {
    const source = sources.get(root);
    return source ? [rootOf(source, sources, cwd)] : [];
  });
}

function rootOf(root: ModuleSource, sources: ReadonlyMap<string, ModuleSource>, cwd: string): ParsedInput {
  const used = new Set<ModuleSource>();
  const notes: InputNote[] = [];
  const known = new Map<ModuleSource, ModuleConfig>();
  const within =
    (directory: string, chain: readonly ModuleSource[]): ChildModuleReader =>
    (_name, address) => {
      const source = sources.get(localTarget(directory, address) ?? "");
      if (!source || chain.includes(source)) return undefined;
      const before = known.get(source);
      if (before) return before;
      used.add(source);
      const module = readTerraformModule(source.parsed, within(source.directory, [...chain, source]));
      notes.push(...module.notes);
      known.set(source, module.config);
      return module.config;
    };
  const module = readTerraformModule(root.parsed, within(root.directory, [root]));
  return inputOf(root, [...used], { config: module.config, notes: [...module.notes, ...notes] }, cwd);
}

function localTarget(directory: string, source: string): string | undefined {
  return /^\.{1,2}(\/|$)/.test(source) ? resolve(directory, source) : undefined;
}

function calledFrom(source: ModuleSource): readonly string[] {
  const { config } = readTerraformModule(source.parsed, () => undefined);
  return [...config.calls.values()].flatMap((call) => localTarget(source.directory, call.sourceAddress) ?? []);
}
