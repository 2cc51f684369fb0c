/**
 * What kubescape's host scanner reports of a node (`hostdata.kubescape.cloud`): command lines, files with their modes,
 * and some files whole, in base64.
 */

import { isRecord } from "../../graph/cursor";
import type { ResourceNode } from "../../graph/graph";
import { KubernetesNode } from "../../graph/kubernetesNode";
import { readYaml } from "../../inputs/yaml";
import type { CheckResult } from "../../rule";

const scanned = (kind: string) => `${kind}.hostdata.kubescape.cloud`;

export const controlPlaneInfo = scanned("ControlPlaneInfo");
export const kubeletInfo = scanned("KubeletInfo");
export const cniInfo = scanned("CNIInfo");
export const kubeProxyInfo = scanned("KubeProxyInfo");

/** The object in a file that the scanner read; undefined where it read none, or where that is no YAML. */
export function embeddedObject(node: ResourceNode, path: string): Readonly<Record<string, unknown>> | undefined {
  const content = node.get(path);
  if (content.kind !== "known" || typeof content.value !== "string") return undefined;
  const { documents, problems } = readYaml(Buffer.from(content.value, "base64").toString("utf8"), "");
  const value = problems.length === 0 ? documents[0]?.value : undefined;
  return isRecord(value) ? value : undefined;
}

/** Judges such an object as if it were one of its own; the results stand on the report of the node. */
export function judgeEmbedded(
  node: ResourceNode,
  path: string,
  judge: (embedded: ResourceNode) => readonly CheckResult[],
): readonly CheckResult[] {
  const body = embeddedObject(node, path);
  if (!body) return [];
  const line = node.source.line ?? 1;
  const embedded = new KubernetesNode(
    { body, file: node.source.file ?? "", lineOf: () => line },
    node.input,
    node.stack,
  );
  return judge(embedded).map((result) => ({ ...result, resource: node, path }));
}
