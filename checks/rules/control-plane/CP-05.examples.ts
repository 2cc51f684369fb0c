import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { documents, manifestExample } from "../kit/podExample";

const etcd = "Pod/kube-system/etcd";
const failing = (...names: readonly string[]) => names.map((name) => [`CP-05.${name}`, etcd] as const);
const pki = "/etc/kubernetes/pki/etcd";
const sound = [
  `cert-file=${pki}/server.crt`,
  `key-file=${pki}/server.key`,
  "client-cert-auth=true",
  `trusted-ca-file=${pki}/ca.crt`,
  `peer-cert-file=${pki}/peer.crt`,
  `peer-key-file=${pki}/peer.key`,
  "peer-client-cert-auth=true",
];
const withSound = (...flags: readonly string[]) => staticPod("etcd", [...sound, ...flags]);
const apiServer = (authority: string) => staticPod("kube-apiserver", [`client-ca-file=${authority}`]);

export const examples: RuleExamples = [
  manifestExample(
    "good",
    documents(
      withSound(
        "listen-client-urls=https://10.0.0.4:2379,http://127.0.0.1:2381",
        "listen-peer-urls=https://10.0.0.4:2380",
      ),
      apiServer("/etc/kubernetes/pki/ca.crt"),
    ),
  ),
  manifestExample(
    "good-variables",
    `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
  namespace: gateway
spec:
  template:
    spec:
      containers:
        - name: etcd
          image: registry.example.org/etcd:3.6.16
          env:
            - name: ETCD_CERT_FILE
              value: /certs/tls.crt
            - name: ETCD_KEY_FILE
              value: /certs/tls.key
            - name: ETCD_CLIENT_CERT_AUTH
              value: "true"
            - name: ETCD_PEER_CERT_FILE
              value: /certs/tls.crt
            - name: ETCD_PEER_KEY_FILE
              value: /certs/tls.key
            - name: ETCD_PEER_CLIENT_CERT_AUTH
              value: "true"
`,
  ),
  manifestExample("good-kubeadm", settings("kubeadm.k8s.io/v1beta4", "ClusterConfiguration", "clusterName: x")),
  // Somebody else runs it, and says how elsewhere.
  manifestExample(
    "good-external",
    settings(
      "kubeadm.k8s.io/v1beta4",
      "ClusterConfiguration",
      "etcd:\n  external:\n    endpoints:\n      - https://etcd.example.org:2379",
    ),
  ),
  manifestExample("bad-nothing-set", staticPod("etcd", []), [
    ...failing("certificate", "client-cert-auth", "peer-certificate", "peer-client-cert-auth"),
  ]),
  manifestExample("bad-switched-off", withSound("client-cert-auth=false", "peer-client-cert-auth=false"), [
    ...failing("client-cert-auth", "peer-client-cert-auth"),
  ]),
  manifestExample("bad-auto-tls", withSound("auto-tls=true", "peer-auto-tls"), failing("auto-tls", "peer-auto-tls")),
  manifestExample("bad-plain-clients", withSound("listen-client-urls=http://0.0.0.0:2379"), failing("plain-listeners")),
  manifestExample("bad-plain-peers", withSound("listen-peer-urls=http://10.0.0.4:2380"), failing("plain-listeners")),
  manifestExample(
    "bad-shared-authority",
    documents(withSound(), apiServer(`${pki}/ca.crt`)),
    failing("unique-authority"),
  ),
  manifestExample(
    "bad-kubeadm",
    settings(
      "kubeadm.k8s.io/v1beta3",
      "ClusterConfiguration",
      "etcd:\n  local:\n    extraArgs:\n      client-cert-auth: 'false'",
    ),
    [["CP-05.client-cert-auth", "ClusterConfiguration"]],
  ),
];
