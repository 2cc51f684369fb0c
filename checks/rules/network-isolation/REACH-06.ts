import type { ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { workloadTypes } from "../kit/kubernetes";
import { storeKind } from "../kit/podStores";
import { not } from "../kit/predicates";
import { podsReachInternet } from "../kit/reachCluster";

/** A store in a cluster opens no connections to the internet. */
export const rule: Rule = {
  metadata: {
    id: "REACH-06",
    aliases: [],
    title: "Stores in a cluster do not reach the internet",
    control: "network-isolation.reach-cluster-egress",
    severity: "medium",
    group: "network-isolation",
    inputs: manifestInputs,
    resourceTypes: workloadTypes,
    rationale:
      "Data leaves by the connections that a store may open: extensions, connectors and replication to a stranger need nobody to come in from outside.",
    remediation:
      "Add a NetworkPolicy whose spec.podSelector fits the store with policyTypes: [Egress], and name in spec.egress only what it needs: the other members of its cluster, the name server, the backup's address.",
    parameters: {},
    checks: [
      {
        id: "REACH-06.store-to-internet",
        title: "The store does not reach the internet",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7(5)", "AC-4"],
      iso: ["A.8.20", "A.8.12"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const workload = kubernetesNetworkOf(context.graph).of(node);
    if (!workload || storeKind(workload.pod) === undefined) return [];
    const found = podsReachInternet(context.graph, workload);
    return [
      verdict(
        not(found.answer),
        {
          path: `${workload.pod.metadata}.labels`,
          expected: "no traffic to the internet",
          actual: found.answer === "no" ? null : found.traffic,
          reason: found.reason,
        },
        {
          check: "REACH-06.store-to-internet",
          fails: `The store reaches the internet on ${found.traffic.join(", ")}: ${[node.address, ...found.hops, "internet"].join(" → ")}`,
          passes: "No way leads from the store to the internet",
        },
        { related: found.related },
      ),
    ];
  },
};
