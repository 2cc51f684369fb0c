/** Terraform files among those of a folder: which of them count, and what each directory is read with. */
import { join } from "node:path";
import { UserError } from "../../common/errors";
import type { InputKind, InputNote } from "../model";
import { downloadedModules, filesIn } from "./downloadedModules";
import type { Skipped } from "./folder";
import { displayed, type LoadedFile } from "./loadedFile";
import type { ParsedInput } from "./model";
import { type ModuleSource, modulesOfFolder, terraformFile } from "./terraformSources";
import { inOrder, isAutomatic, isVariableFile, type VariableFile, variableFile } from "./variableFiles";

/** Reads one file as a kind; throws `UserError` for what cannot be read. */
export type Loader = (absolute: string, kind: InputKind) => LoadedFile;

export function isTerraformName(name: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(name) || isVariableFile(name);
}

export class TerraformFolder {
  private readonly sources = new Map<string, ModuleSource>();
  readonly passed: Skipped[] = [];

  constructor(
    private readonly folder: string,
    private readonly cwd: string,
    private readonly load: Loader,
  ) {}

  /** `names` are all files of a directory. */
  add(directory: string, names: readonly string[]): void {
    const source = this.sourceOf(directory, names);
    if (source) this.sources.set(directory, source);
  }

  finish(variables: readonly VariableFile[]): readonly ParsedInput[] {
    return modulesOfFolder({
      folder: this.folder,
      cwd: this.cwd,
      sources: this.sources,
      variables,
      downloaded: (root) => this.downloadedBelow(root),
    });
  }

  private downloadedBelow(root: string): (calls: string) => ModuleSource | undefined {
    const places = downloadedModules(this.folder, root);
    const read = new Map<string, ModuleSource | undefined>();
    return (calls) => {
      const directory = places.get(calls);
      if (directory === undefined) return undefined;
      if (!read.has(directory)) read.set(directory, this.sourceOf(directory, filesIn(directory)));
      return read.get(directory);
    };
  }

  private sourceOf(directory: string, names: readonly string[]): ModuleSource | undefined {
    const notes: InputNote[] = [];
    const read = names
      .filter((name) => /\.(tf|tofu)(\.json)?$/.test(name) && !this.isShadowed(directory, name, names))
      .flatMap((name) => {
        const kind = name.endsWith(".json") ? "terraform-json" : "hcl";
        return (
          this.attempt(join(directory, name), notes, (path) => {
            const file = this.load(path, kind);
            return { file, parsed: terraformFile(file) };
          }) ?? []
        );
      });
    const variables = inOrder(names.filter((name) => this.isRead(directory, name))).flatMap(
      (name) => this.attempt(join(directory, name), notes, (path) => this.variablesIn(path)) ?? [],
    );
    if (read.length > 0)
      return {
        directory,
        files: read.map(({ file }) => file),
        parsed: read.map(({ parsed }) => parsed),
        notes,
        variables,
      };
    for (const { message, source } of notes) this.passed.push({ path: source.file ?? directory, reason: message });
    return undefined;
  }

  /** OpenTofu reads `x.tofu` in place of `x.tf`. */
  private isShadowed(directory: string, name: string, names: readonly string[]): boolean {
    const twin = name.replace(/\.tf(?=$|\.json$)/, ".tofu");
    if (twin === name || !names.includes(twin)) return false;
    this.passed.push({ path: displayed(join(directory, name), this.cwd), reason: `${twin} takes its place` });
    return true;
  }

  private isRead(directory: string, name: string): boolean {
    if (!isVariableFile(name)) return false;
    if (isAutomatic(name)) return true;
    const path = displayed(join(directory, name), this.cwd);
    this.passed.push({ path, reason: "values of variables are only read when they are named" });
    return false;
  }

  private variablesIn(absolute: string): VariableFile {
    const file = this.load(absolute, absolute.endsWith(".json") ? "terraform-json" : "hcl");
    return variableFile(file.path, file.bytes, file.text, file.content);
  }

  /** A file that cannot be read at all does not take the others with it, but it is told. */
  private attempt<T>(absolute: string, notes: InputNote[], read: (absolute: string) => T): T | undefined {
    try {
      return read(absolute);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const file = displayed(absolute, this.cwd);
      notes.push({ kind: "unreadable-file", message: `${file} is not judged: ${error.message}`, source: { file } });
      return undefined;
    }
  }
}
