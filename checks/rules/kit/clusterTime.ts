/** Where objects of Kubernetes say which time servers clocks follow: configuration of NTP daemons, and the daemons. */
import type { Datum, ResourceGraph, ResourceNode } from "../../graph/graph";
import { isList, isObject, textOf } from "./datum";
import { type ContainerView, namespaceOf, type PodView, podOf, textAt } from "./kubernetes";
import { timeSourcesIn } from "./timeSources";

export interface TimeText {
  readonly path: string;
  readonly sources: readonly string[];
  /** What may say something else and cannot be seen. */
  readonly hidden: string | undefined;
}

/** chrony, ntpd and systemd-timesyncd in names of objects, of files and of images. */
const daemon = /(?:^|[/._-])(?:chronyd?|ntpd?|ntpsec|openntpd|timesyncd)(?:[:@._-]|$)/i;
/** Variables by which images of such daemons take their servers. */
const variable = /^(?:NTP|CHRONY)_(?:SERVERS?|POOLS?|SOURCES?)$/i;

/** Undefined for what sets no clock. */
export function timeTextOf(node: ResourceNode, graph: ResourceGraph): TimeText | undefined {
  return node.type === "ConfigMap" ? configurationOf(node) : daemonOf(node, graph);
}

/** Files of a daemon's configuration. Those that name no server leave the sources to others, for instance to DHCP. */
function configurationOf(node: ResourceNode): TimeText | undefined {
  const named = daemon.test(textAt(node, "metadata.name") ?? "");
  const data = node.get("data");
  const value = data.kind === "unknown" ? data.template : data.kind === "known" ? data.value : undefined;
  if (data.kind === "unknown" && value === undefined)
    return named ? { path: "data", sources: [], hidden: data.cause } : undefined;
  const files = isObject(value) ? Object.entries(value).filter(([key]) => named || daemon.test(key)) : [];
  const { text, hidden } = joined(files.map(([, file]) => file));
  const sources = timeSourcesIn(text);
  return sources.length === 0 && hidden === undefined ? undefined : { path: "data", sources, hidden };
}

/** A daemon whose servers its own command, its variables or nothing that is written here states. */
function daemonOf(node: ResourceNode, graph: ResourceGraph): TimeText | undefined {
  const pod = podOf(node, graph);
  const container = pod?.containers.find(({ view }) => daemon.test(textIn(view, "image") ?? ""));
  if (!pod || !container) return undefined;
  const { text, hidden } = joined([...commandOf(container), ...variablesOf(container)]);
  const sources = timeSourcesIn(text);
  const { path } = container.view;
  if (sources.length > 0 || hidden !== undefined) return { path, sources, hidden };
  const configuration = mountedMaps(pod);
  // Where its configuration is among what is checked, the verdict stands there.
  if (configuration.some((name) => isThere(name, node, graph))) return undefined;
  const [missing] = configuration;
  const cause = missing === undefined ? "the image's own files name the servers" : `ConfigMap ${missing} is not here`;
  return { path, sources, hidden: cause };
}

function commandOf({ view }: ContainerView): readonly Datum[] {
  return ["command", "args"].flatMap((path) => {
    const words = view.get(path);
    const value = words.kind === "unknown" ? words.template : words.kind === "known" ? words.value : undefined;
    return isList(value) ? value : [];
  });
}

/** As chrony spells them, so that one reader finds all. */
function variablesOf({ view }: ContainerView): readonly Datum[] {
  return view.blocks("env").items.flatMap((entry) => {
    if (!variable.test(textIn(entry, "name") ?? "")) return [];
    const value = entry.get("value");
    if (value.kind === "unknown") return [value.template ?? ""];
    const servers = value.kind === "known" && typeof value.value === "string" ? value.value.split(/[\s,]+/) : [];
    return servers.filter((server) => server !== "").map((server) => `server ${server}`);
  });
}

function mountedMaps({ spec }: PodView): readonly string[] {
  return spec.blocks("volumes").items.flatMap((volume) => textIn(volume, "configMap.name") ?? []);
}

function isThere(name: string, node: ResourceNode, graph: ResourceGraph): boolean {
  return graph
    .ofType("ConfigMap")
    .some((map) => textAt(map, "metadata.name") === name && namespaceOf(map) === namespaceOf(node));
}

function textIn(view: ContainerView["view"], path: string): string | undefined {
  const reading = view.get(path);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

/** One line or file after another. */
function joined(parts: readonly Datum[]): { readonly text: string; readonly hidden: string | undefined } {
  const texts = parts.map((part) => textOf(part));
  const hole = texts.find((text) => text?.kind === "hole");
  return {
    text: texts.map((text) => text?.text ?? "").join("\n"),
    hidden: hole?.kind === "hole" ? hole.cause : undefined,
  };
}
