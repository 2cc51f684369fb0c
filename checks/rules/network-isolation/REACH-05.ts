import type { ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isDeclared } from "../kit/edges";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { workloadTypes } from "../kit/kubernetes";
import { declaredEdges, stringsOf } from "../kit/parameters";
import { judgePassage, noPassage } from "../kit/passage";
import { storeKind } from "../kit/podStores";
import { podsReachedBy } from "../kit/reachCluster";

/** A store in a cluster answers the applications that need it, and nobody else. */
export const rule: Rule = {
  metadata: {
    id: "REACH-05",
    aliases: [],
    title: "Stores in a cluster answer nobody from other namespaces or from outside",
    control: "network-isolation.reach-cluster-store",
    severity: "critical",
    group: "network-isolation",
    inputs: manifestInputs,
    resourceTypes: workloadTypes,
    rationale:
      "A database that any pod of the cluster may call is as safe as the least of these pods; one that a Service or an Ingress shows to the outside is as safe as its password.",
    remediation:
      "Add a NetworkPolicy whose spec.podSelector fits the store and whose spec.ingress names the applications by podSelector (and namespaceSelector) with the store's port; make its Services ClusterIP and take it out of Ingresses.",
    parameters: { declaredEdges },
    checks: [
      {
        id: "REACH-05.outside-to-store",
        title: "Nobody outside of the cluster reaches the store",
        severity: "critical",
        equivalents: {},
      },
      {
        id: "REACH-05.namespaces-to-store",
        title: "Pods of any other namespace do not reach the store",
        severity: "high",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "AC-4"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const workload = kubernetesNetworkOf(context.graph).of(node);
    const kind = workload && storeKind(workload.pod);
    if (!workload || kind === undefined || isDeclared(node.address, stringsOf(context, "declaredEdges"))) return [];
    const parties = (["internet", "surroundings"] as const).map((party) =>
      podsReachedBy(context.graph, workload, party),
    );
    const outside =
      parties.find(({ answer }) => answer === "yes") ?? parties.find(({ answer }) => answer === "unknown");
    const common = {
      path: `${workload.pod.metadata}.labels`,
      expected: "no way to the store",
      to: node.address,
      passes: "No such way leads to the store",
    };
    return [
      judgePassage(outside ?? noPassage, {
        ...common,
        check: "REACH-05.outside-to-store",
        from: "outside",
        fails: (traffic) => `Whoever is outside of the cluster reaches the store (${kind}) on ${traffic}`,
        may: (traffic) => `whoever is outside of the cluster may reach the store on ${traffic}`,
      }),
      judgePassage(podsReachedBy(context.graph, workload, "stranger"), {
        ...common,
        check: "REACH-05.namespaces-to-store",
        from: "any namespace",
        fails: (traffic) => `Pods of any namespace reach the store (${kind}) on ${traffic}`,
        may: (traffic) => `pods of any namespace may reach the store on ${traffic}`,
      }),
    ];
  },
};
