import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { documents, manifestExample } from "../kit/podExample";

const manager = "Pod/kube-system/kube-controller-manager";
const scheduler = "Pod/kube-system/kube-scheduler";
const sound = [
  "bind-address=127.0.0.1",
  "profiling=false",
  "use-service-account-credentials=true",
  "terminated-pod-gc-threshold=100",
];

export const examples: RuleExamples = [
  manifestExample(
    "good",
    documents(
      staticPod("kube-controller-manager", [...sound, "feature-gates=RotateKubeletServerCertificate=true"]),
      staticPod("kube-scheduler", ["bind-address=::1", "profiling=false"]),
    ),
  ),
  manifestExample(
    "good-kubeadm",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "ClusterConfiguration",
      `
controllerManager:
  extraArgs:
    profiling: "false"
    terminated-pod-gc-threshold: "100"
scheduler:
  extraArgs:
    profiling: "false"
`,
    ),
  ),
  manifestExample(
    "bad-nothing-set",
    documents(staticPod("kube-controller-manager", []), staticPod("kube-scheduler", [])),
    [
      ["CP-04.controller-manager-bind", manager],
      ["CP-04.controller-manager-profiling", manager],
      ["CP-04.own-credentials", manager],
      ["CP-04.terminated-pods", manager],
      ["CP-04.scheduler-bind", scheduler],
      ["CP-04.scheduler-profiling", scheduler],
    ],
  ),
  manifestExample(
    "bad-values",
    documents(
      staticPod("kube-controller-manager", [
        "bind-address=0.0.0.0",
        "profiling=true",
        "use-service-account-credentials=false",
        "terminated-pod-gc-threshold=0",
        "feature-gates=AllAlpha=false,RotateKubeletServerCertificate=false",
      ]),
      staticPod("kube-scheduler", ["bind-address=10.0.0.4", "profiling=false"]),
    ),
    [
      ["CP-04.controller-manager-bind", manager],
      ["CP-04.controller-manager-profiling", manager],
      ["CP-04.own-credentials", manager],
      ["CP-04.rotate-kubelet-certificates", manager],
      ["CP-04.terminated-pods", manager],
      ["CP-04.scheduler-bind", scheduler],
    ],
  ),
  manifestExample(
    "unknown-scheduler-file",
    staticPod("kube-scheduler", ["bind-address=127.0.0.1", "config=/etc/kubernetes/scheduler.yaml"]),
    [],
    [["CP-04.scheduler-profiling", scheduler]],
  ),
];
