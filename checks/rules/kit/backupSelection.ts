/** Whether an AWS Backup selection takes a resource in: by reference, by ARN pattern, by tag, unless it is left out. */

import { append } from "../../../common/append";
import { holesIn } from "../../expression/datum";
import { canonicalType } from "../../graph/canonicalTypes";
import type { BlockView, Datum, Hole, ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph } from "../../graph/perGraph";
import { isList, readingToJson, textOf } from "./datum";
import { type Answer, every, not, some, yesIf } from "./predicates";

/** How the ARN of a resource looks, and which attribute ends it. */
const arnForms: Readonly<Record<string, { readonly service: string; readonly kind: string; readonly name: string }>> = {
  aws_db_instance: { service: "rds", kind: "db:", name: "identifier" },
  aws_rds_cluster: { service: "rds", kind: "cluster:", name: "cluster_identifier" },
  aws_ebs_volume: { service: "ec2", kind: "volume/", name: "id" },
  aws_efs_file_system: { service: "elasticfilesystem", kind: "file-system/", name: "id" },
  aws_dynamodb_table: { service: "dynamodb", kind: "table/", name: "name" },
};

/** Buckets can be backed up too, and often have a copy by replication instead. */
const bucketForm = { service: "s3", kind: "", name: "bucket" };

/** Types of which a backup plan is asked for. */
export const backedUpTypes: readonly string[] = Object.keys(arnForms);

export interface Selected {
  readonly answer: Answer;
  /** The selections that take the resource in. */
  readonly selections: readonly ResourceNode[];
}

/** What all selections of the input say of a resource. */
export function selectedBy(graph: ResourceGraph, node: ResourceNode): Selected {
  const named = graph.referrers(node, "aws_backup_selection", "resources").nodes;
  const answers = [
    ...named.map((selection) => ({ answer: selects(selection, node), selections: [selection] })),
    ...alikeIn(graph).map((selections) => ({
      answer: selections[0] ? selects(selections[0], node) : ("no" as const),
      selections,
    })),
  ];
  return {
    answer: some(answers.map((one) => one.answer)),
    selections: [...new Set(answers.flatMap((one) => (one.answer === "yes" ? one.selections : [])))],
  };
}

/** Selections that ask for the same patterns and tags are asked once: modules repeat them by the hundred. */
const alikeIn = perGraph((graph): readonly (readonly ResourceNode[])[] => {
  const groups = new Map<string, ResourceNode[]>();
  for (const selection of graph.ofType("aws_backup_selection")) {
    const asked = ["resources", "not_resources", "selection_tag", "condition"].map((path) =>
      readingToJson(selection.get(path)),
    );
    const leftOut = selection.references("not_resources").nodes.map((one) => one.address);
    const open = selection.references("resources").unresolved ?? "";
    const key = JSON.stringify([asked, leftOut, open === "" ? "" : "open"]);
    append(groups, key, selection);
  }
  return [...groups.values()];
});

/** Resources and tags add to each other; conditions narrow, exclusions take away. */
function selects(selection: ResourceNode, node: ResourceNode): Answer {
  const chosen = some([named(selection, "resources", node), tagged(selection, node)]);
  return every([chosen, meetsConditions(selection, node), not(named(selection, "not_resources", node))]);
}

function named(selection: ResourceNode, path: string, node: ResourceNode): Answer {
  const references = selection.references(path);
  if (references.nodes.includes(node)) return "yes";
  const reading = selection.get(path);
  if (reading.kind === "absent") return "no";
  if (reading.kind === "unknown") return "unknown";
  const items = isList(reading.value) ? reading.value : [reading.value];
  const byPattern = some(items.map((item) => matchesArn(item, node)));
  const open = items.some((item) => holesIn(item).some((one) => mayBe(one, node)));
  return byPattern === "no" && references.unresolved !== undefined && open ? "unknown" : byPattern;
}

/** Of a resource that the input only mentions, the type is still known: a database's ARN is no file system's. */
function mayBe(one: Hole, node: ResourceNode): boolean {
  if (one.sources.length > 0) return one.sources.includes(node);
  if (one.elsewhere) return false;
  const mentioned = /^(?:data\.)?(aws_\w+)\.[\w-]+.* is not part of the input$/.exec(one.cause)?.[1];
  return mentioned === undefined || canonicalType(mentioned) === node.type;
}

/** A hole is some other resource's ARN: references have been looked at before. */
function matchesArn(item: Datum, node: ResourceNode): Answer {
  const text = textOf(item);
  if (text?.kind !== "text") return text === undefined ? "unknown" : "no";
  if (text.text === "*") return "yes";
  const form = node.type === "aws_s3_bucket" ? bucketForm : arnForms[node.type];
  const [prefix, , service = "", , , ...rest] = text.text.split(":");
  if (!form || prefix !== "arn" || !like(service, form.service)) return "no";
  const tail = rest.join(":");
  if (tail === "*") return "yes";
  if (!tail.startsWith(form.kind)) return "no";
  const pattern = tail.slice(form.kind.length);
  if (pattern === "*") return "yes";
  const name = node.get(form.name);
  return name.kind === "known" && typeof name.value === "string" ? yesIf(like(pattern, name.value)) : "unknown";
}

function tagged(selection: ResourceNode, node: ResourceNode): Answer {
  const tags = selection.blocks("selection_tag");
  const answers: Answer[] = tags.items.map((tag) => hasTag(node, tag, (wanted, actual) => wanted === actual));
  if (tags.unknown !== undefined) answers.push("unknown");
  return some(answers);
}

function meetsConditions(selection: ResourceNode, node: ResourceNode): Answer {
  const list = selection.blocks("condition");
  const answers = list.items.flatMap((condition) => [
    ...condition.blocks("string_equals").items.map((tag) => hasTag(node, tag, (wanted, actual) => wanted === actual)),
    ...condition.blocks("string_like").items.map((tag) => hasTag(node, tag, like)),
    ...condition.blocks("string_not_equals").items.map((tag) => not(hasTag(node, tag, (w, actual) => w === actual))),
    ...condition.blocks("string_not_like").items.map((tag) => not(hasTag(node, tag, like))),
  ]);
  if (list.unknown !== undefined) answers.push("unknown");
  return every(answers);
}

/** The provider's default tags count where the input shows them (`tags_all`). */
function hasTag(node: ResourceNode, tag: BlockView, matches: (wanted: string, actual: string) => boolean): Answer {
  const key = tag.get("key");
  const wanted = tag.get("value");
  if (key.kind !== "known" || wanted.kind !== "known") return "unknown";
  const name = String(key.value).replace(/^aws:ResourceTag\//i, "");
  const own = node.get(`tags["${name}"]`);
  const actual = own.kind === "absent" ? node.get(`tags_all["${name}"]`) : own;
  if (actual.kind === "unknown" || node.get("tags").kind === "unknown") return "unknown";
  return actual.kind === "absent" ? "no" : yesIf(matches(String(wanted.value), String(actual.value)));
}

function like(pattern: string, text: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`).test(text);
}
