/** One module instance: what `var`, `local`, `module`, `data` and resource names mean inside it. */
import { hole, holesIn, isHole, mergedHole } from "../expression/datum";
import type { FileAccess, ResolvedReference } from "../expression/evaluate";
import { EvaluationFailure } from "../expression/functions/failure";
import { parseExpression } from "../expression/parser";
import { type ResolvedStep, takeSteps } from "../expression/steps";
import { converted, typeConstraint } from "../expression/types";
import { ConfigLeaf, isLiteralFalse, WrittenExpression } from "../expression/written";
import type { ModuleCall, ModuleConfig, ParsedInput } from "../inputs/model";
import type { InputNote } from "../model";
import { type GraphScope } from "./boundScope";
import { mergeReferences, referencesAt } from "./configReferences";
import { type Cursor, materialise, stepInto } from "./cursor";
import { expand, indexSuffix } from "./expansion";
import type { Datum, References } from "./graph";
import { opaqueReferents, opaqueValue } from "./opaque";
import { type ChildModule, type ModuleTarget, moduleTarget, selectInstances } from "./targets";
import { becomesSet, type TerraformNode } from "./terraformNode";
import { wholeModules, wholeOf } from "./wholeValues";
import type { Output, ParentCall, World } from "./world";

const nothing: References = { nodes: [], unresolved: undefined };

export class ModuleScope implements GraphScope {
  private readonly memo = new Map<string, Datum>();
  private readonly referenceMemo = new Map<string, References>();
  private readonly nodesByBase = new Map<string, TerraformNode[]>();
  private readonly childScopes = new Map<string, ChildModule[]>();
  /** Children of plans and states by name and key: one call may have thousands. */
  private readonly childByAddress = new Map<string, ModuleScope>();

  constructor(
    readonly input: ParsedInput,
    readonly inputIndex: number,
    /** Empty for the root, else `module.a["k"]`. */
    readonly address: string,
    readonly config: ModuleConfig | undefined,
    readonly parent: ParentCall | undefined,
    private readonly world: World,
  ) {}

  prefixed(address: string): string {
    return this.address === "" ? address : `${this.address}.${address}`;
  }

  /** Instances of a resource by `type.name` or `data.type.name`; those of a source are made on first use. */
  instances(base: string): readonly TerraformNode[] {
    const known = this.nodesByBase.get(base);
    if (known) return known;
    const made = this.input.instances ? [] : [...this.world.expandResource(this, base)];
    this.nodesByBase.set(base, made);
    return made;
  }

  /** For plans and states, whose instances are given. */
  addInstance(base: string, node: TerraformNode): void {
    const known = this.nodesByBase.get(base);
    if (known) known.push(node);
    else this.nodesByBase.set(base, [node]);
  }

  /** All instances that were given. */
  placed(): readonly TerraformNode[] {
    return [...this.nodesByBase.values()].flat();
  }

  callNames(): readonly string[] {
    return [...new Set([...(this.config?.calls.keys() ?? []), ...this.childScopes.keys()])];
  }

  /** Instances of a module call. Plans name theirs by the addresses of their resources. */
  children(name: string): readonly ChildModule[] {
    const known = this.childScopes.get(name);
    if (known) return known;
    const call = this.config?.calls.get(name);
    const depth = this.address.split("module.").length;
    if (!this.config || !call?.module || depth > 30) return [];
    const children = expand(call.count, call.forEach, this.config.syntax, this).map(({ key, scope }) => ({
      key,
      module: this.child(call, key, scope),
    }));
    this.childScopes.set(name, children);
    return children;
  }

  /** Calls whose module is not part of the input, so that nothing in it is judged. */
  unseenModules(): readonly InputNote[] {
    if (this.input.instances) return [];
    return [...(this.config?.calls.values() ?? [])]
      .filter((call) => call.module === undefined && this.isCalled(call))
      .map((call) => ({
        kind: "unseen-module",
        message: `${this.prefixed(`module.${call.name}`)} is not judged: its source ${sourceOf(call)} is not part of the input`,
        source: call.source?.() ?? {},
      }));
  }

  private isCalled(call: ModuleCall): boolean {
    return expand(call.count, call.forEach, this.config?.syntax ?? "json", this).length > 0;
  }

  /** The child of a plan or state with that key, made when it is met first. */
  childWithKey(name: string, key: string | number | undefined, scope: GraphScope): ModuleScope {
    const place = `${name}${indexSuffix(key)}`;
    const known = this.childByAddress.get(place);
    if (known) return known;
    const call = this.config?.calls.get(name);
    const empty: ModuleCall = {
      name,
      sourceAddress: "",
      arguments: {},
      module: undefined,
      count: undefined,
      forEach: undefined,
      providers: {},
    };
    const module = this.child(call ?? empty, key, scope);
    this.childByAddress.set(place, module);
    const siblings = this.childScopes.get(name);
    if (siblings) siblings.push({ key, module });
    else this.childScopes.set(name, [{ key, module }]);
    return module;
  }

  private child(call: ModuleCall, key: string | number | undefined, scope: GraphScope): ModuleScope {
    const address = this.prefixed(`module.${call.name}${indexSuffix(key)}`);
    return new ModuleScope(
      this.input,
      this.inputIndex,
      address,
      call.module,
      { module: this, scope, call },
      this.world,
    );
  }

  lookup(reference: ResolvedReference): Datum {
    const { name, steps } = reference;
    const [first, second, ...rest] = steps;
    switch (name) {
      case "var":
        return first?.kind === "attribute"
          ? takeSteps(this.variable(first.name), steps.slice(1))
          : hole("all variables at once");
      case "local":
        return first?.kind === "attribute"
          ? takeSteps(this.local(first.name), steps.slice(1))
          : hole("all local values at once");
      case "module":
        return this.moduleOutput(steps);
      case "data":
        if (first?.kind !== "attribute" || second?.kind !== "attribute") return hole("a data source without a name");
        return this.resource(`data.${first.name}.${second.name}`, rest);
      case "path":
        return this.path(first);
      case "terraform":
        return hole("terraform depends on where Terraform runs", { set: true });
      case "each":
      case "count":
      case "self":
        return hole(`${name} could not be expanded`);
      default:
        // Terraform will refuse `True`. What is meant is plain, and a source is judged before Terraform sees it.
        if (steps.length === 0 && /^(true|false)$/i.test(name)) return name.toLowerCase() === "true";
        if (first?.kind !== "attribute") return hole(`${name} is not known`);
        return this.resource(`${name}.${first.name}`, steps.slice(1));
    }
  }

  private path(step: ResolvedStep | undefined): Datum {
    const which = step?.kind === "attribute" ? step.name : "";
    const { directory } = this.config ?? {};
    if (directory !== undefined && which === "module") return directory;
    return directory !== undefined && which === "root"
      ? "."
      : hole("path depends on where Terraform runs", { set: true });
  }

  /** Only sources have files beside them; what a plan states is already read. */
  get files(): FileAccess | undefined {
    return this.input.files;
  }

  private once(key: string, compute: () => Datum): Datum {
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    const full = `${this.inputIndex}:${this.prefixed(key)}`;
    const value = this.world.guarded(full, compute, (cause) => hole(`${key}: ${cause}`));
    this.memo.set(key, value);
    return value;
  }

  private variable(name: string): Datum {
    return this.once(`var.${name}`, () => {
      const value = this.givenValue(name);
      const type = this.config?.variables.get(name)?.type;
      const written = type instanceof WrittenExpression ? type.expression : undefined;
      const parsed = typeof type === "string" ? parseExpression(type) : undefined;
      const constraint = written ?? (parsed?.ok ? parsed.expression : undefined);
      return constraint ? converted(value, typeConstraint(constraint)) : value;
    });
  }

  private givenValue(name: string): Datum {
    const body = this.config?.variables.get(name);
    const stated = this.variableCursor(name);
    const given = stated && materialise(stated);
    const isNull = given === null && body !== undefined && isLiteralFalse(body.nullable);
    if (given !== undefined && !isNull) return given;
    const linked = this.linked(name);
    if (linked) return linked.value();
    if (body && Object.hasOwn(body, "default")) {
      const { default: value } = body;
      // Text of a default is no template; only HCL has expressions there.
      return value instanceof ConfigLeaf
        ? materialise({ kind: "config", value, syntax: "json", scope: this })
        : materialise({ kind: "config", value: { constant_value: value }, syntax: "plan", scope: this });
    }
    return hole(`the variable ${name} has no value here`);
  }

  /** The value that a variable is given: by the caller, or by the input itself. */
  private variableCursor(name: string): Cursor | undefined {
    if (this.parent) {
      const { call, scope, module } = this.parent;
      if (!Object.hasOwn(call.arguments, name)) return undefined;
      return { kind: "config", value: call.arguments[name], syntax: module.config?.syntax ?? "json", scope };
    }
    const values = this.input.variables;
    if (!values || !Object.hasOwn(values, name)) return undefined;
    const value = values[name];
    return value instanceof ConfigLeaf
      ? { kind: "config", value, syntax: "json", scope: this }
      : { kind: "datum", datum: plain(value) };
  }

  private linked(name: string): Output | undefined {
    if (this.parent || !Object.hasOwn(this.input.links, name)) return undefined;
    const link = this.input.links[name];
    return link && this.world.output(link.stack, link.output, this.inputIndex);
  }

  private localCursor(name: string): Cursor | undefined {
    if (!this.config?.locals?.has(name)) return undefined;
    return { kind: "config", value: this.config.locals.get(name), syntax: this.config.syntax, scope: this };
  }

  private local(name: string): Datum {
    return this.once(`local.${name}`, () => {
      const cursor = this.localCursor(name);
      if (cursor) return materialise(cursor);
      return hole(
        this.config?.locals
          ? `the local value ${name} is not defined`
          : `a plan does not carry the local value ${name}`,
      );
    });
  }

  private outputCursor(name: string): Cursor | undefined {
    const output = this.config?.outputs.get(name);
    return this.config && output
      ? { kind: "config", value: output.value, syntax: this.config.syntax, scope: this }
      : undefined;
  }

  /** An output of this module, for its caller or for another stack. */
  output(name: string): Datum {
    return this.once(`output.${name}`, () => {
      const cursor = this.outputCursor(name);
      return cursor ? materialise(cursor) : hole(`${this.prefixed(`output.${name}`)} is not defined`);
    });
  }

  outputReferences(name: string): References {
    return this.narrowed(`output.${name}`, this.outputCursor(name), []);
  }

  private moduleOutput(steps: readonly ResolvedStep[]): Datum {
    const target = this.moduleTarget(steps);
    if ("cause" in target) return target.empty && steps[1]?.kind === "splat" ? [] : hole(target.cause);
    if (target.name === undefined) return wholeModules(target) ?? hole("all outputs of a module at once");
    const values = target.modules.map((child) => child.output(target.name ?? ""));
    const [only] = values;
    if (target.each) return values.map((value) => takeSteps(value, target.rest));
    if (only !== undefined && values.length === 1) return takeSteps(only, target.rest);
    return mergedHole(holesIn(values), "an instance of a module that is not known");
  }

  /** The outputs of this module as the attributes of one value. */
  attribute(steps: readonly ResolvedStep[]): Datum {
    const [first, ...rest] = steps;
    if (first?.kind === "attribute" || (first?.kind === "index" && typeof first.key === "string"))
      return takeSteps(this.output(first.kind === "attribute" ? first.name : String(first.key)), rest);
    return hole("all outputs of a module at once");
  }

  private moduleTarget(
    steps: readonly ResolvedStep[],
  ): ModuleTarget | { readonly cause: string; readonly empty: boolean } {
    const [call, ...after] = steps;
    if (call?.kind !== "attribute") return { cause: "a module without a name", empty: false };
    const children = this.children(call.name);
    if (children.length > 0) return moduleTarget(children, after);
    const empty = this.config?.calls.get(call.name)?.module !== undefined && !this.input.instances;
    return { cause: this.missingModule(call.name), empty };
  }

  private missingModule(name: string): string {
    const call = this.config?.calls.get(name);
    if (!call) return `module.${name} is not part of the input`;
    return call.module
      ? `module.${name} has no instances`
      : `the source of module.${name} (${call.sourceAddress}) is not part of the input`;
  }

  private resource(base: string, steps: readonly ResolvedStep[]): Datum {
    const all = this.instances(base);
    const { nodes, rest, each } = selectInstances(all, steps);
    const [only] = nodes;
    if (only === undefined) return this.noInstance(base, steps);
    if (steps.length === 0) {
      const whole = wholeOf(nodes.map((node) => ({ key: node.key, value: node.attribute([]) })));
      if (whole !== undefined && (only.key !== undefined || !this.isRepeated(base))) return whole;
    }
    if (each && nodes.every((node) => node.key !== undefined)) return nodes.map((node) => node.attribute(rest));
    if (nodes.length === 1 && !each) return only.attribute(rest);
    const last = rest.at(-1);
    return hole(`known after apply: ${this.prefixed(base)}`, {
      sources: nodes,
      set: !each && last?.kind === "attribute" && becomesSet(last.name),
    });
  }

  private isRepeated(base: string): boolean {
    const config = this.config?.resources.get(base);
    return stated(config?.count) || stated(config?.forEach);
  }

  /** A source that declares a resource with `count = 0` says so: there is none, and `[*]` is an empty list. */
  private noInstance(base: string, steps: readonly ResolvedStep[]): Datum {
    const [step] = steps;
    if (this.isUndeclared(base)) {
      // Whatever it is, it is a resource that Terraform makes, and its ARN will be one.
      const last = steps.at(-1);
      const set = last?.kind === "attribute" && becomesSet(last.name) && !steps.some(({ kind }) => kind === "splat");
      return hole(this.notPart(base), { set, elsewhere: true });
    }
    if (this.input.instances || !this.config?.resources.has(base) || step?.kind === "attribute")
      return hole(this.notPart(base));
    if (step === undefined || step.kind === "splat") return [];
    throw new EvaluationFailure(`${this.prefixed(base)} has no such instance`);
  }

  private notPart(base: string): string {
    return `${this.prefixed(base)} is not part of the input`;
  }

  /** A managed resource that the source mentions and does not declare: another file has it, or nobody. */
  private isUndeclared(base: string): boolean {
    return !this.input.instances && !base.startsWith("data.") && !this.config?.resources.has(base);
  }

  referents(reference: ResolvedReference): References {
    const { name, steps } = reference;
    const [first, second, ...rest] = steps;
    switch (name) {
      case "var":
        return first?.kind === "attribute" ? this.variableReferents(first.name, steps.slice(1)) : nothing;
      case "local":
        return first?.kind === "attribute" ? this.localReferents(first.name, steps.slice(1)) : nothing;
      case "module":
        return this.moduleReferents(steps);
      case "data":
        if (first?.kind !== "attribute" || second?.kind !== "attribute") return nothing;
        return this.resourceReferents(`data.${first.name}.${second.name}`, rest);
      case "path":
      case "terraform":
      case "each":
      case "count":
      case "self":
        return nothing;
      default:
        if (first?.kind !== "attribute") return { nodes: [], unresolved: `${name} is not known` };
        return this.resourceReferents(`${name}.${first.name}`, steps.slice(1));
    }
  }

  /** References at a place that is narrowed by the literal steps of the reference as far as they lead. */
  private narrowed(key: string, cursor: Cursor | undefined, steps: readonly ResolvedStep[]): References {
    if (!cursor) return nothing;
    // Asked once: values that mention each other twice would double the work with every one in the chain.
    const place = `${key} ${JSON.stringify(steps)}`;
    const known = this.referenceMemo.get(place);
    if (known) return known;
    const full = `references ${this.inputIndex}:${this.prefixed(key)}`;
    const compute = () => referencesAt(steps.reduce<Cursor>((here, step) => narrow(here, step), cursor));
    const found = this.world.guarded(full, compute, (cause) => ({ nodes: [], unresolved: `${key}: ${cause}` }));
    this.referenceMemo.set(place, found);
    return found;
  }

  private variableReferents(name: string, steps: readonly ResolvedStep[]): References {
    const linked = this.linked(name);
    if (linked) return linked.references();
    const stated = this.variableCursor(name);
    if (stated) return this.narrowed(`var.${name}`, stated, steps);
    const value = this.variable(name);
    return { nodes: [], unresolved: isHole(value) ? value.cause : undefined };
  }

  private localReferents(name: string, steps: readonly ResolvedStep[]): References {
    const cursor = this.localCursor(name);
    if (cursor) return this.narrowed(`local.${name}`, cursor, steps);
    const value = this.local(name);
    return { nodes: [], unresolved: isHole(value) ? value.cause : undefined };
  }

  private moduleReferents(steps: readonly ResolvedStep[]): References {
    const target = this.moduleTarget(steps);
    if ("cause" in target) return { nodes: [], unresolved: target.cause };
    const { name, rest } = target;
    if (name === undefined) return nothing;
    return mergeReferences(
      target.modules.map((child) => child.narrowed(`output.${name}`, child.outputCursor(name), rest)),
    );
  }

  private resourceReferents(base: string, steps: readonly ResolvedStep[]): References {
    const { nodes } = selectInstances(this.instances(base), steps);
    if (nodes.length > 0) return { nodes, unresolved: undefined };
    return { nodes, unresolved: this.notPart(base), ...(this.isUndeclared(base) ? { elsewhere: true } : {}) };
  }

  opaque(references: readonly string[]): Datum {
    return opaqueValue(this, references);
  }

  opaqueReferents(references: readonly string[]): References {
    return opaqueReferents(this, references);
  }
}

function stated(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function sourceOf(call: ModuleCall): string {
  return call.sourceAddress === "" ? "(not readable)" : call.sourceAddress;
}

/** One step of a reference inside a variable, local value or output, staying put where it leads nowhere. */
function narrow(cursor: Cursor, step: ResolvedStep): Cursor {
  if (step.kind !== "attribute" && step.kind !== "index") return cursor;
  return stepInto(cursor, step.kind === "attribute" ? step.name : step.key) ?? cursor;
}

/** Parsed JSON as a value: it has no holes. */
export function plain(value: unknown): Datum {
  return (value ?? null) as Datum;
}
