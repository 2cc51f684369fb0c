/** Annotations of Kubernetes objects by which other tools skip checks. */
import { isList, isObject } from "../../expression/datum";
import type { Datum, ResourceNode } from "../../graph/graph";
import { type Directive, wordsOf } from "./directive";

/** An object's own, and those of the pods that it makes. */
const places = [
  "metadata.annotations",
  "spec.template.metadata.annotations",
  "spec.jobTemplate.spec.template.metadata.annotations",
];

export function directivesOf(node: ResourceNode): readonly Directive[] {
  return places.flatMap((place) => {
    const reading = node.get(place);
    const annotations = reading.kind === "known" && isObject(reading.value) ? Object.entries(reading.value) : [];
    return annotations.flatMap(([key, value]) => (typeof value === "string" ? directivesIn(key, value) : []));
  });
}

function directivesIn(key: string, value: string): readonly Directive[] {
  if (/^(?:checkov|bridgecrew|cortex)\.io\/skip/.test(key)) return [checkov(value)];
  if (key === "kube-linter.io/ignore-all") return [{ tool: "kube-linter", id: null, reason: wordsOf(value) }];
  if (key.startsWith("ignore-check.kube-linter.io/"))
    return [{ tool: "kube-linter", id: key.slice("ignore-check.kube-linter.io/".length), reason: wordsOf(value) }];
  if (key === "kube-score/ignore")
    return listed(value).map((id) => ({ tool: "kube-score", id: id === "*" ? null : id, reason: null }));
  return key === "runterrascan.io/skip" ? terrascan(value) : [];
}

/** `CKV_K8S_20=reason`. */
function checkov(value: string): Directive {
  const at = value.search(/[=:]/);
  const id = (at < 0 ? value : value.slice(0, at)).trim();
  return { tool: "checkov", id, reason: at < 0 ? null : wordsOf(value.slice(at + 1)) };
}

function listed(value: string): readonly string[] {
  return value
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}

/** A JSON list of `{rule, comment}`. */
function terrascan(value: string): readonly Directive[] {
  let parsed: Datum;
  try {
    parsed = JSON.parse(value) as Datum;
  } catch {
    return [];
  }
  return (isList(parsed) ? parsed : []).flatMap((one): readonly Directive[] => {
    if (!isObject(one) || typeof one.rule !== "string") return [];
    return [{ tool: "terrascan", id: one.rule, reason: typeof one.comment === "string" ? wordsOf(one.comment) : null }];
  });
}
