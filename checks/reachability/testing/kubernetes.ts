/** For tests: manifests in, sentences about who reaches whom out. */
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import type { EndClass } from "../core/model";
import { answerOf } from "../core/search";
import { describeTraffic } from "../core/traffic";
import { type KubernetesNetwork, kubernetesNetwork } from "../kubernetes/model";

export function clusterOf(manifests: string): KubernetesNetwork {
  return kubernetesNetwork(
    buildGraph(readInputs([{ path: "manifests.yaml", content: manifests, kind: "manifest" }]).inputs),
  );
}

export function endAt(network: KubernetesNetwork, name: string): EndClass {
  if (name === "internet") return network.internet;
  if (name === "surroundings") return network.surroundings;
  if (name === "stranger") return network.stranger;
  const found = network.workloads.find((one) => one.node.address === name || one.node.address.endsWith(`/${name}`));
  if (!found) throw new Error(`${name} is no workload`);
  return found.end;
}

/** `yes tcp 5432`, `may all traffic`, `no`; one for each way, the best first, with `relayed` where it has relays. */
export function reachInCluster(network: KubernetesNetwork, from: string, to: string): readonly string[] {
  const lines = network.reachability.ways(endAt(network, from), endAt(network, to)).flatMap((way) => {
    const answer = answerOf(way);
    const traffic = describeTraffic(answer === "yes" ? way.sure : way.may).join(", ");
    return answer === "no" ? [] : [`${answer} ${traffic}${way.relays.length > 0 ? " relayed" : ""}`];
  });
  return lines.length === 0 ? ["no"] : [...new Set(lines)].sort().reverse();
}

/** A Deployment as short as can be. */
export function app(
  name: string,
  namespace: string,
  labels: Readonly<Record<string, string>> = { app: name },
  spec: Readonly<Record<string, unknown>> = {},
): string {
  const object = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name,
              image: "registry.example.org/app:1",
              ports: [
                { name: "web", containerPort: 8080 },
                { name: "metrics", containerPort: 9090 },
              ],
            },
          ],
          ...spec,
        },
      },
    },
  };
  return `${JSON.stringify(object)}\n`;
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return `${JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } })}\n`;
}

export function policy(name: string, place: string, spec: Readonly<Record<string, unknown>>): string {
  const metadata = { name, namespace: place };
  return `${JSON.stringify({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec })}\n`;
}

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  place: string,
  spec: unknown,
  annotations = {},
): string {
  return `${JSON.stringify({ apiVersion, kind, metadata: { name, namespace: place, annotations }, spec })}\n`;
}

export function together(...documents: readonly string[]): string {
  return documents.join("---\n");
}
