/** A state: as `terraform show -json` prints it, or the raw file of version 4. */
import { baseOf } from "../graph/address";
import { isRecord } from "../graph/cursor";
import { indexSuffix } from "../graph/expansion";
import type { InstanceRecord, OutputRecord, ParsedInput } from "./model";
import { resourcesOfValues } from "./stateValues";

type Body = Readonly<Record<string, unknown>>;
type StateParts = Pick<ParsedInput, "instances" | "outputs">;

export function isShownState(content: unknown): boolean {
  return isRecord(content) && "format_version" in content && ("values" in content || isEmptyShown(content));
}

/** `show -json` of an empty state prints the versions alone. */
function isEmptyShown(content: Body): boolean {
  return Object.keys(content).every((key) => key === "format_version" || key === "terraform_version");
}

export function isRawState(content: unknown): boolean {
  return isRecord(content) && typeof content.version === "number" && "serial" in content && "lineage" in content;
}

export function readShownState(content: unknown): StateParts {
  const values = isRecord(content) && isRecord(content.values) ? content.values : {};
  return { instances: resourcesOfValues(values.root_module), outputs: outputsOf(values.outputs) };
}

function outputsOf(value: unknown): Readonly<Record<string, OutputRecord>> {
  const outputs = Object.create(null) as Record<string, OutputRecord>;
  for (const [name, output] of Object.entries(isRecord(value) ? value : {})) {
    if (isRecord(output)) outputs[name] = { value: output.value, sensitive: output.sensitive === true };
  }
  return outputs;
}

/** Only version 4 (Terraform 0.12 and later, OpenTofu) is read; the caller refuses others. */
export function readRawState(content: unknown): StateParts {
  const state = isRecord(content) ? content : {};
  const resources = (Array.isArray(state.resources) ? state.resources : []).filter(isRecord);
  return { instances: resources.flatMap(instancesOf), outputs: outputsOf(state.outputs) };
}

function instancesOf(resource: Body): readonly InstanceRecord[] {
  const { type, name } = resource;
  if (typeof type !== "string" || typeof name !== "string") return [];
  const mode = resource.mode === "data" ? "data" : "managed";
  const moduleAddress = typeof resource.module === "string" ? resource.module : "";
  const base = `${moduleAddress === "" ? "" : `${moduleAddress}.`}${baseOf({ mode, type, name })}`;
  return (Array.isArray(resource.instances) ? resource.instances : []).filter(isRecord).flatMap((instance) => {
    if (instance.deposed !== undefined) return [];
    const key = instance.index_key;
    const index = typeof key === "string" || typeof key === "number" ? key : undefined;
    return [
      {
        address: `${base}${indexSuffix(index)}`,
        moduleAddress,
        mode,
        type,
        name,
        ...(index === undefined ? {} : { index }),
        values: instance.attributes,
        sensitive: maskOf(instance.sensitive_attributes),
      } as const,
    ];
  });
}

/** Paths of steps (`[{type: "get_attr", value: "password"}]`) as a tree of true. */
function maskOf(paths: unknown): unknown {
  const mask = Object.create(null) as Record<string, unknown>;
  for (const path of Array.isArray(paths) ? paths : []) {
    const first: unknown = Array.isArray(path) ? path[0] : undefined;
    if (isRecord(first) && typeof first.value === "string") mask[first.value] = true;
  }
  return mask;
}
