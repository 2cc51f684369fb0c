import type { RuleExamples } from "../../rule";
import { settings } from "../kit/controlPlaneExample";
import { documents, manifestExample } from "../kit/podExample";

/** As kubescape's host scanner reports a file. */
const file = (member: string, path: string, mode: number, owner = "root") => `
  ${member}:
    path: ${path}
    permissions: ${mode}
    ownership: { uid: 0, gid: 0, username: ${owner}, groupname: ${owner} }`;
const report = (kind: string, ...members: readonly string[]) =>
  settings("hostdata.kubescape.cloud/v1beta0", kind, `metadata:\n  name: node-1\ndata:${members.join("")}`);
const bootstrap = (files: string) =>
  settings(
    "bootstrap.cluster.x-k8s.io/v1beta1",
    "KubeadmConfig",
    `metadata:\n  name: control-plane\nspec:\n  files:\n${files}`,
  );
const failing = (resource: string, ...names: readonly string[]) =>
  names.map((name) => [`CP-07.${name}`, resource] as const);
const pki = (path: string, mode: number) => `
  PKIFiles:
    - path: ${path}
      permissions: ${mode}
      ownership: { uid: 0, gid: 0, username: root, groupname: root }`;

/** As trivy's node collector reports it. */
const collected = (...members: readonly string[]) =>
  settings(
    "v1",
    "NodeInfo",
    `metadata:\n  name: node-1\ntype: master\ninfo:\n${members.map((one) => `  ${one}\n`).join("")}`,
  );

export const examples: RuleExamples = [
  manifestExample(
    "good-collected",
    collected(
      "adminConfFilePermissions: { values: [600] }",
      "adminConfFileOwnership: { values: [root:root] }",
      "kubeletConfFilePermissions: { values: [] }",
      "kubeletServiceFilePermissions: { values: [500] }",
    ),
  ),
  manifestExample(
    "bad-collected",
    collected(
      "adminConfFilePermissions: { values: [644] }",
      "etcdDataDirectoryOwnership: { values: [user:user] }",
      "containerNetworkInterfaceFilePermissions: { values: [600, 755] }",
    ),
    failing("NodeInfo/node-1", "admin-kubeconfig-mode", "etcd-data-owner", "cni-mode"),
  ),
  manifestExample(
    "good-reports",
    documents(
      report(
        "ControlPlaneInfo",
        file("adminConfigFile", "/etc/kubernetes/admin.conf", 0o600),
        file("etcdDataDir", "/var/lib/etcd", 0o700, "etcd"),
        file("PKIDir", "/etc/kubernetes/pki", 0o755),
        pki("/etc/kubernetes/pki/ca.crt", 0o644),
      ),
      report("KubeletInfo", file("configFile", "/var/lib/kubelet/config.yaml", 0o400)),
    ),
  ),
  manifestExample(
    "good-bootstrap",
    bootstrap(`
    - path: /etc/kubernetes/admin.conf
      owner: root:root
      permissions: "0600"
      content: x
    - path: /etc/motd
      content: x
`),
  ),
  manifestExample(
    "bad-control-plane",
    report(
      "ControlPlaneInfo",
      "\n  APIServerInfo:\n    specsFile:\n      path: /etc/kubernetes/manifests/kube-apiserver.yaml\n      permissions: 420\n      ownership: { username: root, groupname: adm }",
      file("etcdConfigFile", "/etc/kubernetes/manifests/etcd.yaml", 0o640, "nobody"),
      file("etcdDataDir", "/var/lib/etcd", 0o755, "nobody"),
      file("adminConfigFile", "/etc/kubernetes/admin.conf", 0o604, "asha"),
      file("PKIDir", "/etc/kubernetes/pki", 0o777, "nobody"),
      pki("/etc/kubernetes/pki/ca.key", 0o640),
    ),
    [
      ...failing("ControlPlaneInfo/node-1", "kube-apiserver-manifest-mode", "kube-apiserver-manifest-owner"),
      ...failing("ControlPlaneInfo/node-1", "etcd-manifest-mode", "etcd-manifest-owner"),
      ...failing("ControlPlaneInfo/node-1", "etcd-data-mode", "etcd-data-owner"),
      ...failing("ControlPlaneInfo/node-1", "admin-kubeconfig-mode", "admin-kubeconfig-owner"),
      ...failing("ControlPlaneInfo/node-1", "pki-mode", "pki-owner", "pki-keys-mode"),
    ],
  ),
  manifestExample(
    "bad-controllers",
    report(
      "ControlPlaneInfo",
      "\n  controllerManagerInfo:\n    specsFile: { path: /etc/kubernetes/manifests/kube-controller-manager.yaml, permissions: 420 }\n    configFile: { path: /etc/kubernetes/controller-manager.conf, permissions: 420 }",
      "\n  schedulerInfo:\n    specsFile: { path: /etc/kubernetes/manifests/kube-scheduler.yaml, permissions: 420 }\n    configFile: { path: /etc/kubernetes/scheduler.conf, permissions: 420 }",
      pki("/etc/kubernetes/pki/ca.crt", 0o654),
    ),
    [
      ...failing(
        "ControlPlaneInfo/node-1",
        "kube-controller-manager-manifest-mode",
        "controller-manager-kubeconfig-mode",
      ),
      ...failing("ControlPlaneInfo/node-1", "kube-scheduler-manifest-mode", "scheduler-kubeconfig-mode"),
      ...failing("ControlPlaneInfo/node-1", "pki-certificates-mode"),
    ],
  ),
  manifestExample(
    "bad-node",
    documents(
      report(
        "KubeletInfo",
        file("configFile", "/opt/kubelet.yaml", 0o644, "nobody"),
        file("kubeConfigFile", "/etc/kubernetes/kubelet.conf", 0o644, "nobody"),
        file("clientCAFile", "/etc/kubernetes/ca.crt", 0o664, "nobody"),
      ),
      report("KubeProxyInfo", file("kubeConfigFile", "/var/lib/kube-proxy/kubeconfig.conf", 0o644)),
      report("CNIInfo", "\n  CNIConfigFiles:\n    - { path: /etc/cni/net.d/10-calico.conflist, permissions: 420 }"),
    ),
    [
      ...failing("KubeletInfo/node-1", "kubelet-configuration-mode", "kubelet-configuration-owner"),
      ...failing("KubeletInfo/node-1", "kubelet-kubeconfig-mode", "kubelet-kubeconfig-owner"),
      ...failing("KubeletInfo/node-1", "client-authority-mode", "client-authority-owner"),
      ...failing("KubeProxyInfo/node-1", "proxy-kubeconfig-mode"),
      ...failing("CNIInfo/node-1", "cni-mode"),
    ],
  ),
  // cloud-init writes 0644 where nothing is said.
  manifestExample(
    "bad-bootstrap",
    bootstrap(`
    - path: /etc/kubernetes/admin.conf
      content: x
    - path: /etc/systemd/system/kubelet.service.d/10-extra.conf
      owner: kube:kube
      permissions: "0640"
      content: x
`),
    failing("KubeadmConfig/control-plane", "admin-kubeconfig-mode", "kubelet-service-mode", "kubelet-service-owner"),
  ),
];
