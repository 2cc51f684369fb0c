import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { manifestExample } from "../kit/podExample";

const failing = (...names: readonly string[]) =>
  names.map((name) => [`CP-02.${name}`, "Pod/kube-system/kube-apiserver"] as const);
const sound = [
  "client-ca-file=/etc/kubernetes/pki/ca.crt",
  "tls-cert-file=/etc/kubernetes/pki/apiserver.crt",
  "tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
  "kubelet-client-certificate=/etc/kubernetes/pki/kubelet-client.crt",
  "kubelet-client-key=/etc/kubernetes/pki/kubelet-client.key",
  "kubelet-certificate-authority=/etc/kubernetes/pki/kubelet-ca.crt",
  "etcd-certfile=/etc/kubernetes/pki/etcd-client.crt",
  "etcd-keyfile=/etc/kubernetes/pki/etcd-client.key",
  "etcd-cafile=/etc/kubernetes/pki/etcd-ca.crt",
];
const withSound = (...flags: readonly string[]) => staticPod("kube-apiserver", [...sound, ...flags]);
const without = (name: string) =>
  staticPod(
    "kube-apiserver",
    sound.filter((one) => !one.startsWith(`${name}=`)),
  );

export const examples: RuleExamples = [
  manifestExample("good", withSound()),
  manifestExample(
    "good-chosen-tls",
    withSound(
      "tls-min-version=VersionTLS13",
      "tls-cipher-suites=TLS_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    ),
  ),
  manifestExample(
    "good-kubeadm",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "ClusterConfiguration",
      `
apiServer:
  extraArgs:
    kubelet-certificate-authority: /etc/kubernetes/pki/ca.crt
`,
    ),
  ),
  manifestExample(
    "bad-kubeadm-defaults",
    settings("kubeadm.k8s.io/v1beta4", "ClusterConfiguration", "clusterName: x"),
    [["CP-02.kubelet-authority", "ClusterConfiguration"]],
  ),
  manifestExample("bad-nothing-set", staticPod("kube-apiserver", []), [
    ...failing("client-ca", "serving-certificate", "kubelet-client-certificate"),
    ...failing("kubelet-authority", "etcd-client-certificate", "etcd-authority"),
  ]),
  manifestExample("bad-no-key", without("tls-private-key-file"), failing("serving-certificate")),
  manifestExample("bad-no-kubelet-key", without("kubelet-client-key"), failing("kubelet-client-certificate")),
  manifestExample("bad-no-etcd-key", without("etcd-keyfile"), failing("etcd-client-certificate")),
  manifestExample("bad-empty-authority", withSound("client-ca-file="), failing("client-ca")),
  manifestExample("bad-kubelet-http", withSound("kubelet-https=false"), failing("kubelet-https")),
  manifestExample("bad-old-tls", withSound("tls-min-version=VersionTLS10"), failing("minimum-version")),
  manifestExample(
    "bad-weak-suite",
    withSound("tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
    failing("cipher-suites"),
  ),
];
