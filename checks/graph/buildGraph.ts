/** Joins all inputs into one graph: references resolve within an input, across stacks, and by literal identifier. */

import { append } from "../../common/append";
import { sha256 } from "../../common/hash";
import type { InstanceRecord, ParsedInput, ResourceConfig } from "../inputs/model";
import type { InputNote, InputSummary } from "../model";
import { baseOf, parseModuleAddress } from "./address";
import { type GraphScope } from "./boundScope";
import { canonicalType } from "./canonicalTypes";
import { expand, indexSuffix, scopeOfInstance } from "./expansion";
import type { Reading, References, ResourceGraph, ResourceNode, UnreadType } from "./graph";
import { Identifiers } from "./identifiers";
import { KubernetesNode } from "./kubernetesNode";
import { kubernetesViews } from "./kubernetesView";
import { ModuleScope } from "./moduleScope";
import { plain } from "./plain";
import { isPseudoType, pseudoResources } from "./pseudoNodes";
import { defaultTagsOf, regionOf } from "./region";
import { hasSensitiveReference } from "./sensitiveReferences";
import { TerraformNode } from "./terraformNode";
import type { Output, World } from "./world";

/** Longer chains of references are cut with a hole, so that they cannot exhaust the stack. */
const longestChain = 150;

/** What was read of so many resources is kept: some 50 MB, and of most plans nothing is read twice. */
const mostRemembered = 5000;

export function buildGraph(inputs: readonly ParsedInput[]): ResourceGraph {
  return new Graph(inputs);
}

class Graph implements ResourceGraph, World {
  readonly inputs: readonly InputSummary[];
  readonly nodes: readonly ResourceNode[];
  readonly unread: readonly UnreadType[];
  readonly views: readonly ResourceNode[];
  private readonly roots: readonly ModuleScope[];
  private readonly identifiers: Identifiers;
  /** Calls of modules that are not part of the input, by input. */
  private readonly unseen: InputNote[][] = [];
  /** Modules that make such calls. */
  private readonly callers: ModuleScope[] = [];
  private given: ReadonlyMap<ResourceNode, string> | undefined;
  private readonly running = new Set<string>();
  private readonly byType = new Map<string, ResourceNode[]>();
  private readonly remembered: TerraformNode[] = [];
  private oldest = 0;
  /** By canonical type, then by path. */
  private readonly reverse = new Map<string, Map<string, ReverseIndex>>();

  constructor(parsed: readonly ParsedInput[]) {
    this.identifiers = new Identifiers(() => this.nodes);
    this.roots = parsed.map((input, index) => new ModuleScope(input, index, "", input.configuration, undefined, this));
    const perInput = this.roots.map((root) => sortByAddress(this.nodesOfInput(root)));
    this.nodes = perInput.flat();
    for (const node of this.nodes) append(this.byType, node.type, node);
    // Only now, because what a resource holds may refer to others.
    this.views = this.nodes.flatMap((node) => kubernetesViews(node));
    for (const view of this.views) append(this.byType, view.type, view);
    this.unread = parsed.flatMap(({ unread = [] }, input) => unread.map((one) => ({ ...one, input })));
    this.inputs = parsed.map((input, index) => ({
      ...notesOf(input, this.unseen[index] ?? []),
      path: input.path,
      kind: input.kind,
      stack: input.stack,
      sha256: sumWithFiles(input, perInput[index] ?? []),
      resources: (perInput[index] ?? []).filter((node) => node.mode === "managed" && !isPseudoType(node.type)).length,
    }));
  }

  ofType(...types: readonly string[]): readonly ResourceNode[] {
    const [only, ...more] = types;
    // Asked for again and again by rules: the index itself, not a copy of it.
    if (only !== undefined && more.length === 0) return this.byType.get(canonicalType(only)) ?? [];
    return types.flatMap((type) => this.byType.get(canonicalType(type)) ?? []);
  }

  referrers(node: ResourceNode, type: string, path: string): References {
    const index = this.indexOf(canonicalType(type), path);
    const referring = index.byNode.get(node) ?? none;
    const { byText, unresolved } = index;
    const named: ResourceNode[] = [];
    if (byText.size > 0) for (const text of this.identifiers.of(node)) named.push(...(byText.get(text) ?? none));
    if (named.length === 0 && !referring.includes(node)) return { nodes: referring, unresolved };
    const claimed = named.filter(
      (one) => !index.refersTo(one).some((other) => other.type === node.type && other !== node),
    );
    const nodes = new Set([...referring, ...claimed]);
    nodes.delete(node);
    return { nodes: [...nodes], unresolved };
  }

  private indexOf(type: string, path: string): ReverseIndex {
    const ofType = this.reverse.get(type) ?? new Map<string, ReverseIndex>();
    this.reverse.set(type, ofType);
    const index = ofType.get(path) ?? this.reverseIndex(type, path);
    ofType.set(path, index);
    return index;
  }

  /** The one read longest ago makes room; it is read again where another node still asks. */
  private remember(node: TerraformNode): void {
    this.remembered[this.oldest]?.forget();
    this.remembered[this.oldest] = node;
    this.oldest = (this.oldest + 1) % mostRemembered;
  }

  givenTo(node: ResourceNode): string | undefined {
    this.given ??= new Map(this.callers.flatMap((scope) => scope.givenAway()));
    return this.given.get(node);
  }

  private reverseIndex(type: string, path: string): ReverseIndex {
    const byNode = new Map<ResourceNode, ResourceNode[]>();
    const byText = new Map<string, ResourceNode[]>();
    let unresolved: string | undefined;
    for (const referrer of this.ofType(type)) {
      const references = referrer.references(path);
      const open = references.elsewhere ? undefined : references.unresolved;
      unresolved ??= open && `${referrer.address}.${path}: ${open}`;
      for (const target of references.nodes) append(byNode, target, referrer);
      const reading = referrer.get(path);
      const value = reading.kind === "known" ? reading.value : undefined;
      for (const text of [value].flat()) if (typeof text === "string") append(byText, text, referrer);
    }
    return { byNode, byText, unresolved, refersTo: (referrer) => referrer.references(path).nodes };
  }

  guarded<T>(key: string, compute: () => T, otherwise: (cause: string) => T): T {
    if (this.running.has(key)) return otherwise("refers to itself");
    if (this.running.size >= longestChain) return otherwise("the chain of references is too long");
    this.running.add(key);
    try {
      return compute();
    } finally {
      this.running.delete(key);
    }
  }

  output(stack: string, output: string, from: number): Output | undefined {
    const candidates = this.roots.filter((root) => root.inputIndex !== from && root.input.stack === stack);
    for (const root of candidates) {
      const stated = root.input.outputs?.[output];
      const configured = root.config?.outputs.has(output) ?? false;
      const known =
        stated !== undefined && stated.value !== null && stated.value !== undefined && stated.unknown !== true;
      if (!known && !configured) continue;
      return {
        value: () => (known ? plain(stated.value) : root.output(output)),
        references: () => (configured ? root.outputReferences(output) : { nodes: [], unresolved: undefined }),
      };
    }
    return undefined;
  }

  private nodesOfInput(root: ModuleScope): readonly ResourceNode[] {
    const { objects, stack } = root.input;
    if (objects) return objects.map((object) => new KubernetesNode(object, root.inputIndex, stack));
    if (root.input.instances) this.placeInstances(root);
    const nodes: TerraformNode[] = [];
    const unseen: InputNote[] = [];
    this.unseen[root.inputIndex] = unseen;
    const collect = (scope: ModuleScope): void => {
      nodes.push(...pseudoResources(scope).map((one) => this.node(scope, scope, one.config, undefined, one.planned)));
      if (scope.input.instances) nodes.push(...scope.placed());
      else for (const base of scope.config?.resources.keys() ?? []) nodes.push(...scope.instances(base));
      const calls = scope.unseenModules();
      if (calls.length > 0) this.callers.push(scope);
      unseen.push(...calls);
      for (const name of scope.callNames()) for (const child of scope.children(name)) collect(child.module);
    };
    collect(root);
    return nodes;
  }

  private placeInstances(root: ModuleScope): void {
    const scopes = new Map<string, ModuleScope>([["", root]]);
    for (const record of root.input.instances ?? []) {
      const scope = scopes.get(record.moduleAddress) ?? scopeAt(root, record.moduleAddress);
      scopes.set(record.moduleAddress, scope);
      const base = baseOf(record);
      const config = scope.config?.resources.get(base);
      const bound = scopeOfInstance(scope, record.index, config?.forEach);
      scope.addInstance(base, this.node(scope, bound, config, record.index, record));
    }
  }

  expandResource(scope: ModuleScope, base: string): readonly TerraformNode[] {
    const config = scope.config?.resources.get(base);
    if (!config || !scope.config) return [];
    const { syntax } = scope.config;
    const make = () => expand(config.count, config.forEach, syntax, scope);
    const instances = this.guarded(`expand ${scope.inputIndex}:${scope.prefixed(base)}`, make, () => [
      { key: undefined, scope },
    ]);
    return instances.map((instance) => this.node(scope, instance.scope, config, instance.key, undefined));
  }

  private node(
    module: ModuleScope,
    scope: GraphScope,
    config: ResourceConfig | undefined,
    key: string | number | undefined,
    planned: InstanceRecord | undefined,
  ): TerraformNode {
    const writtenType = planned?.type ?? config?.type ?? "";
    const local = config ? (config.address ?? baseOf(config)) : "";
    const region = (): Reading => regionOf(module, config, node);
    const node: TerraformNode = new TerraformNode({
      address: planned?.address ?? module.prefixed(`${local}${indexSuffix(key)}`),
      mode: planned?.mode ?? config?.mode ?? "managed",
      writtenType,
      key,
      input: module.inputIndex,
      stack: module.input.stack,
      module,
      scope,
      config,
      syntax: module.config?.syntax ?? "json",
      planned,
      identifiers: this.identifiers,
      region,
      defaultTags: () => config && defaultTagsOf(module, config),
      sensitiveReference: (steps) => hasSensitiveReference(module, config, steps),
      remember: (read) => this.remember(read),
    });
    return node;
  }
}

function notesOf(input: ParsedInput, unseen: readonly InputNote[]): Pick<InputSummary, "notes"> {
  const notes = [...(input.notes ?? []), ...unseen];
  return notes.length > 0 ? { notes } : {};
}

/**
 * The sum of an input with the files that its expressions read. All of them are evaluated for this, so that the sum is
 * the same whichever rules are asked; most modules read no file.
 */
function sumWithFiles(input: ParsedInput, nodes: readonly ResourceNode[]): string {
  if (!input.files || input.readsFiles !== true) return input.sha256;
  for (const node of nodes) node.get("");
  const seen = input.files.seen();
  return seen.length === 0 ? input.sha256 : sha256([input.sha256, ...seen].join("\n"));
}

const none: readonly ResourceNode[] = [];

interface ReverseIndex {
  readonly byNode: ReadonlyMap<ResourceNode, readonly ResourceNode[]>;
  readonly byText: ReadonlyMap<string, readonly ResourceNode[]>;
  readonly unresolved: string | undefined;
  refersTo(referrer: ResourceNode): readonly ResourceNode[];
}

function sortByAddress(nodes: readonly ResourceNode[]): readonly ResourceNode[] {
  return [...nodes].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

/** The module instance of a plan or state at an address, made with all those above it. */
function scopeAt(root: ModuleScope, address: string): ModuleScope {
  return parseModuleAddress(address).reduce((scope, segment) => {
    const call = scope.config?.calls.get(segment.name);
    return scope.childWithKey(segment.name, segment.key, scopeOfInstance(scope, segment.key, call?.forEach));
  }, root);
}
