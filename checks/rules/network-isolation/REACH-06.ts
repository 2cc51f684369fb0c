import type { ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { workloadTypes } from "../kit/kubernetes";
import { judgePassage } from "../kit/passage";
import { storeKind } from "../kit/podStores";
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
      judgePassage(found, {
        check: "REACH-06.store-to-internet",
        expected: "no traffic to the internet",
        path: `${workload.pod.metadata}.labels`,
        from: node.address,
        to: "internet",
        fails: (traffic) => `The store reaches the internet on ${traffic}`,
        may: (traffic) => `the store may reach the internet on ${traffic}`,
        passes: "No way leads from the store to the internet",
      }),
    ];
  },
};
