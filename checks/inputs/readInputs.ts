/** From paths to parsed inputs (design §3, `check`). */
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { UserError, usageError } from "../../common/errors";
import { sha256 } from "../../common/hash";
import type { InputKind } from "../model";
import { readLargePlan } from "./bytes/largePlan";
import { decodeText, inputError, isZip, parseJson } from "./decode";
import { type Detected, detectJson, detectText } from "./detect";
import { listFolder, type Skipped } from "./folder";
import { keysOf } from "./jsonText";
import { displayed, type LoadedFile } from "./loadedFile";
import { FolderManifests, isKustomization, readManifestFile } from "./manifestFiles";
import type { Link, ParsedInput } from "./model";
import { isPlan, readPlan } from "./plan";
import { readStandardInput } from "./standardInput";
import { isShownState, readRawState, readShownState } from "./state";
import { isTerraformName, TerraformFolder } from "./terraformFolder";
import { namedModule } from "./terraformSources";
import { isVariableFile, type VariableFile, variableFile } from "./variableFiles";

/** One thing to check: a file or folder, or bytes that the caller already holds. */
export interface InputRequest {
  readonly path: string;
  /** Judged instead of the file at `path`, which then only names it. */
  readonly content?: string | Uint8Array;
  readonly kind?: InputKind;
  /** Name of the stack, where the input does not say it itself. */
  readonly stack?: string;
  /** Variables that earlier stacks' outputs fill, for inputs that cannot say so (plans). */
  readonly links?: Readonly<Record<string, Link>>;
}

export interface ReadOptions {
  /** Paths in the report are relative to it. Default: the working directory. */
  readonly cwd?: string;
  /** Kind of every input, instead of detection by content. */
  readonly kind?: InputKind;
  /** Absolute paths inside folders that are left to somebody else. */
  readonly except?: ReadonlySet<string>;
}

export interface InputSet {
  readonly inputs: readonly ParsedInput[];
  /** What a folder held and was passed over, with the reason. */
  readonly skipped: readonly Skipped[];
}

/**
 * Reads everything that is named. Throws `UserError` (exit 2) for what cannot be read, fits no kind, or leaves nothing
 * to check.
 */
export function readInputs(requests: readonly (string | InputRequest)[], options: ReadOptions = {}): InputSet {
  const cwd = options.cwd ?? process.cwd();
  const skipped: Skipped[] = [];
  const inputs: ParsedInput[] = [];
  const namedModules = new Map<string, LoadedFile[]>();
  const all = requests.map((given): InputRequest => (typeof given === "string" ? { path: given } : given));
  const variables = all.filter(isVariableRequest).map((request) => namedVariables(request, cwd));
  for (const request of all) {
    if (isVariableRequest(request)) continue;
    const kind = request.kind ?? options.kind;
    if (request.content === undefined && isDirectory(request.path, cwd)) {
      const folder = readFolder(request, variables, cwd, options.except);
      inputs.push(...folder.inputs);
      skipped.push(...folder.skipped);
      continue;
    }
    const large = largePlan(request, cwd, kind);
    if (large) {
      inputs.push(large);
      continue;
    }
    const file = loadNamed(request, cwd, kind);
    if (isManifestKind(file.kind)) {
      if (file.content !== undefined) keysOf(file.text, file.path);
      const { input, passed } = readManifestFile(file, { ...request, kind: file.kind });
      inputs.push(input);
      skipped.push(...passed);
    } else if (file.kind !== "terraform-json" && file.kind !== "hcl") inputs.push(parsedDocument(file));
    else {
      // Named files of one folder form one module; files that the caller holds are modules of their own.
      const group =
        request.content === undefined
          ? dirname(file.absolute)
          : `${file.absolute}#${inputs.length}#${namedModules.size}`;
      namedModules.set(group, [...(namedModules.get(group) ?? []), file]);
    }
  }
  for (const files of namedModules.values()) inputs.push(namedModule(files, variables, cwd));
  if (inputs.length === 0) throw nothingToCheck(skipped, variables);
  return { inputs, skipped };
}

function nothingToCheck(skipped: readonly Skipped[], variables: readonly VariableFile[]): UserError {
  const [first] = variables;
  if (first)
    return inputError(
      "nothing-to-check",
      `${first.path} holds values of variables, which are nothing to check by themselves.`,
      "Name the files or the folder of the module too.",
    );
  return inputError(
    "nothing-to-check",
    "There is nothing to check.",
    "Name a plan, a state, Kubernetes manifests, or a folder with *.tf or *.tf.json.",
    skipped.map(({ path, reason }) => ({ code: "passed-over", message: reason, file: path })),
  );
}

function isVariableRequest(request: InputRequest): boolean {
  return isVariableFile(request.path) && request.kind === undefined;
}

/** Values for the modules that are named beside it. */
function namedVariables(request: InputRequest, cwd: string): VariableFile {
  const file = loadNamed(request, cwd, request.path.endsWith(".json") ? "terraform-json" : "hcl");
  const values = variableFile(file.path, file.bytes, file.text, file.content);
  if (values.notes.length > 0) {
    const problems = values.notes.map(({ message, source: { line } }) => ({
      code: "invalid-hcl",
      message,
      file: file.path,
      ...(line === undefined ? {} : { line }),
    }));
    throw inputError("invalid-hcl", problems[0]?.message ?? "", undefined, problems);
  }
  return values;
}

function isDirectory(path: string, cwd: string): boolean {
  if (path === "-") return false;
  try {
    return statSync(resolve(cwd, path)).isDirectory();
  } catch {
    throw inputError("input-not-found", `${path} does not exist or cannot be read.`);
  }
}

function isManifestKind(kind: InputKind): boolean {
  return kind === "manifest" || kind === "cluster";
}

function bytesOf(request: InputRequest, absolute: string): Uint8Array {
  const { content } = request;
  if (content !== undefined) return typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (request.path === "-") return readStandardInput();
  try {
    return readFileSync(absolute);
  } catch {
    throw inputError("input-not-found", `${request.path} does not exist or cannot be read.`);
  }
}

/** A plan that is too large to be built as a whole. */
function largePlan(request: InputRequest, cwd: string, kind: InputKind | undefined): ParsedInput | undefined {
  if (request.content !== undefined || request.path === "-" || (kind !== undefined && kind !== "plan"))
    return undefined;
  const absolute = resolve(cwd, request.path);
  const path = displayed(absolute, cwd);
  const plan = readLargePlan(absolute, path);
  return (
    plan && {
      path,
      kind: "plan",
      stack: request.stack ?? null,
      sha256: plan.sha256,
      links: request.links ?? {},
      ...plan.parts,
    }
  );
}

function loadNamed(request: InputRequest, cwd: string, kind: InputKind | undefined): LoadedFile {
  const absolute = resolve(cwd, request.path);
  const bytes = bytesOf(request, absolute);
  const path = displayed(absolute, cwd);
  if (isZip(bytes)) {
    throw usageError(
      "binary-plan",
      `${path} is a binary plan.`,
      `Run \`terraform show -json ${path} > plan.json\` and check plan.json.`,
    );
  }
  const text = decodeText(bytes, path);
  const content = jsonIn(text, path);
  const isJson = content !== undefined;
  if (kind !== undefined && isJson) refuseOtherKind(kind, content, path);
  const detected = kind ?? (isJson ? detectJson(content, basename(path)) : detectText(text, basename(path)));
  return { request, absolute, path, bytes, text, content, kind: supported(detected, path, isJson) };
}

/** Undefined for what is not JSON. YAML may start like JSON, and so do templates of Helm. */
function jsonIn(text: string, path: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const mayBeYaml = path === "-" || /\.ya?ml$/.test(path) || /^\s*\{[{%]/.test(text);
  try {
    return parseJson(text, path);
  } catch (error) {
    if (mayBeYaml && error instanceof UserError) return undefined;
    throw error;
  }
}

/** A plan read as a module, or the reverse, would hold no resources, and nothing judged would look like a pass. */
function refuseOtherKind(kind: InputKind, content: unknown, path: string): void {
  if ((kind === "plan") === isPlan(content)) return;
  throw usageError(
    "wrong-input-kind",
    kind === "plan" ? `${path} is no plan.` : `${path} is a plan, not ${kind}.`,
    "Leave --kind out, or check files of different kinds one at a time.",
  );
}

/** Kinds that this version reads; everything else ends with exit 2 and says what would be accepted. */
function supported(kind: Detected, path: string, isJson: boolean): InputKind {
  if (kind === "manifest" || kind === "cluster") return kind;
  if (kind === "hcl") {
    if (!isJson) return kind;
    throw usageError("unknown-input-kind", `${path} is JSON, so it is no ${kind}.`);
  }
  if (kind === "terraform-json" || kind === "plan" || kind === "state") {
    if (isJson) return kind;
    throw usageError("unknown-input-kind", `${path} is not JSON, so it is no ${kind}.`);
  }
  if (kind === "environment") {
    throw usageError("unsupported-input-kind", `${path} is an environment file, which has to be synthesized first.`);
  }
  throw usageError(
    "unknown-input-kind",
    `${path} fits no kind of input.`,
    "Accepted are *.tf, *.tf.json, plans and states from `terraform show -json`, raw states of version 4, and Kubernetes manifests; --kind overrides the detection.",
  );
}

/** A plan or a state. */
function parsedDocument(file: LoadedFile): ParsedInput {
  const { request, content, path, kind } = file;
  const common = { path, kind, stack: request.stack ?? null, sha256: sha256(file.bytes), links: request.links ?? {} };
  if (kind === "plan") return { ...common, ...readPlan(content) };
  if (isShownState(content)) return { ...common, ...readShownState(content) };
  const version = typeof content === "object" && content !== null && "version" in content ? content.version : undefined;
  if (version !== 4) {
    throw usageError(
      "unsupported-state-version",
      `${path} is not a state of version 4.`,
      "Run `terraform show -json` and check what it prints.",
    );
  }
  return { ...common, ...readRawState(content) };
}

function readFolder(
  request: InputRequest,
  variables: readonly VariableFile[],
  cwd: string,
  except: ReadonlySet<string> | undefined,
): InputSet {
  const root = resolve(cwd, request.path);
  const { directories, skipped } = listFolder(root);
  const passed = skipped.map((one) => ({ ...one, path: displayed(one.path, cwd) }));
  const terraform = new TerraformFolder(root, cwd, (path, kind) => loadNamed({ ...request, path }, cwd, kind));
  const documents: ParsedInput[] = [];
  const manifests = new FolderManifests();
  for (const [directory, names] of directories) {
    terraform.add(directory, names);
    for (const name of names) {
      if (isTerraformName(name)) continue;
      const path = resolve(directory, name);
      if (except?.has(path)) continue;
      if (name.endsWith(".json")) {
        const file = unlessRefused(() => loadNamed({ ...request, path }, cwd, undefined));
        const document =
          file && (file.kind === "plan" || file.kind === "state") && unlessRefused(() => parsedDocument(file));
        if (document) documents.push(document);
        else if (file && isManifestKind(file.kind)) manifests.add(file);
        else passed.push({ path: displayed(path, cwd), reason: "JSON that is no plan, state or manifest" });
      } else if (name.endsWith(".tfstate"))
        passed.push({ path: displayed(path, cwd), reason: "a state is only read when it is named" });
      else if (/\.ya?ml$/.test(name) || isKustomization(name)) passed.push(...addManifest(manifests, path, cwd));
    }
  }
  const { input, passed: noManifests } = manifests.finish(displayed(root, cwd), { ...request, kind: "manifest" });
  return {
    inputs: [...terraform.finish(variables), ...documents, ...(input ? [input] : [])],
    skipped: [...passed, ...terraform.passed, ...noManifests],
  };
}

/** YAML that is no text is passed over like YAML that is no manifest. */
function addManifest(manifests: FolderManifests, absolute: string, cwd: string): readonly Skipped[] {
  const path = displayed(absolute, cwd);
  try {
    const bytes = bytesOf({ path: absolute }, absolute);
    manifests.add({ path, bytes, text: decodeText(bytes, path), content: undefined });
    return [];
  } catch (error) {
    if (error instanceof UserError) return [{ path, reason: error.message }];
    throw error;
  }
}

/** What is no document of a kind that is read is no reason to stop at, among the files of a folder. */
function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
