import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { documents, manifestExample } from "../kit/podExample";

const apiServer = "Pod/kube-system/kube-apiserver";
const manager = "Pod/kube-system/kube-controller-manager";
const sound = [
  "service-account-key-file=/etc/kubernetes/pki/sa.pub",
  "service-account-extend-token-expiration=false",
  "tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
];

export const examples: RuleExamples = [
  manifestExample(
    "good",
    documents(
      staticPod("kube-apiserver", [...sound, "service-account-lookup=true"]),
      staticPod("kube-controller-manager", [
        "service-account-private-key-file=/etc/kubernetes/pki/sa.key",
        "root-ca-file=/etc/kubernetes/pki/ca.crt",
      ]),
    ),
  ),
  manifestExample("good-lookup-by-default", staticPod("kube-apiserver", sound)),
  manifestExample(
    "good-kubeadm",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "ClusterConfiguration",
      "apiServer:\n  extraArgs:\n    service-account-extend-token-expiration: 'false'",
    ),
  ),
  manifestExample(
    "bad-nothing-set",
    documents(staticPod("kube-apiserver", []), staticPod("kube-controller-manager", [])),
    [
      ["CP-03.key-file", apiServer],
      ["CP-03.bound-tokens", apiServer],
      ["CP-03.signing-key", manager],
      ["CP-03.root-ca", manager],
    ],
  ),
  manifestExample("bad-no-lookup", staticPod("kube-apiserver", [...sound, "service-account-lookup=false"]), [
    ["CP-03.lookup", apiServer],
  ]),
  manifestExample(
    "bad-key-of-tls",
    staticPod("kube-apiserver", [...sound, "service-account-key-file=/etc/kubernetes/pki/apiserver.key"]),
    [["CP-03.own-key", apiServer]],
  ),
];
