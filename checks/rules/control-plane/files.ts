import type { Equivalents } from "../../rule";

/** A file of the control plane or of a node, what it may be at most, and where reports of nodes speak of it. */
export interface ControlPlaneFile {
  readonly id: string;
  readonly title: string;
  readonly pattern: RegExp;
  /** Members of a host scanner's report, for files that lie elsewhere. */
  readonly places: readonly string[];
  readonly mode: number;
  readonly owners: readonly string[];
  readonly equivalents: { readonly mode: Equivalents; readonly owner: Equivalents };
}

const root = ["root:root"];
const ids = (trivy: readonly string[], kubescape: readonly string[]): Equivalents => ({ trivy, kubescape });

const manifest = (component: string, place: string, mode: Equivalents, owner: Equivalents): ControlPlaneFile => ({
  id: `${component}-manifest`,
  title: `the static pod of ${component}`,
  pattern: new RegExp(`/manifests/${component}\\.ya?ml$`),
  places: [place],
  mode: 0o600,
  owners: root,
  equivalents: { mode, owner },
});

/** CIS Kubernetes 1.12, sections 1.1 and 4.1. */
export const controlPlaneFiles: readonly ControlPlaneFile[] = [
  manifest(
    "kube-apiserver",
    "data.APIServerInfo.specsFile",
    ids(["KCV-0048"], ["C-0092"]),
    ids(["KCV-0049"], ["C-0093"]),
  ),
  manifest(
    "kube-controller-manager",
    "data.controllerManagerInfo.specsFile",
    ids(["KCV-0050"], ["C-0094"]),
    ids(["KCV-0051"], ["C-0095"]),
  ),
  manifest(
    "kube-scheduler",
    "data.schedulerInfo.specsFile",
    ids(["KCV-0052"], ["C-0096"]),
    ids(["KCV-0053"], ["C-0097"]),
  ),
  manifest("etcd", "data.etcdConfigFile", ids(["KCV-0054"], ["C-0098"]), ids(["KCV-0055"], ["C-0099"])),
  {
    id: "cni",
    title: "the network plugin's configuration",
    pattern: /^\/etc\/cni\/net\.d\//,
    places: ["data.CNIConfigFiles"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0056"], ["C-0100"]), owner: ids(["KCV-0057"], ["C-0101"]) },
  },
  {
    id: "etcd-data",
    title: "etcd's data directory",
    pattern: /^\/var\/lib\/etcd\/?$/,
    places: ["data.etcdDataDir"],
    mode: 0o700,
    // etcd as a static pod runs as root, as a service of its own as etcd.
    owners: ["etcd:etcd", ...root],
    equivalents: { mode: ids(["KCV-0058"], ["C-0102"]), owner: ids(["KCV-0059"], ["C-0103"]) },
  },
  {
    id: "admin-kubeconfig",
    title: "the administrator's kubeconfig",
    pattern: /\/kubernetes\/(super-)?admin\.conf$/,
    places: ["data.adminConfigFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0060"], ["C-0104"]), owner: ids(["KCV-0061"], ["C-0105"]) },
  },
  {
    id: "scheduler-kubeconfig",
    title: "the scheduler's kubeconfig",
    pattern: /\/kubernetes\/scheduler\.conf$/,
    places: ["data.schedulerInfo.configFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0062"], ["C-0106"]), owner: ids(["KCV-0063"], ["C-0107"]) },
  },
  {
    id: "controller-manager-kubeconfig",
    title: "the controller manager's kubeconfig",
    pattern: /\/kubernetes\/controller-manager\.conf$/,
    places: ["data.controllerManagerInfo.configFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0064"], ["C-0108"]), owner: ids(["KCV-0065"], ["C-0109"]) },
  },
  {
    id: "pki",
    title: "the control plane's keys and certificates",
    pattern: /\/kubernetes\/pki(\/|$)/,
    places: ["data.PKIDir", "data.PKIFiles"],
    // Certificates may be read; keys have a stricter entry of their own.
    mode: 0o755,
    owners: root,
    equivalents: { mode: {}, owner: ids(["KCV-0066"], ["C-0110"]) },
  },
  {
    id: "pki-certificates",
    title: "the control plane's certificates",
    pattern: /\/kubernetes\/pki\/.*\.crt$/,
    places: [],
    mode: 0o644,
    owners: root,
    equivalents: { mode: ids(["KCV-0068"], ["C-0111"]), owner: {} },
  },
  {
    id: "pki-keys",
    title: "the control plane's keys",
    pattern: /\/kubernetes\/pki\/.*\.key$/,
    places: [],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0067"], ["C-0112"]), owner: {} },
  },
  {
    id: "kubelet-service",
    title: "the kubelet's unit",
    pattern: /\/kubelet\.service(\.d\/[^/]+\.conf)?$/,
    places: ["data.serviceFiles"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0069"], ["C-0162"]), owner: ids(["KCV-0070"], ["C-0163"]) },
  },
  {
    id: "proxy-kubeconfig",
    title: "the kubeconfig of kube-proxy",
    pattern: /\/kube-proxy\/kubeconfig(\.conf)?$/,
    places: ["KubeProxyInfo data.kubeConfigFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0071"], ["C-0164"]), owner: ids(["KCV-0072"], ["C-0165"]) },
  },
  {
    id: "kubelet-kubeconfig",
    title: "the kubelet's kubeconfig",
    pattern: /\/kubernetes\/kubelet\.conf$/,
    places: ["KubeletInfo data.kubeConfigFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0073"], ["C-0166"]), owner: ids(["KCV-0074"], ["C-0167"]) },
  },
  {
    id: "client-authority",
    title: "the authority of the kubelet's clients",
    pattern: /$^/,
    places: ["data.clientCAFile"],
    mode: 0o644,
    owners: root,
    equivalents: { mode: ids(["KCV-0075"], ["C-0168"]), owner: ids(["KCV-0076"], ["C-0169"]) },
  },
  {
    id: "kubelet-configuration",
    title: "the kubelet's configuration",
    pattern: /^\/var\/lib\/kubelet\/config\.ya?ml$/,
    places: ["data.configFile"],
    mode: 0o600,
    owners: root,
    equivalents: { mode: ids(["KCV-0077"], ["C-0170"]), owner: ids(["KCV-0078"], ["C-0171"]) },
  },
];
