import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { manifestExample } from "../kit/podExample";

const kubelet = "Pod/kube-system/kubelet";
const file = (body: string) => settings("kubelet.config.k8s.io/v1beta1", "KubeletConfiguration", body);
const failing = (resource: string, ...names: readonly string[]) =>
  names.map((name) => [`CP-06.${name}`, resource] as const);
const sound = `
authentication:
  anonymous:
    enabled: false
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
protectKernelDefaults: true
rotateCertificates: true
serverTLSBootstrap: true
podPidsLimit: 4096
`;
/** What kubescape's host scanner prints of a node. */
const collected = (commandLine: string, content: string) => `apiVersion: hostdata.kubescape.cloud/v1beta0
kind: KubeletInfo
metadata:
  name: worker-1
data:
  cmdLine: ${commandLine}
  configFile:
    content: ${Buffer.from(content).toString("base64")}
`;

const reported = (...members: readonly string[]) =>
  settings(
    "v1",
    "NodeInfo",
    `metadata:\n  name: worker-1\ntype: worker\ninfo:\n${members.map((one) => `  ${one}\n`).join("")}`,
  );

export const examples: RuleExamples = [
  manifestExample(
    "good-reported",
    reported(
      'kubeletAnonymousAuthArgumentSet: { values: ["false"] }',
      "kubeletReadOnlyPortArgumentSet: { values: [0] }",
      "kubeletHostnameOverrideArgumentSet: { values: [] }",
    ),
  ),
  manifestExample(
    "bad-reported",
    reported(
      'kubeletAnonymousAuthArgumentSet: { values: ["true"] }',
      "kubeletReadOnlyPortArgumentSet: { values: [10255] }",
      "kubeletClientCaFileArgumentSet: { values: [] }",
    ),
    failing("NodeInfo/worker-1", "anonymous-auth", "read-only-port", "client-ca"),
  ),
  manifestExample("good", file(sound)),
  manifestExample(
    "good-flags",
    staticPod("kubelet", [
      "anonymous-auth=false",
      "authorization-mode=Webhook",
      "client-ca-file=/etc/kubernetes/pki/ca.crt",
      "read-only-port=0",
      "protect-kernel-defaults=true",
      "pod-max-pids=4096",
      "tls-cert-file=/var/lib/kubelet/pki/kubelet.crt",
      "tls-private-key-file=/var/lib/kubelet/pki/kubelet.key",
    ]),
  ),
  manifestExample("good-collected", collected("/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml", sound)),
  manifestExample(
    "good-kubeadm-node",
    settings(
      "kubeadm.k8s.io/v1beta4",
      "JoinConfiguration",
      "nodeRegistration:\n  kubeletExtraArgs:\n    - name: node-labels\n      value: tier=data",
    ),
  ),
  manifestExample("bad-nothing-in-file", file("containerLogMaxFiles: 5"), [
    ...failing("KubeletConfiguration", "client-ca", "kernel-defaults", "pod-pids", "serving-certificate"),
  ]),
  manifestExample("bad-nothing-in-flags", staticPod("kubelet", []), [
    ...failing(kubelet, "anonymous-auth", "authorization", "client-ca", "read-only-port"),
    ...failing(kubelet, "kernel-defaults", "pod-pids", "serving-certificate"),
  ]),
  manifestExample(
    "bad-open-file",
    file(`
authentication:
  anonymous:
    enabled: true
authorization:
  mode: AlwaysAllow
readOnlyPort: 10255
streamingConnectionIdleTimeout: 0s
protectKernelDefaults: false
makeIPTablesUtilChains: false
eventRecordQPS: 0
rotateCertificates: false
featureGates:
  RotateKubeletServerCertificate: false
tlsCipherSuites:
  - TLS_RSA_WITH_AES_128_CBC_SHA
tlsMinVersion: VersionTLS11
tlsCertFile: /var/lib/kubelet/pki/kubelet.crt
podPidsLimit: -1
`),
    [
      ...failing("KubeletConfiguration", "anonymous-auth", "authorization", "client-ca", "read-only-port"),
      ...failing("KubeletConfiguration", "idle-timeout", "kernel-defaults", "iptables-chains", "event-rate"),
      ...failing("KubeletConfiguration", "rotate-certificates", "rotate-server-certificates", "cipher-suites"),
      ...failing("KubeletConfiguration", "minimum-version", "serving-certificate", "pod-pids"),
    ],
  ),
  manifestExample(
    "bad-kubeadm-node",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "InitConfiguration",
      "nodeRegistration:\n  kubeletExtraArgs:\n    anonymous-auth: 'true'\n    hostname-override: node-1",
    ),
    failing("InitConfiguration", "anonymous-auth", "hostname-override"),
  ),
  manifestExample(
    "bad-collected-flag-wins",
    collected("/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml --read-only-port=10255", sound),
    failing("KubeletInfo/worker-1", "read-only-port"),
  ),
  manifestExample(
    "unknown-file-not-seen",
    staticPod("kubelet", ["config=/var/lib/kubelet/config.yaml", "anonymous-auth=false"]),
    [],
    [
      ...failing(kubelet, "authorization", "client-ca", "read-only-port", "idle-timeout", "kernel-defaults"),
      ...failing(kubelet, "iptables-chains", "event-rate", "rotate-certificates", "rotate-server-certificates"),
      ...failing(kubelet, "cipher-suites", "minimum-version", "pod-pids", "serving-certificate"),
    ],
  ),
];
