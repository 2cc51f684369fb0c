/**
 * Joins by literal value: an id, ARN or name that one resource states and another one is known by. States have no
 * references, and stacks that are already applied hand over plain ids.
 */

import { append } from "../../common/append";
import type { ResourceNode } from "./graph";

/** Attributes by which a resource is known to others. */
const identifyingAttributes = [
  "id",
  "arn",
  "key_id",
  "name",
  "bucket",
  "identifier",
  "cluster_identifier",
  "replication_group_id",
  "domain_name",
] as const;

/** Words that say nothing about a type when they stand alone: a `subnet_group` is no `security_group`. */
const genericWords: ReadonlySet<string> = new Set([
  "group",
  "policy",
  "rule",
  "configuration",
  "instance",
  "attachment",
]);

/** Attributes that name a type in other words than its own. */
const otherWords: Readonly<Record<string, string>> = {
  db_instance_identifier: "aws_db_instance",
  replicate_source_db: "aws_db_instance",
  source_db_instance_identifier: "aws_db_instance",
  function_name: "aws_lambda_function",
  user_pool_id: "aws_cognito_user_pool",
};

/** Values that cannot be two things at once: ARNs, AWS ids such as `vpc-0a1b2c3d`, UUIDs, key aliases. */
const uniqueShape = /^(arn:[^:]*:|alias\/|[a-z]+-[0-9a-f]{8,17}$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-)/;

const mostNamesakes = 100;

export class Identifiers {
  private readonly ofNode = new Map<ResourceNode, readonly string[]>();
  private index: ReadonlyMap<string, readonly ResourceNode[]> | undefined;

  constructor(private readonly nodes: () => readonly ResourceNode[]) {}

  /** Nodes that a literal at an attribute names; `attribute` is its last name, for instance `kms_key_id`. */
  find(text: string, attribute: string, from: ResourceNode): readonly ResourceNode[] {
    if (/^\s*[{[]/.test(text)) return this.insideDocument(text, from);
    const found = this.named(text).filter((node) => !isSame(node, from));
    if (found.length === 0) return [];
    const fitting = uniqueShape.test(text)
      ? found
      : preferService(
          found.filter((node) => isCalledLike(node.type, attribute)),
          from,
        );
    return preferInput(fitting, from);
  }

  /** Values by which others may name the resource, as far as the input states them. */
  of(node: ResourceNode): readonly string[] {
    const known = this.ofNode.get(node);
    if (known) return known;
    const made = identifiersOf(node);
    this.ofNode.set(node, made);
    return made;
  }

  /** Nodes known by that value, whatever they are. */
  named(text: string): readonly ResourceNode[] {
    const map = this.built();
    // Log groups are written with `:*` behind their ARN, contents of buckets with `/*`.
    const found = map.get(text) ?? map.get(text.replace(/(:\*|\/\*?)$/, "")) ?? [];
    // A name that so many bear names none of them.
    return found.length > mostNamesakes ? [] : found;
  }

  /** ARNs inside the text of a policy, and ids of security groups inside that of an annotation. */
  private insideDocument(text: string, from: ResourceNode): readonly ResourceNode[] {
    const arns = new Set(text.match(/arn:[^"\\\s]+|\bsg-[0-9a-f]{8,17}\b/g) ?? []);
    return [...new Set([...arns].flatMap((arn) => preferInput(this.named(arn), from)))].filter((node) => node !== from);
  }

  private built(): ReadonlyMap<string, readonly ResourceNode[]> {
    if (this.index) return this.index;
    const index = new Map<string, ResourceNode[]>();
    for (const node of this.nodes()) {
      for (const text of this.of(node)) {
        append(index, text, node);
      }
    }
    this.index = index;
    return index;
  }
}

/** The same resource may stand in several inputs, for instance in the source and the plan of a stack. */
function isSame(a: ResourceNode, b: ResourceNode): boolean {
  return a === b || (a.address === b.address && a.stack === b.stack && a.type === b.type);
}

function literalOf(node: ResourceNode, attribute: string): string | undefined {
  if (node.literal) return node.literal(attribute);
  const reading = node.get(attribute);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

const noIdentifiers: readonly string[] = [];

/** A handful at most: a list takes less room than a set, and there is one for each resource. */
function identifiersOf(node: ResourceNode): readonly string[] {
  let found = noIdentifiers as string[];
  const add = (text: string): void => {
    if (found.length === 0) found = [text];
    else if (!found.includes(text)) found.push(text);
  };
  for (const attribute of identifyingAttributes) {
    const text = literalOf(node, attribute);
    if (text === undefined) continue;
    add(text);
    if (node.type === "aws_s3_bucket" && attribute === "bucket") add(`arn:aws:s3:::${text}`);
  }
  return found;
}

/** Whether an attribute of that name may hold the plain name of a resource of that type. */
function isCalledLike(type: string, attribute: string): boolean {
  if (Object.hasOwn(otherWords, attribute)) return otherWords[attribute] === type;
  const stem = attribute.replace(/_(names?|ids?|identifiers?|arns?|urls?)$/, "").replace(/s$/, "");
  const words = type.split("_").slice(1);
  const short = words.slice(1);
  const forms = [
    words.join("_"),
    ...(short.length > 1 || !genericWords.has(short[0] ?? "group") ? [short.join("_")] : []),
  ];
  return forms.some((form) => stem === form || stem.endsWith(`_${form}`));
}

/** Names repeat between services: a node group's `cluster_name` means the EKS cluster, not one of MSK. */
function preferService(nodes: readonly ResourceNode[], from: ResourceNode): readonly ResourceNode[] {
  const service = (node: ResourceNode) => node.type.split("_")[1];
  const same = nodes.filter((node) => service(node) === service(from));
  return same.length > 0 ? same : nodes;
}

function preferInput(nodes: readonly ResourceNode[], from: ResourceNode): readonly ResourceNode[] {
  const same = nodes.filter((node) => node.input === from.input);
  return same.length > 0 ? same : nodes;
}
