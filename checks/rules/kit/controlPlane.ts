import { templateOf } from "../../expression/datum";
/** Components of a control plane with their flags, in whatever object runs or configures them. */
import { isRecord } from "../../graph/cursor";
import type { BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import { type FlagReading, type Flags, flagsOf, programWords, type Word } from "./commandFlags";
import { controlPlaneInfo } from "./hostScanner";
import { kubeadmDefaults } from "./kubeadmDefaults";
import { podOf, textAt, workloadTypes } from "./kubernetes";

const components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kubelet"] as const;
export type Component = (typeof components)[number];

export interface ComponentView {
  readonly component: Component;
  readonly node: ResourceNode;
  readonly flags: Flags;
}

/** Kinds that run, configure or report components by flags: workloads (static pods above all) and kubeadm's configuration. */
export const componentTypes: readonly string[] = [...workloadTypes, "ClusterConfiguration", controlPlaneInfo];

const known = new WeakMap<ResourceNode, readonly ComponentView[]>();

/** Components that an object runs or configures, the first of each. Every rule on components asks, so it is kept. */
export function componentsIn(node: ResourceNode, graph: ResourceGraph): readonly ComponentView[] {
  const before = known.get(node);
  if (before) return before;
  const found = findComponents(node, graph);
  known.set(node, found);
  return found;
}

function findComponents(node: ResourceNode, graph: ResourceGraph): readonly ComponentView[] {
  const found =
    node.type === controlPlaneInfo
      ? fromReport(node)
      : workloadTypes.includes(node.type)
        ? fromPod(node, graph)
        : fromKubeadm(node);
  return found.filter((one, index) => found.findIndex((other) => other.component === one.component) === index);
}

function fromPod(node: ResourceNode, graph: ResourceGraph): readonly ComponentView[] {
  const containers = podOf(node, graph)?.containers.filter(({ kind }) => kind === "containers") ?? [];
  return containers.flatMap(({ view }) => {
    const command = wordsAt(node, joinPath(view.path, "command"));
    const args = wordsAt(node, joinPath(view.path, "args"));
    const words = [...command, ...args];
    const named = componentOf(programWords(words));
    const component = named ?? (command.length === 0 ? componentOfImage(view) : undefined);
    if (!component) return [];
    const place = joinPath(view.path, args.length > 0 ? "args" : "command");
    const flags = flagsOf(component === "etcd" ? [...etcdVariables(view), ...words] : words, place);
    // An image alone says too little: it may be a client's, or be configured by a file.
    return named || flags.any ? [{ component, node, flags }] : [];
  });
}

/** Command lines that a scanner found on a node of the control plane. */
function fromReport(node: ResourceNode): readonly ComponentView[] {
  const places = ["APIServerInfo", "controllerManagerInfo", "schedulerInfo"].map((name) => `data.${name}.cmdLine`);
  return places.flatMap((path) => {
    const words = [{ reading: node.get(path), path }];
    const component = componentOf(programWords(words));
    return component ? [{ component, node, flags: flagsOf(words, path) }] : [];
  });
}

function wordsAt(node: ResourceNode, path: string): readonly Word[] {
  const list = node.get(path);
  if (list.kind === "absent") return [];
  if (list.kind !== "known" || !Array.isArray(list.value)) return [{ reading: list, path }];
  return list.value.map((_: unknown, index: number) => ({
    reading: node.get(`${path}[${index}]`),
    path: `${path}[${index}]`,
  }));
}

function componentOf(program: readonly string[]): Component | undefined {
  const names = program.map((word) => word.slice(word.lastIndexOf("/") + 1));
  const direct = names.find((name): name is Component => components.some((component) => component === name));
  if (direct) return direct;
  if (names[0] !== "hyperkube") return undefined;
  return components.find((component) => component === `kube-${names[1]}`);
}

function componentOfImage(view: BlockView): Component | undefined {
  const image = view.get("image");
  if (image.kind !== "known" || typeof image.value !== "string") return undefined;
  const name = image.value.slice(image.value.lastIndexOf("/") + 1).replace(/[:@].*$/, "");
  return components.find(
    (component) =>
      name === component || (/^-(amd64|arm64)$/.test(name.slice(component.length)) && name.startsWith(component)),
  );
}

/** etcd takes each flag from the environment too: `ETCD_CLIENT_CERT_AUTH`. Those on the command line win. */
function etcdVariables(view: BlockView): readonly Word[] {
  return view.blocks("env").items.flatMap((entry): readonly Word[] => {
    const name = entry.get("name");
    if (name.kind !== "known" || typeof name.value !== "string" || !name.value.startsWith("ETCD_")) return [];
    const flag = name.value.slice("ETCD_".length).toLowerCase().replaceAll("_", "-");
    const value = entry.get("value");
    const path = joinPath(entry.path, "value");
    if (value.kind === "known") return [{ reading: { kind: "known", value: `--${flag}=${value.value}` }, path }];
    const template = templateOf([`--${flag}=`]);
    return [{ reading: { kind: "unknown", cause: `${name.value} is filled in later`, set: true, template }, path }];
  });
}

/** Where kubeadm's configuration keeps a component's arguments. */
const kubeadmPlaces: Readonly<Record<string, Readonly<Partial<Record<Component, string>>>>> = {
  ClusterConfiguration: {
    "kube-apiserver": "apiServer.extraArgs",
    "kube-controller-manager": "controllerManager.extraArgs",
    "kube-scheduler": "scheduler.extraArgs",
    etcd: "etcd.local.extraArgs",
  },
};

function fromKubeadm(node: ResourceNode): readonly ComponentView[] {
  const places = kubeadmPlaces[node.type] ?? {};
  return components.flatMap((component) => {
    const path = places[component];
    // Of an etcd that is run by others, kubeadm's configuration says nothing.
    if (path === undefined || (component === "etcd" && node.get("etcd.external").kind !== "absent")) return [];
    return [{ component, node, flags: withDefaults(extraArguments(node, path), component, path) }];
  });
}

/** Flags that kubeadm gives to the kubelet of a node. */
export function kubeletArguments(node: ResourceNode): Flags {
  return extraArguments(node, "nodeRegistration.kubeletExtraArgs");
}

/** A map up to v1beta3, a list of names and values since. */
function extraArguments(node: ResourceNode, path: string): Flags {
  const stated = node.get(path);
  if (stated.kind !== "known") {
    return flagsOf(stated.kind === "unknown" ? [{ reading: stated, path }] : [], path);
  }
  const word = (name: string, at: string): Word => {
    const value = node.get(at);
    const reading: Word["reading"] =
      value.kind === "known" || value.kind === "absent"
        ? { kind: "known", value: `--${name}=${value.kind === "known" ? value.value : ""}` }
        : {
            kind: "unknown",
            cause: `${at} is filled in later`,
            set: false,
            template: templateOf([`--${name}=`]),
          };
    return { reading, path: at };
  };
  if (Array.isArray(stated.value)) {
    const words = stated.value.map((_: unknown, index: number) =>
      word(textAt(node, `${path}[${index}].name`) ?? "", `${path}[${index}].value`),
    );
    return flagsOf(words, path);
  }
  const names = isRecord(stated.value) ? Object.keys(stated.value) : [];
  return flagsOf(
    names.map((name) => word(name, `${path}["${name}"]`)),
    path,
  );
}

function withDefaults(flags: Flags, component: Component, place: string): Flags {
  const defaults = kubeadmDefaults[component] ?? {};
  const given = <Reading extends FlagReading>(name: string, reading: Reading, fallback: (value: string) => Reading) => {
    const value = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    return reading.kind === "absent" && value !== undefined ? fallback(value) : reading;
  };
  return {
    any: true,
    get: (name) => given(name, flags.get(name), (value) => ({ kind: "set", value, path: place })),
    list: (name) =>
      given(name, flags.list(name), (value) => ({ kind: "set", value, path: place, values: value.split(",") })),
  };
}
