/** Files with Kubernetes objects as an input of their own, and what of a folder's YAML belongs to it. */
import { posix } from "node:path";
import type { Problem } from "../../common/errors";
import { sha256 } from "../../common/hash";
import { isRecord } from "../graph/cursor";
import type { InputKind } from "../model";
import { inputError } from "./decode";
import { looksLikeManifest } from "./detect";
import { type ManifestText, readJsonManifest, readYamlManifest } from "./manifest";
import type { Link, ManifestObject, ParsedInput } from "./model";
import { readYaml } from "./yaml";

/** A file, or what was piped in, with its text and, where that is JSON, what it holds. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly content: unknown;
}

export interface ManifestOptions {
  readonly kind: InputKind;
  readonly stack?: string | undefined;
  readonly links?: Readonly<Record<string, Link>> | undefined;
}

export interface ReadManifest {
  readonly input: ParsedInput;
  /** Documents among the objects that are none. */
  readonly passed: readonly Passed[];
}

/** One named file is one input. @throws UserError with all problems of the file, or where it holds no object. */
export function readManifestFile(file: ManifestFile, options: ManifestOptions): ReadManifest {
  const read = readFile(file);
  const [first] = read.problems;
  if (first) throw refusal(file, read.problems, first);
  if (read.objects.length === 0 && !isEmptyList(file.content)) {
    throw inputError(
      "unknown-input-kind",
      `${file.path} holds no Kubernetes object.`,
      "A Kubernetes object has an apiVersion and a kind.",
    );
  }
  return { input: manifestInput(file.path, [file], read.objects, options), passed: strangersOf(file, read) };
}

/** A list without items is what `kubectl get` prints where there is nothing. */
function isEmptyList(content: unknown): boolean {
  return isRecord(content) && Array.isArray(content.items) && content.items.length === 0;
}

function readFile(file: ManifestFile): ManifestText {
  return file.content === undefined
    ? readYamlManifest(file.text, file.path)
    : readJsonManifest(file.content, file.text, file.path);
}

function strangersOf(file: ManifestFile, read: ManifestText): ReadManifest["passed"] {
  return read.strangers.map(({ line, reason }) => ({
    path: `${file.path}:${line}`,
    reason: `${reason} of Kubernetes`,
  }));
}

function refusal(file: ManifestFile, problems: readonly Problem[], first: Problem): Error {
  if (isTemplate(file.text)) {
    return inputError(
      "unrendered-template",
      `${file.path}:${first.line ?? 1} is a template, which has to be rendered first.`,
      "Run `helm template CHART | digit-platform check -`.",
      problems,
    );
  }
  const where = first.line === undefined ? file.path : `${file.path}:${first.line}`;
  const more = problems.length === 1 ? "" : ` (and ${problems.length - 1} more)`;
  return inputError(first.code, `${where}: ${first.message}${more}.`, undefined, problems);
}

function isTemplate(text: string): boolean {
  return /\{\{|\{%/.test(text);
}

interface Passed {
  readonly path: string;
  readonly reason: string;
}

/** All objects below a folder are one input, because they are applied to one cluster: policies select across files. */
export class FolderManifests {
  private readonly found: { readonly file: ManifestFile; readonly read: ManifestText }[] = [];
  private readonly passed: Passed[] = [];
  private readonly patches = new Set<string>();

  add(file: ManifestFile): void {
    const reason = isKustomization(file.path) ? this.addKustomization(file) : this.addFile(file);
    if (reason !== undefined) this.passed.push({ path: file.path, reason });
  }

  /** Why the file is passed over, if it is. */
  private addFile(file: ManifestFile): string | undefined {
    const { text } = file;
    if (file.content === undefined && !looksLikeManifest(text)) return "no Kubernetes objects";
    const read = readFile(file);
    const [problem] = read.problems;
    if (problem) {
      if (isTemplate(text)) return "a template, which has to be rendered first";
      return `line ${problem.line ?? 1}: ${problem.message}`;
    }
    const foreign = read.objects.map(foreignReason).find((reason) => reason !== undefined);
    if (foreign !== undefined) return foreign;
    if (read.objects.length === 0) return "no Kubernetes objects";
    this.found.push({ file, read });
    return undefined;
  }

  private addKustomization(file: ManifestFile): string {
    for (const { value } of readYaml(file.text, file.path).documents) {
      for (const path of isRecord(value) ? mergedFiles(value) : [])
        this.patches.add(posix.join(posix.dirname(file.path), path));
    }
    return "input of Kustomize: check what `kustomize build` prints";
  }

  /** To be asked when all files are added: what a file is may stand in another one. */
  finish(
    path: string,
    options: ManifestOptions,
  ): { readonly input: ParsedInput | undefined; readonly passed: readonly Passed[] } {
    const isPatch = (file: ManifestFile) => this.patches.has(file.path);
    const kept = this.found.filter(({ file }) => !isPatch(file));
    const patches = this.found
      .filter(({ file }) => isPatch(file))
      .map(({ file }) => ({
        path: file.path,
        reason: "a patch that Kustomize merges: check what `kustomize build` prints",
      }));
    const strangers = kept.flatMap(({ file, read }) => strangersOf(file, read));
    return {
      input:
        kept.length === 0
          ? undefined
          : manifestInput(
              path,
              kept.map(({ file }) => file),
              kept.flatMap(({ read }) => read.objects),
              options,
            ),
      passed: [...this.passed, ...patches, ...strangers],
    };
  }
}

export function isKustomization(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(posix.basename(path));
}

/** Files that only change or make objects. Patches may also be written in place, which then are no paths. */
function mergedFiles(kustomization: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    "patches",
    "patchesStrategicMerge",
    "patchesJson6902",
    "transformers",
    "generators",
    "configurations",
  ].flatMap((member) => {
    const entries: unknown = Object.hasOwn(kustomization, member) ? kustomization[member] : undefined;
    return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
      const path = isRecord(entry) ? entry.path : entry;
      return typeof path === "string" && !path.includes("\n") ? [path] : [];
    });
  });
}

/** Files that have a kind and are for a tool on the user's side, never for a cluster. */
function foreignReason({ body }: ManifestObject): string | undefined {
  const apiVersion = typeof body.apiVersion === "string" ? body.apiVersion : "";
  const kind = String(body.kind);
  if (apiVersion.startsWith("digit-platform/")) return "an environment file is only judged when it is named";
  if (/^kustomize\.config\.k8s\.io\//.test(apiVersion))
    return "input of Kustomize: check what `kustomize build` prints";
  if (kind === "Config" && apiVersion === "v1") return "a kubeconfig";
  if (/^(?:skaffold|kind\.x-k8s\.io|k3d\.io|config\.kubernetes\.io)\//.test(apiVersion))
    return `input of another tool (${apiVersion})`;
  return undefined;
}

function manifestInput(
  path: string,
  files: readonly ManifestFile[],
  objects: readonly ManifestObject[],
  { kind, stack, links }: ManifestOptions,
): ParsedInput {
  const [first] = files;
  return {
    path,
    kind,
    stack: stack ?? null,
    sha256:
      files.length === 1 && first
        ? sha256(first.bytes)
        : sha256(files.map((file) => `${sha256(file.bytes)} ${file.path}\n`).join("")),
    links: links ?? {},
    objects,
  };
}
