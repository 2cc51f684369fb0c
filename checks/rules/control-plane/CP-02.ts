import type { Rule } from "../../rule";
import { allGiven, type FlagCheck, flag, flagRule } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { areStrongSuites, isRecentTls } from "../kit/tlsSettings";

const component = "kube-apiserver";

const checks: readonly FlagCheck[] = [
  {
    id: "CP-02.client-ca",
    title: "Client certificates are checked against an authority",
    severity: "high",
    equivalents: { trivy: ["KCV-0028"], kubescape: ["C-0139"] },
    component,
    expected: "--client-ca-file=<file>",
    fails: "The API server knows no authority for client certificates",
    ask: allGiven("client-ca-file"),
  },
  {
    id: "CP-02.serving-certificate",
    title: "The API server shows a certificate of its own",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_100"], trivy: ["KCV-0027"], kubescape: ["C-0138"] },
    component,
    expected: "--tls-cert-file=<file> and --tls-private-key-file=<file>",
    fails: "The API server signs its certificate itself, so no client can tell it from another",
    ask: allGiven("tls-cert-file", "tls-private-key-file"),
  },
  {
    id: "CP-02.kubelet-https",
    title: "Kubelets are called by HTTPS",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_71"], trivy: ["KCV-0004"] },
    component,
    expected: "--kubelet-https not false",
    fails: "The API server calls kubelets without encryption",
    ask: flag("kubelet-https", (value) => value !== "false", "fine"),
  },
  {
    id: "CP-02.kubelet-client-certificate",
    title: "The API server proves itself to kubelets",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_72"], trivy: ["KCV-0005"], kubescape: ["C-0116"] },
    component,
    expected: "--kubelet-client-certificate=<file> and --kubelet-client-key=<file>",
    fails: "The API server calls kubelets without a certificate, so they must take calls from anybody",
    ask: allGiven("kubelet-client-certificate", "kubelet-client-key"),
  },
  {
    id: "CP-02.kubelet-authority",
    title: "The certificates of kubelets are checked",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_73"], trivy: ["KCV-0006"], kubescape: ["C-0117"] },
    component,
    expected: "--kubelet-certificate-authority=<file>",
    fails: "The API server takes any certificate for a kubelet's, so logs, exec and port-forward can be listened to",
    ask: allGiven("kubelet-certificate-authority"),
  },
  {
    id: "CP-02.etcd-client-certificate",
    title: "The API server proves itself to etcd",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_99"], trivy: ["KCV-0026"], kubescape: ["C-0137"] },
    component,
    expected: "--etcd-certfile=<file> and --etcd-keyfile=<file>",
    fails: "The API server calls etcd without a certificate, so etcd must take calls from anybody",
    ask: allGiven("etcd-certfile", "etcd-keyfile"),
  },
  {
    id: "CP-02.etcd-authority",
    title: "The certificate of etcd is checked",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_102"], trivy: ["KCV-0029"], kubescape: ["C-0140"] },
    component,
    expected: "--etcd-cafile=<file>",
    fails: "The API server takes any certificate for that of etcd",
    ask: allGiven("etcd-cafile"),
  },
  {
    id: "CP-02.minimum-version",
    title: "TLS 1.2 is the least",
    severity: "medium",
    equivalents: {},
    component,
    expected: "--tls-min-version=VersionTLS12 or VersionTLS13",
    fails: "The API server takes TLS 1.0 or 1.1",
    ask: flag("tls-min-version", isRecentTls, "fine"),
  },
  {
    id: "CP-02.cipher-suites",
    title: "Only strong cipher suites are offered",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_105"], kubescape: ["C-0277"] },
    component,
    expected: "--tls-cipher-suites of TLS 1.3 and ECDHE alone",
    fails: "The API server offers a weak or unknown cipher suite",
    ask: flag("tls-cipher-suites", areStrongSuites, "fine"),
  },
];

/** Every connection of the API server is encrypted and authenticated on both sides. */
export const rule: Rule = flagRule(
  {
    id: "CP-02",
    title: "The API server and whom it speaks with prove themselves to each other",
    control: "control-plane.transport",
    severity: "high",
    rationale:
      "Over these connections go all secrets of the cluster and every command to its nodes; one side that is not checked can be taken by whoever reaches the network.",
    remediation:
      "In the static pod's spec.containers[*].command (kubeadm: apiServer.extraArgs) give --client-ca-file, --tls-cert-file, --tls-private-key-file, --kubelet-client-certificate, --kubelet-client-key, --kubelet-certificate-authority, --etcd-certfile, --etcd-keyfile and --etcd-cafile their files, leave --tls-min-version at VersionTLS12 or set VersionTLS13, and name in --tls-cipher-suites only suites of TLS 1.3 and ECDHE suites with GCM or ChaCha20.",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: ["1.2.4", "1.2.5", "1.2.23", "1.2.24", "1.2.25", "1.2.26", "1.2.29"],
      nist: ["SC-8(1)", "SC-13", "IA-3"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption", "network"],
    }),
  },
  checks,
);
