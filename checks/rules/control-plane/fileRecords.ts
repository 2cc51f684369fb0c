import type { BlockView, ResourceNode } from "../../graph/graph";
import { cniInfo, controlPlaneInfo, kubeletInfo, kubeProxyInfo } from "../kit/hostScanner";
import { type Collected, collectedFiles, nodeInfo } from "../kit/nodeInfo";

/** A file on a node, as it is or as it will be written. */
export interface FileRecord {
  readonly path: string;
  /** Member of a report that speaks of it, without positions in lists; empty elsewhere. */
  readonly place: string;
  readonly mode: number | undefined;
  readonly modePath: string;
  /** `root:root` */
  readonly owner: string | undefined;
  readonly ownerPath: string;
}

/** Members of a host scanner's reports that are files or lists of them. */
const reported: Readonly<Record<string, readonly string[]>> = {
  [controlPlaneInfo]: [
    "data.APIServerInfo.specsFile",
    "data.controllerManagerInfo.specsFile",
    "data.controllerManagerInfo.configFile",
    "data.schedulerInfo.specsFile",
    "data.schedulerInfo.configFile",
    "data.etcdConfigFile",
    "data.etcdDataDir",
    "data.adminConfigFile",
    "data.PKIDir",
    "data.PKIFiles",
  ],
  [kubeletInfo]: ["data.configFile", "data.kubeConfigFile", "data.clientCAFile", "data.serviceFiles"],
  [kubeProxyInfo]: ["data.kubeConfigFile"],
  [cniInfo]: ["data.CNIConfigFiles"],
};

/** Where Cluster API's objects say which files a machine gets at its first start. */
const written: Readonly<Record<string, string>> = {
  "KubeadmConfig.bootstrap.cluster.x-k8s.io": "spec.files",
  "KubeadmConfigTemplate.bootstrap.cluster.x-k8s.io": "spec.template.spec.files",
  "KubeadmControlPlane.controlplane.cluster.x-k8s.io": "spec.kubeadmConfigSpec.files",
};

export const fileRecordTypes: readonly string[] = [...Object.keys(reported), ...Object.keys(written), nodeInfo];

export function fileRecords(node: ResourceNode): readonly FileRecord[] {
  const list = written[node.type];
  if (node.type === nodeInfo) return collectedRecords(node);
  if (list !== undefined) return node.blocks(list).items.map(writtenFile);
  return (reported[node.type] ?? []).flatMap((place) =>
    node.blocks(place).items.map((item) => reportedFile(item, placeOf(node, place))),
  );
}

/** A report that names no paths: its members stand for the files. */
function collectedRecords(node: ResourceNode): readonly FileRecord[] {
  return collectedFiles(node).flatMap(({ file, mode, owner }) => {
    const common = { path: `The file (${file})`, place: `${nodeInfo} ${file}` };
    const empty = { modePath: "info", ownerPath: "info", mode: undefined, owner: undefined };
    const each = (collected: Collected | undefined) =>
      (collected?.values ?? []).map((value, index) => ({ value, at: `${collected?.path}[${index}]` }));
    return [
      ...each(mode).map(({ value, at }) => ({ ...empty, ...common, mode: modeOfDigits(value), modePath: at })),
      ...each(owner).map(({ value, at }) => ({ ...empty, ...common, owner: String(value), ownerPath: at })),
    ];
  });
}

/** Written as one types it, 600 for 0600. An owner who may not write is strict enough, whatever else he may. */
function modeOfDigits(value: string | number): number | undefined {
  if (!/^0?[0-7]{3}$/.test(String(value))) return undefined;
  const mode = Number.parseInt(String(value), 8);
  return (mode & 0o200) === 0 ? mode & ~0o100 : mode;
}

/** Two kinds of report have a member of the same name. */
function placeOf(node: ResourceNode, place: string): string {
  const [kind = ""] = node.type.split(".");
  return place === "data.kubeConfigFile" ? `${kind} ${place}` : place;
}

function reportedFile(item: BlockView, place: string): FileRecord {
  const mode = item.get("permissions");
  const user = textAt(item, "ownership.username");
  const group = textAt(item, "ownership.groupname");
  return {
    path: textAt(item, "path") ?? "",
    place,
    mode: mode.kind === "known" && typeof mode.value === "number" ? mode.value : undefined,
    modePath: `${item.path}.permissions`,
    owner: user !== undefined && group !== undefined ? `${user}:${group}` : undefined,
    ownerPath: `${item.path}.ownership`,
  };
}

/** cloud-init's defaults stand where nothing is said: mode 0644, owner root:root. */
function writtenFile(item: BlockView): FileRecord {
  const mode = item.get("permissions");
  const digits = mode.kind === "known" ? String(mode.value) : "";
  return {
    path: textAt(item, "path") ?? "",
    place: "",
    mode:
      mode.kind === "absent"
        ? 0o644
        : /^0?o?[0-7]{3,4}$/.test(digits)
          ? Number.parseInt(digits.replace("o", ""), 8)
          : undefined,
    modePath: `${item.path}.permissions`,
    owner: item.get("owner").kind === "absent" ? "root:root" : textAt(item, "owner"),
    ownerPath: `${item.path}.owner`,
  };
}

function textAt(item: BlockView, path: string): string | undefined {
  const reading = item.get(path);
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
