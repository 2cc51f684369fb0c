/**
 * The one view of infrastructure that rules see, whatever it was read from (design §8).
 * A rule asks nodes for values and for related nodes; it never meets a provider's quirk or an input's format.
 */
import type { ResolvedStep } from "../expression/steps";
import type { Comment } from "../inputs/model";
import type { InputSummary, SourceLocation } from "../model";

/** Marks holes and templates: objects of an input may have any keys, and none of them may pass for one. */
export const unforgeable: unique symbol = Symbol("unforgeable");

/** A place that only a deployment fills. Made by `hole` of expression/datum.ts. */
export interface Hole {
  readonly [unforgeable]: true;
  readonly hole: true;
  /** Why the value is not known, in words for the report, for instance `known after apply: aws_kms_key.data.arn`. */
  readonly cause: string;
  /** Certain to become a non-empty value that is no wildcard, because a managed resource's `arn` or `id` fills it. */
  readonly set: boolean;
  /** Addresses of nodes that feed it, as far as they were resolved. */
  readonly sources: readonly ResourceNode[];
  /** Fed by a resource that nothing declares, so that it is certainly none of the graph's nodes. */
  readonly elsewhere?: true;
  /** In a list: stands for any number of elements, none included. */
  readonly spread?: true;
  /** Stands for a whole resource or module, of which parts can be asked for. */
  readonly whole?: { attribute(steps: readonly ResolvedStep[]): Datum };
  /** Of an object of which other members are not known: those that are certain. */
  readonly members?: DatumObject;
}

/** A string of which some parts are holes: `arn:aws:s3:::${…}/*`. Made by `templateOf` of expression/datum.ts. */
export interface Template {
  readonly [unforgeable]: true;
  readonly template: true;
  readonly parts: readonly (string | Hole)[];
}

/** A value as rules see it: JSON in which any leaf may be a hole or a template. */
export type Datum = null | boolean | number | string | Hole | Template | readonly Datum[] | DatumObject;
export interface DatumObject {
  readonly [key: string]: Datum;
}

/**
 * What `get` answers.
 * - `known`: stated by the input (containers may still have holes deeper down).
 * - `default`: not stated, and the provider documents what it then is (catalogue of defaults).
 * - `absent`: not stated, null, or an empty string, list or block set, with no documented default.
 * - `unknown`: a hole or a template; `set` as in Hole, `template` where part of the string is known.
 */
export type Reading =
  | { readonly kind: "known"; readonly value: Datum }
  | { readonly kind: "default"; readonly value: Datum }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly cause: string; readonly set: boolean; readonly template?: Template };

/** One statement of an IAM document, with single values made lists. Leaves may be holes. */
export interface PolicyStatement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny" | Hole;
  readonly actions: readonly Datum[];
  readonly notActions: readonly Datum[];
  readonly resources: readonly Datum[];
  readonly notResources: readonly Datum[];
  /** `*` is `{ type: "*", values: ["*"] }`; `{"AWS": x}` is `{ type: "AWS", values: [x] }`. */
  readonly principals: readonly { readonly type: string; readonly values: readonly Datum[] }[];
  readonly notPrincipals: readonly { readonly type: string; readonly values: readonly Datum[] }[];
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly Datum[];
  }[];
}

export type PolicyReading =
  | { readonly kind: "policy"; readonly statements: readonly PolicyStatement[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly cause: string };

/** A nested block or object of a resource, with paths relative to it. */
export interface BlockView {
  /** Path from the resource, for instance `ingress[0]`. */
  readonly path: string;
  get(path: string): Reading;
  blocks(path: string): BlockList;
  references(path: string): References;
}

export interface BlockList {
  readonly items: readonly BlockView[];
  /** Set when there may be more or other blocks than `items` (the list itself is only known after apply). */
  readonly unknown: string | undefined;
}

/** Nodes that a value refers to, by reference first and by literal identifier second. */
export interface References {
  readonly nodes: readonly ResourceNode[];
  /** Set when the value may also refer to something that could not be resolved. */
  readonly unresolved: string | undefined;
  /** All that could not be resolved are resources that nothing declares: certainly none of the graph's nodes. */
  readonly elsewhere?: true;
}

export interface ResourceNode {
  readonly address: string;
  /** Canonical type: `aws_alb` is `aws_lb`, `aws_elasticsearch_domain` is `aws_opensearch_domain`. */
  readonly type: string;
  /** Type as written in the input. */
  readonly writtenType: string;
  readonly mode: "managed" | "data";
  /** Index in `ResourceGraph.inputs`. */
  readonly input: number;
  readonly stack: string | null;
  readonly source: SourceLocation;
  /** Type for the report, where rules know the node by another: a Deployment out of `kubernetes_deployment`. */
  readonly reportedType?: string;
  /** The path as the input spells it, where rules spell it otherwise. */
  pathAsWritten?(path: string): string;
  /** What tells it from others of the same address in the same input: the file, for Kubernetes objects of a folder. */
  readonly place?: string;
  /** Where the value at the path is written, for inputs that know more than the place of the whole resource. */
  sourceAt?(path: string): SourceLocation;
  /**
   * Dotted path, list items by index: `encryption_config[0].provider[0].key_arn`. Numbers and booleans that the
   * input writes as strings ("true", "5432") come as their types where the attribute's other inputs have them so.
   */
  get(path: string): Reading;
  /** The text of an attribute at the top, where it is known; cheaper than `get`, for indexes over all nodes. */
  literal?(attribute: string): string | undefined;
  /** Nested blocks, whether the input wrote an object, a list, or nothing. */
  blocks(path: string): BlockList;
  references(path: string): References;
  /** Nodes of a type that the resource refers to anywhere, or names by their id; cheaper than all its references. */
  mentions?(type: string): readonly ResourceNode[];
  /** The IAM document at a path, whether text, `jsonencode`, or a reference to `data.aws_iam_policy_document`. */
  policy(path: string): PolicyReading;
  /** Region of the resource: its own `region`, else that of its provider configuration. */
  region(): Reading;
  /** True when the value at the path, or anything inside it, is marked sensitive by the input. */
  sensitive(path: string): boolean;
  /** What authors wrote beside the resource for other tools and people. No rule reads it; inline exceptions stand here. */
  comments?(): readonly Comment[];
}

/** A kind that an input has, as far as anybody knows, and that could not be read. */
export interface UnreadType {
  /** Canonical, as `ResourceNode.type`. */
  readonly type: string;
  /** Index in the graph's inputs. */
  readonly input: number;
  readonly cause: string;
}

export interface ResourceGraph {
  readonly inputs: readonly InputSummary[];
  readonly nodes: readonly ResourceNode[];
  /** Of a live cluster: kinds of which there may be any number. None of them is among the nodes. */
  readonly unread: readonly UnreadType[];
  /** Nodes once more as something else, for rules on that: Kubernetes objects inside Terraform resources. */
  readonly views?: readonly ResourceNode[];
  /** By canonical type. */
  ofType(...types: readonly string[]): readonly ResourceNode[];
  /**
   * Nodes of `type` whose value at `path` refers to `node` (split resources, attachments, selections).
   * `unresolved` is set when some node of that type refers to something that could not be resolved and may be this one.
   */
  referrers(node: ResourceNode, type: string, path: string): References;
  /** Address of a call that is given the resource and whose module is not part of the input; it may do anything there. */
  givenTo?(node: ResourceNode): string | undefined;
}
