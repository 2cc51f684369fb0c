/** One module instance: what `var`, `local`, `module`, `data` and resource names mean inside it. */

import { append } from "../../common/append";
import { hole, holesIn, mergedHole } from "../expression/datum";
import type { FileAccess, ResolvedReference } from "../expression/evaluate";
import { type ResolvedStep, takeSteps } from "../expression/steps";
import type { ModuleCall, ModuleConfig, ParsedInput } from "../inputs/model";
import type { InputNote } from "../model";
import { type GraphScope } from "./boundScope";
import { referencesAt } from "./configReferences";
import { type Cursor, materialise } from "./cursor";
import { expand, indexSuffix } from "./expansion";
import type { Datum, References, ResourceNode } from "./graph";
import { ModuleReferents } from "./moduleReferents";
import { resourceValue } from "./moduleResources";
import { ModuleVariables } from "./moduleVariables";
import { opaqueReferents, opaqueValue } from "./opaque";
import { type ChildModule, type ModuleTarget, moduleTarget } from "./targets";
import type { TerraformNode } from "./terraformNode";
import { wholeModules } from "./wholeValues";
import type { ParentCall, World } from "./world";

export class ModuleScope implements GraphScope {
  readonly variables: ModuleVariables;
  /** Where its names lead. */
  readonly places: ModuleReferents;
  private readonly memo = new Map<string, Datum>();
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
  ) {
    this.variables = new ModuleVariables(this, world);
    this.places = new ModuleReferents(this, world);
  }

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
    append(this.nodesByBase, base, node);
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
    return this.unseenCalls().map((call) => ({
      kind: "unseen-module",
      message: `${this.prefixed(`module.${call.name}`)} is not judged: its source ${sourceOf(call)} is not part of the input`,
      source: call.source?.() ?? {},
    }));
  }

  private unseenCalls(): readonly ModuleCall[] {
    if (this.input.instances) return [];
    return [...(this.config?.calls.values() ?? [])].filter((call) => call.module === undefined && this.isCalled(call));
  }

  /** Resources that such calls are given, each with the address of the call. */
  givenAway(): readonly (readonly [node: ResourceNode, call: string])[] {
    const syntax = this.config?.syntax ?? "json";
    return this.unseenCalls().flatMap((call) => {
      const { nodes } = referencesAt({ kind: "config", value: call.arguments, syntax, scope: this });
      return nodes.map((node) => [node, this.prefixed(`module.${call.name}`)] as const);
    });
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
    append(this.childScopes, name, { key, module });
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
          ? takeSteps(this.variables.value(first.name), steps.slice(1))
          : hole("all variables at once");
      case "local":
        return first?.kind === "attribute"
          ? takeSteps(this.local(first.name), steps.slice(1))
          : hole("all local values at once");
      case "module":
        return this.moduleOutput(steps);
      case "data":
        if (first?.kind !== "attribute" || second?.kind !== "attribute") return hole("a data source without a name");
        return resourceValue(this, `data.${first.name}.${second.name}`, rest);
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
        return resourceValue(this, `${name}.${first.name}`, steps.slice(1));
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

  once(key: string, compute: () => Datum): Datum {
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    const full = `${this.inputIndex}:${this.prefixed(key)}`;
    const value = this.world.guarded(full, compute, (cause) => hole(`${key}: ${cause}`));
    this.memo.set(key, value);
    return value;
  }

  localCursor(name: string): Cursor | undefined {
    if (!this.config?.locals?.has(name)) return undefined;
    return { kind: "config", value: this.config.locals.get(name), syntax: this.config.syntax, scope: this };
  }

  local(name: string): Datum {
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

  outputCursor(name: string): Cursor | undefined {
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
    return this.places.output(name, []);
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

  moduleTarget(steps: readonly ResolvedStep[]): ModuleTarget | { readonly cause: string; readonly empty: boolean } {
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

  referents(reference: ResolvedReference): References {
    return this.places.of(reference);
  }

  opaque(references: readonly string[]): Datum {
    return opaqueValue(this, references);
  }

  opaqueReferents(references: readonly string[]): References {
    return opaqueReferents(this, references);
  }
}

function sourceOf(call: ModuleCall): string {
  return call.sourceAddress === "" ? "(not readable)" : call.sourceAddress;
}
