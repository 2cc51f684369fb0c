import type { RuleExamples } from "../../rule";
import { container, deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const check = (name: string) => `K8S-20.${name}`;
const permits = deploymentAddress("permits");
const spread = "topologySpreadConstraints:\n  - topologyKey: kubernetes.io/hostname\n    maxSkew: 1\n";
const running = (replicas: number | undefined, spec = "") =>
  deployment("permits", `${spec}${container()}`).replace(
    "  selector:\n",
    replicas === undefined ? "  selector:\n" : `  replicas: ${replicas}\n  selector:\n`,
  );
const budget = (lines: string, app = "permits") => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: permits
  namespace: registry
spec:
  ${lines}
  selector:
    matchExpressions:
      - key: app
        operator: In
        values: [${app}]
`;
const scaler = (fewest: number) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: permits
  namespace: registry
spec:
  minReplicas: ${fewest}
  maxReplicas: 9
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: permits
`;
const antiAffinity = (app: string) => `affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 1
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              app: ${app}
`;
const keda = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: permits
  namespace: registry
spec:
  minReplicaCount: 1
  scaleTargetRef:
    name: permits
`;
const budgetAddress = "PodDisruptionBudget/registry/permits";

export const examples: RuleExamples = [
  manifestExample(
    "bad-recreate",
    documents(
      running(3, spread).replace("spec:\n", "spec:\n  strategy:\n    type: Recreate\n"),
      budget("maxUnavailable: 1"),
    ),
    [[check("rolling-update"), permits]],
  ),
  manifestExample("bad-no-bound", documents(running(3, spread), budget("unhealthyPodEvictionPolicy: AlwaysAllow")), [
    [check("bound"), budgetAddress],
  ]),
  manifestExample("good", documents(running(2, spread), budget("maxUnavailable: 1"))),
  manifestExample("good-scaled", documents(running(undefined, spread), budget("minAvailable: 50%"), scaler(3))),
  manifestExample("good-off", running(0)),
  manifestExample("bad-one", running(1), [[check("replicas"), permits]]),
  manifestExample("bad-default", running(undefined), [[check("replicas"), permits]]),
  manifestExample("bad-scaled", documents(running(3, spread), scaler(1)), [[check("replicas"), permits]]),
  manifestExample("bad-spread", documents(running(2), budget("maxUnavailable: 1")), [[check("spread"), permits]]),
  manifestExample("good-apart", documents(running(2, antiAffinity("permits")), budget("maxUnavailable: 1"))),
  manifestExample("bad-apart-from-others", documents(running(2, antiAffinity("other")), budget("maxUnavailable: 1")), [
    [check("spread"), permits],
  ]),
  manifestExample("bad-keda", documents(running(3, spread), keda), [[check("replicas"), permits]]),
  manifestExample("bad-without-budget", documents(running(2, spread), budget("maxUnavailable: 1", "other")), [
    [check("disruption-budget"), permits],
  ]),
  manifestExample("bad-budget-of-none", documents(running(2, spread), budget("maxUnavailable: 0%")), [
    [check("eviction"), budgetAddress],
  ]),
  manifestExample("bad-budget-of-all", documents(running(2, spread), budget("minAvailable: 2")), [
    [check("eviction"), budgetAddress],
  ]),
  manifestExample("bad-budget-of-all-in-percent", budget("minAvailable: 100%"), [[check("eviction"), budgetAddress]]),
];
