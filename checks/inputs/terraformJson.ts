/** Terraform JSON of one module: blocks by kind, with overrides merged the way Terraform does. */
import { baseOf } from "../graph/address";
import { isRecord } from "../graph/cursor";
import type { SourceLocation } from "../model";
import type { Comment, Link, ModuleCall, ModuleConfig, OutputConfig, ResourceConfig } from "./model";

/** One parsed `*.tf.json`. */
export interface TerraformFile {
  /** Relative path for the report. */
  readonly file: string;
  readonly override: boolean;
  readonly content: unknown;
  /** Line of the member at a path of keys, counted from 1; computed when it is asked for. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
}

/** What a stack of ours says about itself (`//.digitPlatform`). */
export interface StackNote {
  readonly stack: string | null;
  readonly links: Readonly<Record<string, Link>>;
}

type Body = Readonly<Record<string, unknown>>;

export function isOverrideName(name: string): boolean {
  return name === "override.tf.json" || name.endsWith("_override.tf.json");
}

/**
 * `childModule` answers the configuration of a local child module by its `source`, or undefined where that is not part
 * of the input.
 */
export function readTerraformModule(
  files: readonly TerraformFile[],
  childModule: (source: string) => ModuleConfig | undefined,
): ModuleConfig {
  const collected = new Collector();
  // Terraform reads ordinary files by name, then lets the overrides, by name, replace what is there.
  for (const file of [...files].sort(byOverrideAndName)) collected.add(file);
  return collected.module(childModule);
}

function byOverrideAndName(a: TerraformFile, b: TerraformFile): number {
  if (a.override !== b.override) return a.override ? 1 : -1;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

export function stackNoteOf(files: readonly TerraformFile[]): StackNote {
  for (const { content } of files) {
    const note = member(member(content, "//"), "digitPlatform");
    if (!isRecord(note)) continue;
    const links = Object.create(null) as Record<string, Link>;
    for (const [variable, link] of Object.entries(isRecord(note.inputs) ? note.inputs : {})) {
      if (isRecord(link) && typeof link.stack === "string" && typeof link.output === "string") {
        links[variable] = { stack: link.stack, output: link.output };
      }
    }
    return { stack: typeof note.stack === "string" ? note.stack : null, links };
  }
  return { stack: null, links: {} };
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Bodies under one label: Terraform JSON allows an object or a list of objects wherever a block may stand. */
function bodies(value: unknown): readonly Body[] {
  return [value].flat().filter(isRecord);
}

function labelled(value: unknown): readonly (readonly [string, unknown])[] {
  return bodies(value).flatMap((group) => Object.entries(group).filter(([name]) => name !== "//"));
}

/** Attributes and nested blocks of an override replace those of the same name. */
function overridden(base: Body | undefined, body: Body): Body {
  return base ? { ...base, ...body } : body;
}

interface Placed {
  readonly body: Body;
  readonly file: TerraformFile;
  readonly path: readonly string[];
}

class Collector {
  private readonly resources = new Map<
    string,
    Placed & { readonly mode: "managed" | "data"; readonly type: string; readonly name: string }
  >();
  private readonly variables = new Map<string, Body>();
  private readonly locals = new Map<string, unknown>();
  private readonly outputs = new Map<string, Body>();
  private readonly calls = new Map<string, Body>();
  private readonly providers = new Map<string, Body>();
  private backend: (Placed & { readonly type: string }) | undefined;

  add(file: TerraformFile): void {
    for (const [kind, value] of labelled(file.content)) {
      if (kind === "resource" || kind === "data") this.addResources(kind, value, file);
      else if (kind === "variable") this.addNamed(this.variables, value);
      else if (kind === "output") this.addNamed(this.outputs, value);
      else if (kind === "module") this.addNamed(this.calls, value);
      else if (kind === "locals") for (const [name, local] of labelled(value)) this.locals.set(name, local);
      else if (kind === "provider") this.addProviders(value);
      else if (kind === "terraform") this.addBackend(value, file);
    }
  }

  private addResources(kind: "resource" | "data", value: unknown, file: TerraformFile): void {
    const mode = kind === "data" ? "data" : "managed";
    for (const [type, byName] of labelled(value)) {
      for (const [name, written] of labelled(byName)) {
        const base = baseOf({ mode, type, name });
        for (const body of bodies(written)) {
          const before = this.resources.get(base);
          const place = before ?? { file, path: [kind, type, name], mode, type, name };
          this.resources.set(base, { ...place, body: overridden(before?.body, body) });
        }
      }
    }
  }

  private addNamed(target: Map<string, Body>, value: unknown): void {
    for (const [name, written] of labelled(value)) {
      for (const body of bodies(written)) target.set(name, overridden(target.get(name), body));
    }
  }

  private addProviders(value: unknown): void {
    for (const [name, written] of labelled(value)) {
      for (const body of bodies(written)) {
        const key = typeof body.alias === "string" ? `${name}.${body.alias}` : name;
        this.providers.set(key, overridden(this.providers.get(key), body));
      }
    }
  }

  private addBackend(value: unknown, file: TerraformFile): void {
    for (const settings of bodies(value)) {
      for (const [type, written] of labelled(settings.backend)) {
        // A backend of an override replaces the whole of the other.
        const [body] = bodies(written);
        if (body) this.backend = { type, body, file, path: ["terraform", "backend", type] };
      }
    }
  }

  module(childModule: (source: string) => ModuleConfig | undefined): ModuleConfig {
    const backend = this.backend;
    return {
      syntax: "json",
      resources: new Map([...this.resources].map(([base, one]) => [base, resourceOf(one)])),
      variables: this.variables,
      locals: this.locals,
      outputs: new Map([...this.outputs].map(([name, body]) => [name, outputOf(body)])),
      calls: new Map([...this.calls].map(([name, body]) => [name, callOf(name, body, childModule)])),
      providers: this.providers,
      backends: backend ? [{ type: backend.type, body: backend.body, source: () => locationOf(backend) }] : [],
    };
  }
}

/** Arguments that belong to Terraform and not to the resource. */
function resourceOf(
  one: Placed & { readonly mode: "managed" | "data"; readonly type: string; readonly name: string },
): ResourceConfig {
  const { count, for_each: forEach, provider, ...body } = one.body;
  return {
    mode: one.mode,
    type: one.type,
    name: one.name,
    body,
    count,
    forEach,
    provider: typeof provider === "string" ? unwrapped(provider) : (one.type.split("_")[0] ?? one.type),
    source: () => locationOf(one),
    comments: () => commentsOf(one),
  };
}

/** Terraform JSON knows one comment, the member `//`; a list and nested objects are common for several lines. */
function commentsOf(placed: Placed): readonly Comment[] {
  const texts = [member(placed.body, "//")].flat().filter((text) => typeof text === "string");
  if (texts.length === 0) return [];
  const line = placed.file.lineOf([...placed.path, "//"]) ?? placed.file.lineOf(placed.path);
  const where = { file: placed.file.file, ...(line === undefined ? {} : { line }) };
  return texts.flatMap((text) => text.split("\n").map((part) => ({ text: part.trim(), ...where })));
}

/** `${aws.recovery}` and `aws.recovery` are the same. */
function unwrapped(text: string): string {
  return text.replace(/^\$\{\s*(.*?)\s*\}$/, "$1");
}

function locationOf(placed: Placed): SourceLocation {
  const construct = member(member(member(placed.body, "//"), "metadata"), "path");
  const line = placed.file.lineOf(placed.path);
  return {
    file: placed.file.file,
    ...(line === undefined ? {} : { line }),
    ...(typeof construct === "string" ? { construct } : {}),
  };
}

function outputOf(body: Body): OutputConfig {
  return { value: body.value ?? null, sensitive: body.sensitive === true || body.sensitive === "true", body };
}

function callOf(name: string, body: Body, childModule: (source: string) => ModuleConfig | undefined): ModuleCall {
  const { source, version: _version, providers, count, for_each: forEach, depends_on: _dependsOn, ...rest } = body;
  const address = typeof source === "string" ? source : "";
  const passed = Object.create(null) as Record<string, string>;
  for (const [key, value] of labelled(providers)) if (typeof value === "string") passed[key] = unwrapped(value);
  return {
    name,
    sourceAddress: address,
    arguments: rest,
    module: childModule(address),
    count,
    forEach,
    providers: passed,
  };
}
