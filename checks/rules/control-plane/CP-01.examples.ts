import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { documents, manifestExample } from "../kit/podExample";

const apiServer = "Pod/kube-system/kube-apiserver";
const failing = (...names: readonly string[]) => names.map((name) => [`CP-01.${name}`, apiServer] as const);
const sound = [
  "anonymous-auth=false",
  "authorization-mode=Node,RBAC",
  "enable-admission-plugins=NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs",
  "profiling=false",
];
const withSound = (...flags: readonly string[]) => staticPod("kube-apiserver", [...sound, ...flags]);
const authentication = (body: string) => settings("apiserver.config.k8s.io/v1", "AuthenticationConfiguration", body);

export const examples: RuleExamples = [
  manifestExample("good", withSound("request-timeout=1m30s", "secure-port=6443")),
  manifestExample(
    "good-arguments-apart",
    `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.35.4
      command: [/usr/local/bin/kube-apiserver]
      args:
        - --anonymous-auth
        - "false"
        - --authorization-mode=Node
        - --authorization-mode=RBAC
        - --enable-admission-plugins=NodeRestriction,EventRateLimit
        - --enable-admission-plugins=AlwaysPullImages,DenyServiceExternalIPs
        - --profiling=false
`,
  ),
  // A program that speaks of the API server, and is none.
  manifestExample(
    "good-other-program",
    `apiVersion: v1
kind: Pod
metadata:
  name: probe
spec:
  containers:
    - name: probe
      image: registry.example.org/probe:1.2.0
      command: [probe, --target=kube-apiserver]
`,
  ),
  manifestExample(
    "good-kubeadm",
    settings(
      "kubeadm.k8s.io/v1beta4",
      "ClusterConfiguration",
      `
apiServer:
  extraArgs:
    - name: anonymous-auth
      value: "false"
    - name: enable-admission-plugins
      value: NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs
    - name: profiling
      value: "false"
`,
    ),
  ),
  manifestExample(
    "good-anonymous-health",
    authentication(`
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
`),
  ),
  manifestExample(
    "good-admission-configuration",
    settings(
      "apiserver.config.k8s.io/v1",
      "AdmissionConfiguration",
      `
plugins:
  - name: EventRateLimit
    path: event-rate-limit.yaml
`,
    ),
  ),
  manifestExample("bad-nothing-set", staticPod("kube-apiserver", []), [
    ...failing("anonymous-auth", "authorization-rbac", "authorization-node", "node-restriction"),
    ...failing("event-rate-limit", "always-pull-images", "external-ips", "profiling"),
  ]),
  manifestExample(
    "bad-open",
    staticPod("kube-apiserver", [
      "anonymous-auth=true",
      "authorization-mode=AlwaysAllow",
      "enable-admission-plugins=AlwaysAdmit",
      "profiling=true",
    ]),
    [
      ...failing("anonymous-auth", "always-allow", "authorization-rbac", "authorization-node", "node-restriction"),
      ...failing("always-admit", "event-rate-limit", "always-pull-images", "external-ips", "profiling"),
    ],
  ),
  manifestExample("bad-token-file", withSound("token-auth-file=/etc/kubernetes/tokens.csv"), failing("token-file")),
  manifestExample("bad-password-file", withSound("basic-auth-file=/etc/passwords"), failing("password-file")),
  manifestExample(
    "bad-plugins-off",
    withSound("disable-admission-plugins=ServiceAccount,NamespaceLifecycle,PodSecurity"),
    failing("service-account-plugin", "namespace-lifecycle", "pod-security"),
  ),
  manifestExample(
    "bad-ports",
    withSound("insecure-port=8080", "insecure-bind-address=0.0.0.0", "secure-port=0"),
    failing("insecure-port", "insecure-bind-address", "secure-port"),
  ),
  manifestExample("bad-endless-request", withSound("request-timeout=3h"), failing("request-timeout")),
  manifestExample("bad-timeout-that-is-none", withSound("request-timeout=soon"), failing("request-timeout")),
  manifestExample(
    "bad-kubeadm-map",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "ClusterConfiguration",
      `
apiServer:
  extraArgs:
    authorization-mode: AlwaysAllow
    anonymous-auth: "false"
    enable-admission-plugins: NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs
    profiling: "false"
`,
    ),
    [
      ["CP-01.always-allow", "ClusterConfiguration"],
      ["CP-01.authorization-rbac", "ClusterConfiguration"],
      ["CP-01.authorization-node", "ClusterConfiguration"],
    ],
  ),
  manifestExample(
    "bad-anonymous-metrics",
    documents(
      authentication(`
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /metrics
`),
    ),
    [["CP-01.anonymous-auth", "AuthenticationConfiguration"]],
  ),
  manifestExample(
    "bad-admission-configuration",
    settings("apiserver.config.k8s.io/v1", "AdmissionConfiguration", "plugins:\n  - name: PodSecurity"),
    [["CP-01.event-rate-limit", "AdmissionConfiguration"]],
  ),
  manifestExample(
    "unknown-files",
    staticPod("kube-apiserver", [
      "authentication-config=/etc/kubernetes/authentication.yaml",
      "authorization-config=/etc/kubernetes/authorization.yaml",
      "enable-admission-plugins=NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs",
      "profiling=false",
    ]),
    [],
    failing("anonymous-auth", "authorization-rbac", "authorization-node"),
  ),
  manifestExample(
    "unknown-filled-in-later",
    staticPod("kube-apiserver", ["anonymous-auth={{ anonymous }}", ...sound.slice(1)]),
    [],
    failing("anonymous-auth"),
  ),
];
