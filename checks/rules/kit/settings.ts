/** What applications are told: variables of their containers, and the entries of ConfigMaps. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import { filled, isObject, textOf } from "./datum";
import { podOf, workloadTypes } from "./kubernetes";

export interface Setting {
  readonly name: string;
  /** May be a whole file. What only a deployment fills in stands as `${}`. */
  readonly text: string;
  /** Path of the value. */
  readonly path: string;
}

/** Objects that hold settings. */
export const settingTypes: readonly string[] = [...workloadTypes, "ConfigMap"];

/** Settings that are written out; what a Secret or another ConfigMap holds is not among them. */
export function settingsOf(node: ResourceNode, graph: ResourceGraph): readonly Setting[] {
  if (node.type === "ConfigMap") return entriesOf(node);
  return (podOf(node, graph)?.containers ?? []).flatMap(({ view }) =>
    view.blocks("env").items.flatMap((entry) => {
      const [name, value] = [entry.get("name"), entry.get("value")];
      if (name.kind !== "known" || value.kind !== "known") return [];
      return [{ name: String(name.value), text: String(value.value), path: joinPath(entry.path, "value") }];
    }),
  );
}

function entriesOf(node: ResourceNode): readonly Setting[] {
  const data = node.get("data");
  if (data.kind !== "known" || !isObject(data.value)) return [];
  return Object.entries(data.value).flatMap(([name, value]) => {
    const text = textOf(value)?.text;
    return text === undefined
      ? []
      : [{ name, text: text.replaceAll(filled, "${}"), path: `data["${name.replace(/["\\]/g, "\\$&")}"]` }];
  });
}
