/** A kubelet's settings, wherever they are: its configuration file, its flags, or what a collector found on its node. */
import { isRecord } from "../../graph/cursor";
import type { Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { type FlagReading, type Flags, flagsOf } from "./commandFlags";
import { componentsIn, kubeletArguments } from "./controlPlane";
import { embeddedObject, kubeletInfo } from "./hostScanner";
import { workloadTypes } from "./kubernetes";
import { collectedFlag, nodeInfo } from "./nodeInfo";

/** `absent` is the kubelet's default, which with a configuration file is another than without. */
export type Setting = FlagReading & { readonly source: "flags" | "file" };

export interface KubeletView {
  readonly node: ResourceNode;
  /** A flag wins over the file. Undefined where the object does not say and another one does. */
  setting(flag: string, path: string | undefined): Setting | undefined;
}

export const kubeletTypes: readonly string[] = [
  ...workloadTypes,
  "KubeletConfiguration",
  "InitConfiguration",
  "JoinConfiguration",
  kubeletInfo,
  nodeInfo,
];

export function kubeletOf(node: ResourceNode, graph: ResourceGraph): KubeletView | undefined {
  if (node.type === "KubeletConfiguration") {
    return { node, setting: (_, path) => (path === undefined ? undefined : fileSetting(node.get(path), path)) };
  }
  if (node.type === "InitConfiguration" || node.type === "JoinConfiguration") {
    // kubeadm writes the configuration file from another object.
    const flags = kubeletArguments(node);
    return { node, setting: (name) => given(flags.get(name)) };
  }
  if (node.type === kubeletInfo) return collected(node);
  if (node.type === nodeInfo) return { node, setting: (name) => ofNodeInfo(node, name) };
  const view = componentsIn(node, graph).find(({ component }) => component === "kubelet");
  return view && { node, setting: (name, path) => flagOrHiddenFile(view.flags, name, path) };
}

/** The collector reports what is given. Where nothing is, the file's defaults hold: kubelets of today have one. */
function ofNodeInfo(node: ResourceNode, name: string): Setting | undefined {
  const found = collectedFlag(node, name);
  if (!found) return undefined;
  const { path, values } = found;
  if (values.length === 0) return { kind: "absent", path, source: "file" };
  return { kind: "set", value: values.join(","), path, source: "flags" };
}

function given(reading: FlagReading): Setting | undefined {
  return reading.kind === "absent" ? undefined : { ...reading, source: "flags" };
}

function flagOrHiddenFile(flags: Flags, name: string, path: string | undefined): Setting {
  const reading = flags.get(name);
  const file = flags.get("config");
  if (reading.kind !== "absent" || file.kind === "absent" || path === undefined) return { ...reading, source: "flags" };
  return { kind: "unknown", cause: "the file that --config names decides", path: file.path, source: "file" };
}

function fileSetting(reading: Reading, path: string): Setting {
  if (reading.kind === "absent") return { kind: "absent", path, source: "file" };
  if (reading.kind === "unknown") return { kind: "unknown", cause: reading.cause, path, source: "file" };
  const value = Array.isArray(reading.value) ? reading.value.join(",") : textOfValue(reading.value);
  return { kind: "set", value, path, source: "file" };
}

/** Gates are a map in the file and a list on the command line. */
function textOfValue(value: unknown): string {
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .map(([key, one]) => `${key}=${String(one)}`)
    .join(",");
}

/** The kubelet's command line and file as kubescape's host scanner reports them. */
function collected(node: ResourceNode): KubeletView {
  const flags = flagsOf([{ reading: node.get("data.cmdLine"), path: "data.cmdLine" }], "data.cmdLine");
  const path = "data.configFile.content";
  // A file that the command line does not name is not read, though it may be there.
  const content = flags.get("config").kind === "absent" ? undefined : embeddedObject(node, path);
  return {
    node,
    setting: (name, member) => {
      if (content === undefined || member === undefined) return flagOrHiddenFile(flags, name, member);
      const reading = flags.get(name);
      if (reading.kind !== "absent") return { ...reading, source: "flags" };
      const value = memberAt(content, member);
      return {
        ...fileSetting(value === undefined ? { kind: "absent" } : { kind: "known", value: value as string }, path),
      };
    },
  };
}

function memberAt(content: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((here, key) => (isRecord(here) && Object.hasOwn(here, key) ? here[key] : undefined), content);
}
