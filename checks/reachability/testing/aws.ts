/** For tests: a module's text in, sentences about who reaches whom out. */
import type { JsonObject } from "../../../common/json";
import { buildGraph } from "../../graph/buildGraph";
import type { ResourceGraph } from "../../graph/graph";
import { readInputs } from "../../inputs/readInputs";
import { rootModule } from "../../rules/kit/example";
import { type AwsEnd, type AwsNetwork, awsNetwork } from "../aws/model";
import type { EndClass } from "../core/model";
import { answerOf, narrowed } from "../core/search";
import { describeTraffic } from "../core/traffic";

export function graphOf(parts: JsonObject): ResourceGraph {
  const content = JSON.stringify(rootModule(parts));
  return buildGraph(readInputs([{ path: "main.tf.json", content, kind: "terraform-json" }]).inputs);
}

export function networkOf(parts: JsonObject): AwsNetwork {
  return awsNetwork(graphOf(parts));
}

export function endsAt(network: AwsNetwork, address: string): readonly AwsEnd[] {
  return network.ends.filter((end) => end.node.address === address);
}

function classesAt(
  network: AwsNetwork,
  name: string,
): readonly { readonly end: EndClass; readonly listens?: AwsEnd["listens"] }[] {
  if (name === "internet") return [{ end: network.internet }];
  if (name === "other networks") return [{ end: network.otherNetworks }];
  const found = endsAt(network, name);
  if (found.length === 0) throw new Error(`${name} stands in no network`);
  return found;
}

/** `yes tcp 443`, `may tcp 5432`, `no`; one line per way, with the relays of those that have some. */
export function reach(network: AwsNetwork, from: string, to: string): readonly string[] {
  const lines = classesAt(network, from).flatMap((source) =>
    classesAt(network, to).flatMap(({ end, listens }) =>
      network.reachability.ways(source.end, end).flatMap((way) => {
        const traffic = listens ? narrowed(way, listens) : way;
        const answer = answerOf(traffic);
        if (answer === "no") return [];
        const via = way.relays.length > 0 ? " relayed" : "";
        return [`${answer} ${describeTraffic(answer === "yes" ? traffic.sure : traffic.may).join(", ")}${via}`];
      }),
    ),
  );
  return lines.length === 0 ? ["no"] : [...new Set(lines)].sort();
}

/** Resources on the first way that is found, and what is in doubt. */
export function way(network: AwsNetwork, from: string, to: string) {
  for (const source of classesAt(network, from)) {
    for (const { end, listens } of classesAt(network, to)) {
      for (const one of network.reachability.ways(source.end, end)) {
        const traffic = listens ? narrowed(one, listens) : one;
        if (traffic.may.length > 0) return one.explain(traffic.sure.length > 0 ? traffic.sure : traffic.may);
      }
    }
  }
  return undefined;
}
