/** Files of one directory as one module, with overrides merged the way Terraform does. */
import { isLiteralTrue, literalText, traversalText, UnreadPlace, WrittenExpression } from "../expression/written";
import { baseOf } from "../graph/address";
import type { InputNote, SourceLocation } from "../model";
import { lineIn } from "./hcl/records";
import type { ModuleCall, ModuleConfig, OutputConfig, ResourceConfig } from "./model";
import type { Body, FileBlock, TerraformFile } from "./terraformBlocks";
import { bodies, labelled, member } from "./terraformJson";

/** Answers the configuration of a child module by the name of its call and its `source`. */
export type ChildModuleReader = (name: string, source: string) => ModuleConfig | undefined;

export interface TerraformModule {
  readonly config: ModuleConfig;
  readonly notes: readonly InputNote[];
}

/** `childModule` answers undefined where the module is not part of the input. */
export function readTerraformModule(files: readonly TerraformFile[], childModule: ChildModuleReader): TerraformModule {
  const collected = new Collector();
  // Terraform reads ordinary files by name, then lets the overrides, by name, replace what is there.
  for (const file of [...files].sort(byOverrideAndName)) collected.add(file);
  return { config: collected.module(childModule), notes: collected.notes };
}

function byOverrideAndName(a: TerraformFile, b: TerraformFile): number {
  if (a.override !== b.override) return a.override ? 1 : -1;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

interface Placed {
  readonly body: Body | UnreadPlace;
  readonly file: TerraformFile;
  readonly block: FileBlock;
}

interface PlacedResource extends Placed {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Further declarations of one address, which Terraform refuses, have a key of their own. */
  readonly address: string;
  /** The block itself, and those of overrides. */
  readonly parts: readonly FileBlock[];
}

class Collector {
  readonly notes: InputNote[] = [];
  private readonly resources = new Map<string, PlacedResource>();
  private readonly variables = new Map<string, Placed>();
  private readonly locals = new Map<string, unknown>();
  private readonly outputs = new Map<string, Placed>();
  private readonly calls = new Map<string, Placed>();
  private readonly providers = new Map<string, Body>();
  private backend: (Placed & { readonly type: string }) | undefined;

  add(file: TerraformFile): void {
    this.notes.push(...file.notes);
    for (const block of file.blocks) this.addBlock(block, file);
  }

  private addBlock(block: FileBlock, file: TerraformFile): void {
    const [first, second] = block.labels;
    const body = block.body instanceof UnreadPlace ? undefined : block.body;
    if (block.kind === "resource" || block.kind === "data") {
      if (first !== undefined && second !== undefined) this.addResource(block.kind, first, second, block, file);
    } else if (block.kind === "locals") {
      for (const [name, local] of labelled(body)) this.locals.set(name, local);
    } else if (block.kind === "terraform") this.addBackend(block, file);
    else if (first === undefined) return;
    else if (block.kind === "output") this.addPlaced(this.outputs, first, block, file);
    else if (block.kind === "module") this.addPlaced(this.calls, first, block, file);
    else if (block.kind === "variable") this.addPlaced(this.variables, first, block, file);
    else if (body === undefined) return;
    else if (block.kind === "provider") this.addProvider(first, body);
  }

  private addResource(
    kind: "resource" | "data",
    type: string,
    name: string,
    block: FileBlock,
    file: TerraformFile,
  ): void {
    const mode = kind === "data" ? "data" : "managed";
    const address = baseOf({ mode, type, name });
    const before = this.resources.get(address);
    if (before && file.override) {
      const body = overridden(before.body, block.body);
      this.resources.set(address, { ...before, body, parts: [...before.parts, block] });
      return;
    }
    const one = { body: block.body, file, block, mode, type, name, address, parts: [block] } as const;
    if (!before) {
      this.resources.set(address, one);
      return;
    }
    let copy = 2;
    while (this.resources.has(`${address} (${copy})`)) copy += 1;
    this.resources.set(`${address} (${copy})`, one);
    const [here, there] = [placeOf(file, block), placeOf(before.file, before.block)];
    this.notes.push({
      kind: "declared-twice",
      message: `${here}: ${address} is declared here and at ${there}; Terraform refuses that, both are judged`,
      source: sourceOf(file, block),
    });
  }

  private addPlaced(target: Map<string, Placed>, name: string, block: FileBlock, file: TerraformFile): void {
    const before = target.get(name);
    target.set(
      name,
      before ? { ...before, body: overridden(before.body, block.body) } : { body: block.body, file, block },
    );
  }

  private addProvider(name: string, body: Body): void {
    const alias = literalText(body.alias);
    const key = alias === undefined ? name : `${name}.${alias}`;
    this.providers.set(key, overridden(this.providers.get(key), body));
  }

  private addBackend(block: FileBlock, file: TerraformFile): void {
    for (const [type, written] of labelled(member(block.body, "backend"))) {
      // A backend of an override replaces the whole of the other.
      const [body] = bodies(written);
      if (body) this.backend = { type, body, file, block };
    }
  }

  module(childModule: ChildModuleReader): ModuleConfig {
    const backend = this.backend;
    return {
      syntax: "json",
      resources: new Map([...this.resources].map(([base, one]) => [base, resourceOf(one)])),
      variables: new Map([...this.variables].map(([name, { body }]) => [name, variableOf(body)])),
      variableSources: new Map([...this.variables].map(([name, placed]) => [name, () => locationOf(placed)])),
      locals: this.locals,
      outputs: new Map([...this.outputs].map(([name, placed]) => [name, outputOf(placed)])),
      calls: new Map([...this.calls].map(([name, placed]) => [name, callOf(name, placed, childModule)])),
      providers: this.providers,
      backends: backend ? [{ type: backend.type, body: backend.body, source: () => locationOf(backend) }] : [],
    };
  }
}

/** Attributes and nested blocks of an override replace those of the same name, whether written or dynamic. */
function overridden<T extends Body | UnreadPlace>(base: T | undefined, body: T): T {
  if (base === undefined || base instanceof UnreadPlace || body instanceof UnreadPlace) return body;
  const dynamic = labelled(member(base, "dynamic")).filter(([name]) => !Object.hasOwn(body, name));
  const added = labelled(member(body, "dynamic"));
  const names = new Set(added.map(([name]) => name));
  const kept = Object.entries(base).filter(([name]) => !names.has(name) && name !== "dynamic");
  const groups = [...dynamic.filter(([name]) => !names.has(name)), ...added].map(([name, one]) => ({ [name]: one }));
  return { ...Object.fromEntries(kept), ...body, ...(groups.length > 0 ? { dynamic: groups } : {}) };
}

/** Arguments that belong to Terraform and not to the resource. */
function resourceOf(one: PlacedResource): ResourceConfig {
  const { mode, type, name, body: written } = one;
  const { count, for_each: forEach, provider, ...body } = written instanceof UnreadPlace ? ({} as Body) : written;
  return {
    mode,
    type,
    name,
    body: written instanceof UnreadPlace ? written : body,
    count,
    forEach,
    provider: nameIn(provider) ?? type.split("_")[0] ?? type,
    address: one.address,
    source: () => locationOf(one),
    // An override stands in another file, whose lines would be taken for those of this one.
    ...(one.parts.length === 1 ? { lineAt: (steps) => lineIn(body, steps) } : {}),
    comments: () => one.parts.flatMap((part) => part.comments()),
  };
}

/** `aws.recovery`, bare in HCL; in JSON as text, with or without `${}` around it. */
function nameIn(value: unknown): string | undefined {
  if (value instanceof WrittenExpression) return traversalText(value.expression);
  return typeof value === "string" ? value.replace(/^\$\{\s*(.*?)\s*\}$/, "$1") : undefined;
}

function locationOf(placed: Placed): SourceLocation {
  const construct = member(member(member(placed.body, "//"), "metadata"), "path");
  return {
    ...sourceOf(placed.file, placed.block),
    ...(typeof construct === "string" ? { construct } : {}),
  };
}

function sourceOf(file: TerraformFile, block: FileBlock): SourceLocation {
  const line = block.line();
  return { file: file.file, ...(line === undefined ? {} : { line }) };
}

function placeOf(file: TerraformFile, block: FileBlock): string {
  const line = block.line();
  return line === undefined ? file.file : `${file.file}:${line}`;
}

function variableOf(body: Body | UnreadPlace): Body {
  return body instanceof UnreadPlace ? { default: body } : withFlag(body, "sensitive");
}

function withFlag(body: Body, flag: string): Body {
  return Object.hasOwn(body, flag) ? { ...body, [flag]: isLiteralTrue(body[flag]) } : body;
}

function outputOf(placed: Placed): OutputConfig {
  const { body: written } = placed;
  const source = () => locationOf(placed);
  if (written instanceof UnreadPlace) return { value: written, sensitive: false, body: {}, source };
  const body = withFlag(written, "sensitive");
  return { value: body.value ?? null, sensitive: body.sensitive === true, body, source };
}

function callOf(name: string, placed: Placed, childModule: ChildModuleReader): ModuleCall {
  const written = placed.body instanceof UnreadPlace ? ({} as Body) : placed.body;
  const { source, version: _version, providers, count, for_each: forEach, depends_on: _dependsOn, ...rest } = written;
  const address = literalText(source) ?? "";
  return {
    name,
    sourceAddress: address,
    arguments: rest,
    module: childModule(name, address),
    count,
    forEach,
    providers: providersOf(providers),
    source: () => locationOf(placed),
  };
}

/** `{ aws = aws.recovery }` by the name in the child. */
function providersOf(value: unknown): Readonly<Record<string, string>> {
  const passed = Object.create(null) as Record<string, string>;
  if (value instanceof WrittenExpression) {
    if (value.expression.kind !== "object") return passed;
    for (const { key, value: given } of value.expression.items) {
      const [inner, outer] = [traversalText(key), traversalText(given)];
      if (inner !== undefined && outer !== undefined) passed[inner] = outer;
    }
    return passed;
  }
  for (const [key, given] of labelled(value)) {
    const outer = nameIn(given);
    if (outer !== undefined) passed[key] = outer;
  }
  return passed;
}
