/** A resource of Terraform as rules see it, read lazily from a source, a plan or a state. */
import { hole, holesIn, isCertainlySet, isHole, isList, isObject, isTemplate, member } from "../expression/datum";
import { type ResolvedStep, takeSteps } from "../expression/steps";
import type { Comment, InstanceRecord, ResourceConfig } from "../inputs/model";
import type { SourceLocation } from "../model";
import type { GraphScope } from "./boundScope";
import { canonicalType } from "./canonicalTypes";
import { mergeReferences, referencesAt, sourcesOf } from "./configReferences";
import { type Cursor, isRecord, materialise, stepInto } from "./cursor";
import { documentedDefault } from "./defaults";
import type { BlockList, BlockView, Datum, PolicyReading, Reading, References, ResourceNode } from "./graph";
import type { Identifiers } from "./identifiers";
import { mayLeadTo, textsNaming } from "./mentions";
import type { ModuleScope } from "./moduleScope";
import { joinPath, type PathStep, parsePath } from "./path";
import { isMarked, open, ownMember, type Planned, plannedValue, statedScalar, stepIntoPlanned } from "./planned";
import { readPolicy } from "./policy";
import { documentSource, readPolicyDataSource } from "./policyDataSource";
import { isReadBack } from "./readBack";
import { coerce, isSensitiveBySchema } from "./schema";

export interface NodeOrigin {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly writtenType: string;
  readonly key: string | number | undefined;
  readonly input: number;
  readonly stack: string | null;
  readonly module: ModuleScope;
  readonly scope: GraphScope;
  readonly config: ResourceConfig | undefined;
  readonly syntax: "json" | "plan";
  readonly planned: InstanceRecord | undefined;
  readonly identifiers: Identifiers;
  readonly region: () => Reading;
  readonly defaultTags: () => Datum | undefined;
  readonly sensitiveReference: (steps: readonly PathStep[]) => boolean;
  /** Told when something is read of the node, until `forget` is called. */
  readonly remember: (node: TerraformNode) => void;
}

interface Memo {
  readonly readings: Map<string, Reading>;
  readonly data: Map<readonly PathStep[], Datum | undefined>;
  readonly references: Map<string, References>;
  readonly policies: Map<string, PolicyReading>;
}

const absent: Reading = { kind: "absent" };

/** Attributes that AWS always fills with something that is neither empty nor a wildcard. */
export function becomesSet(attribute: string): boolean {
  return /(^|_)(arn|id|name|bucket|endpoint|address|url|partition)$/.test(attribute);
}

export class TerraformNode implements ResourceNode {
  readonly address: string;
  readonly type: string;
  readonly writtenType: string;
  readonly mode: "managed" | "data";
  readonly input: number;
  readonly stack: string | null;
  readonly key: string | number | undefined;
  /** What was read, see `forget`; made with the first reading, because most nodes of a large plan are never asked. */
  private memo: Memo | undefined;

  constructor(private readonly origin: NodeOrigin) {
    this.address = origin.address;
    this.writtenType = origin.writtenType;
    this.type = canonicalType(origin.writtenType);
    this.mode = origin.mode;
    this.input = origin.input;
    this.stack = origin.stack;
    this.key = origin.key;
  }

  forget(): void {
    this.memo = undefined;
  }

  get source(): SourceLocation {
    return this.origin.config?.source() ?? {};
  }

  sourceAt(path: string): SourceLocation {
    const { config } = this.origin;
    const line = config?.lineAt?.(parsePath(path));
    return line === undefined ? this.source : { ...this.source, line };
  }

  comments(): readonly Comment[] {
    return this.origin.config?.comments?.() ?? [];
  }

  private get read(): Memo {
    if (this.memo) return this.memo;
    this.memo = { readings: new Map(), data: new Map(), references: new Map(), policies: new Map() };
    this.origin.remember(this);
    return this.memo;
  }

  get(path: string): Reading {
    const { readings } = this.read;
    const known = readings.get(path);
    if (known) return known;
    const reading = this.readingAt(parsePath(path));
    readings.set(path, reading);
    return reading;
  }

  literal(attribute: string): string | undefined {
    const { planned } = this.origin;
    if (planned) {
      // What a plan does not state, only the deployment fills: no text yet.
      const value = ownMember(planned.values, attribute);
      return typeof value === "string" && value !== "" ? value : undefined;
    }
    const reading = this.get(attribute);
    return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
  }

  private readingAt(steps: readonly PathStep[]): Reading {
    const datum = this.datumAt(steps);
    if (isHole(datum)) return { kind: "unknown", cause: datum.cause, set: datum.set };
    if (isTemplate(datum)) {
      const cause = [...new Set(holesIn(datum).map((one) => one.cause))].join("; ");
      return { kind: "unknown", cause, set: isCertainlySet(datum), template: datum };
    }
    if (isStated(datum)) return { kind: "known", value: datum };
    const fallback = documentedDefault(this.type, steps);
    if (fallback !== undefined) return { kind: "default", value: fallback };
    if (this.isAssigned(steps))
      return { kind: "unknown", cause: `known after apply: ${this.address}.${steps.join(".")}`, set: true };
    return absent;
  }

  /** `id` and `arn` are never written, and always there in the end. */
  private isAssigned(steps: readonly PathStep[]): boolean {
    return steps.length === 1 && (steps[0] === "id" || steps[0] === "arn") && this.isReal;
  }

  private get isReal(): boolean {
    return !this.writtenType.startsWith("terraform_") || this.writtenType === "terraform_data";
  }

  private get root(): Cursor | undefined {
    const { config, scope, syntax } = this.origin;
    return config && { kind: "config", value: config.body, syntax, scope, block: true };
  }

  /** The value at a path with the types of the provider's schema; undefined where nothing is stated. */
  private datumAt(steps: readonly PathStep[]): Datum | undefined {
    // The same path is the same list of steps, see parsePath.
    const { data } = this.read;
    if (data.has(steps)) return data.get(steps);
    const datum = this.readDatum(steps);
    data.set(steps, datum);
    return datum;
  }

  private readDatum(steps: readonly PathStep[]): Datum | undefined {
    const raw = this.origin.planned ? this.plannedAt(steps, this.origin.planned) : this.statedAt(steps);
    return raw === undefined ? undefined : coerce(this.writtenType, steps, raw);
  }

  private statedAt(steps: readonly PathStep[]): Datum | undefined {
    const cursor = this.cursorAt(steps);
    if (cursor) return materialise(cursor);
    return steps[0] === "tags_all" && this.mode === "managed" ? tagAt(this.allTags(), steps.slice(1)) : undefined;
  }

  /** What a plan computes as `tags_all`: the tags stated, over those that the provider adds. */
  private allTags(): Datum | undefined {
    const own = this.datumAt(parsePath("tags"));
    const added = this.origin.defaultTags();
    if (!isObject(added) || (own !== undefined && own !== null && !isObject(own))) return own ?? added;
    return { ...added, ...(isObject(own) ? own : {}) };
  }

  private plannedAt(steps: readonly PathStep[], { values, unknown }: InstanceRecord): Datum | undefined {
    const stated = this.origin.config?.body;
    if (isRecord(stated) && isReadBack(this.type, steps[0], stated)) return undefined;
    const scalar = statedScalar(values, unknown, steps);
    if (scalar !== open) return scalar;
    let here: Planned | undefined = { values, unknown, config: () => this.root };
    for (const step of steps) here = here && stepIntoPlanned(here, step);
    return here && plannedValue(here);
  }

  private cursorAt(steps: readonly PathStep[]): Cursor | undefined {
    let cursor = this.root;
    for (const step of steps) cursor = cursor && stepInto(cursor, step);
    return cursor;
  }

  /** What a reference to an attribute of this resource evaluates to. */
  attribute(steps: readonly ResolvedStep[]): Datum {
    const path: PathStep[] = [];
    for (const [position, step] of steps.entries()) {
      if (step.kind === "attribute") path.push(step.name);
      else if (step.kind === "index") path.push(step.key);
      else {
        const value = this.datumAt(path);
        return isStated(value) ? takeSteps(value, steps.slice(position)) : this.assigned(path);
      }
    }
    if (path.length === 0) return hole(`the whole of ${this.address}`, { set: true, sources: [this], whole: this });
    const value = this.datumAt(path);
    if (isStated(value)) return value;
    return documentedDefault(this.type, path) ?? this.assigned(path);
  }

  private assigned(path: readonly PathStep[]): Datum {
    const when = this.mode === "data" ? "read from the provider" : "known after apply";
    const last = path.at(-1);
    const set = typeof last === "string" && becomesSet(last);
    return hole(`${when}: ${[this.address, ...path].join(".")}`, { set, sources: [this] });
  }

  blocks(path: string): BlockList {
    const datum = this.datumAt(parsePath(path));
    if (isHole(datum) || isTemplate(datum))
      return { items: [], unknown: holesIn(datum)[0]?.cause ?? "known after apply" };
    if (isObject(datum)) return { items: [this.view(joinPath(path, "[0]"))], unknown: undefined };
    if (!isList(datum)) return { items: [], unknown: undefined };
    const items = datum.flatMap((item, index) => (isObject(item) ? [this.view(joinPath(path, `[${index}]`))] : []));
    return { items, unknown: datum.flatMap((item) => (isHole(item) ? [item.cause] : []))[0] };
  }

  private view(path: string): BlockView {
    return {
      path,
      get: (inner) => this.get(joinPath(path, inner)),
      blocks: (inner) => this.blocks(joinPath(path, inner)),
      references: (inner) => this.references(joinPath(path, inner)),
    };
  }

  references(path: string): References {
    const { references } = this.read;
    const known = references.get(path);
    if (known) return known;
    const found = this.findReferences(parsePath(path));
    references.set(path, found);
    return found;
  }

  private findReferences(steps: readonly PathStep[]): References {
    const cursor = this.cursorAt(steps);
    const stated = cursor ? referencesAt(cursor) : { nodes: [], unresolved: undefined };
    const datum = this.datumAt(steps);
    const attribute = steps.findLast((step) => typeof step === "string") ?? "";
    const held = datum === undefined ? { nodes: [], unresolved: undefined } : sourcesOf(datum);
    const literal = textsIn(datum, String(attribute)).flatMap(({ text, name }) => {
      const named = this.origin.identifiers.find(text, name, this);
      // Two resources may have one name in a source; where one of them is referred to, the other is not meant.
      const meant = named.filter((node) => stated.nodes.includes(node));
      return meant.length > 0 ? meant : named;
    });
    const all = mergeReferences([stated, held, { nodes: literal, unresolved: undefined }]);
    const nodes = all.nodes.filter((node) => node !== this);
    // A value that is known all the way down leaves nothing open, whatever its expression mentions.
    const open = datum !== undefined && holesIn(datum).length > 0;
    return open ? { ...all, nodes } : { nodes, unresolved: undefined };
  }

  mentions(type: string): readonly ResourceNode[] {
    const { planned, config } = this.origin;
    const ofType = (nodes: readonly ResourceNode[]) => nodes.filter((node) => node.type === type && node !== this);
    if (!planned) return ofType(this.references("").nodes);
    const cursor = config && mayLeadTo(config, type, this.origin.module) ? this.root : undefined;
    const stated = cursor ? ofType(referencesAt(cursor).nodes) : [];
    const literal = textsNaming(planned.values, "", type).flatMap(({ text, name }) =>
      ofType(this.origin.identifiers.find(text, name, this)),
    );
    return literal.length === 0 ? stated : [...new Set([...stated, ...literal])];
  }

  policy(path: string): PolicyReading {
    const { policies } = this.read;
    const known = policies.get(path);
    if (known) return known;
    // What a document's data source is asked for is the document that its blocks make.
    const ownDocument = this.type === documentSource && path === "json";
    const reading = ownDocument
      ? readPolicyDataSource(this, readPolicy, new Set())
      : readPolicy(this.datumAt(parsePath(path)));
    policies.set(path, reading);
    return reading;
  }

  region(): Reading {
    const own = this.get("region");
    return own.kind === "known" || own.kind === "unknown" ? own : this.origin.region();
  }

  sensitive(path: string): boolean {
    const steps = parsePath(path);
    const { planned } = this.origin;
    if (planned && isMarked(planned.sensitive, steps)) return true;
    return isSensitiveBySchema(this.writtenType, steps) || this.origin.sensitiveReference(steps);
  }
}

function isStated(datum: Datum | undefined): datum is Datum {
  return datum !== undefined && datum !== null && datum !== "" && !(isList(datum) && datum.length === 0);
}

function tagAt(tags: Datum | undefined, [key, ...more]: readonly PathStep[]): Datum | undefined {
  if (key === undefined || !isObject(tags)) return tags;
  return more.length === 0 ? member(tags, String(key)) : undefined;
}

/** All texts inside a value, each with the name of the attribute that holds it. */
function textsIn(datum: Datum | undefined, name: string): readonly { readonly text: string; readonly name: string }[] {
  if (typeof datum === "string") return [{ text: datum, name }];
  if (isList(datum)) return datum.flatMap((item) => textsIn(item, name));
  if (isObject(datum)) return Object.entries(datum).flatMap(([key, item]) => textsIn(item, key));
  return [];
}
