import { stringify } from "yaml";

const gone = ".metadata.deletionTimestamp";
const isReady = '.status.conditions.[] | select( .type == "Ready" ) | .status';

const readyNode = `{{ $now := Now }}
phase: Running
conditions:
- type: Ready
  status: "True"
  reason: TestBed
  message: a node in name
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
`;

const runningPod = `{{ $now := Now }}
conditions:
{{ range $type := list "Initialized" "ContainersReady" "Ready" }}
- type: {{ $type }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state:
    running:
      startedAt: {{ $now | Quote }}
{{ end }}
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
podIP: {{ PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) | Quote }}
phase: Running
startTime: {{ $now | Quote }}
`;

type Requirement = { readonly key: string; readonly operator: string; readonly values?: readonly string[] };

function stage(name: string, kind: "Node" | "Pod", matchExpressions: readonly Requirement[], next: object): object {
  return {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name },
    spec: { resourceRef: { apiGroup: "v1", kind }, selector: { matchExpressions }, next },
  };
}

/** Written out, because a release that is built without its makers' scripts has none of the defaults. */
const options = {
  manageAllNodes: true,
  nodePlayStageParallelism: 4,
  podPlayStageParallelism: 4,
  nodeLeaseParallelism: 4,
  // As a kubelet: without a lease the node counts as lost after this time.
  nodeLeaseDurationSeconds: 40,
};

const status = (template: string) => ({ patches: [{ subresource: "status", root: "status", template }] });

/**
 * What kwok does in the place of kubelets: every node is ready, every pod that the scheduler placed runs until it is
 * deleted. Nothing fails and nothing ends by itself, so a Job never completes.
 */
export function kwokConfiguration(): string {
  const documents = [
    { apiVersion: "config.kwok.x-k8s.io/v1alpha1", kind: "KwokConfiguration", options },
    stage("node-ready", "Node", [{ key: isReady, operator: "NotIn", values: ["True"] }], status(readyNode)),
    stage(
      "pod-running",
      "Pod",
      [
        { key: gone, operator: "DoesNotExist" },
        { key: ".status.podIP", operator: "DoesNotExist" },
      ],
      status(runningPod),
    ),
    stage("pod-gone", "Pod", [{ key: gone, operator: "Exists" }], { finalizers: { empty: true }, delete: true }),
  ];
  return documents.map((one) => stringify(one)).join("---\n");
}
