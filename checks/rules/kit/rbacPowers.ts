/** Rights of a cluster that lead further than they look, as data. */
import type { Severity } from "../../model";
import type { Equivalents } from "../../rule";
import type { Operation } from "./rbac";

export interface Power {
  /** Names the checks: `<rule>.<id>` on roles, and those of `bound` on bindings. */
  readonly id: string;
  /** As in "The role lets its holders …". */
  readonly does: string;
  readonly severity: Severity;
  /** Each of them must be permitted, by the same rule or by several. */
  readonly operations: readonly Operation[];
  /** Names of single objects narrow the right enough, except where one of these is among them. */
  readonly unlessNamed?: readonly string[];
  /** On roles; left out where only a binding is judged. */
  readonly role?: Equivalents;
  /** On bindings, whoever holds them, or workloads and people apart where peers ask of workloads alone. */
  readonly bound?: Equivalents;
  readonly boundToWorkloads?: Equivalents;
}

const core = [""];
const rbac = ["rbac.authorization.k8s.io"];
const writes = ["create", "update", "patch", "delete", "deletecollection"];

const operation = (
  groups: readonly string[],
  resources: readonly string[],
  verbs: readonly string[],
): readonly Operation[] => [{ groups, resources, verbs }];

export const powers: readonly Power[] = [
  {
    id: "read-secrets",
    does: "read Secrets",
    severity: "high",
    unlessNamed: [],
    operations: operation(core, ["secrets"], ["get", "list", "watch"]),
    bound: { kubescape: ["C-0015", "C-0186"], kubelinter: ["access-to-secrets"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_5"] },
  },
  {
    id: "impersonate",
    does: "act as other users, groups or service accounts",
    severity: "high",
    operations: operation(
      [...core, "authentication.k8s.io"],
      ["users", "groups", "serviceaccounts", "uids"],
      ["impersonate"],
    ),
    role: { trivy: ["KSV-0043"] },
    bound: { kubescape: ["C-0065", "C-0191"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_3"] },
  },
  {
    id: "bind",
    does: "bind roles whose rights they do not hold themselves",
    severity: "high",
    operations: operation(rbac, ["roles", "clusterroles", "rolebindings", "clusterrolebindings"], ["bind"]),
    role: { checkov: ["CKV_K8S_157"], trivy: ["KSV-0050"] },
    bound: { kubescape: ["C-0191"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_1"] },
  },
  {
    id: "escalate",
    does: "write rights into roles that they do not hold themselves",
    severity: "high",
    operations: operation(rbac, ["roles", "clusterroles"], ["escalate"]),
    role: { checkov: ["CKV_K8S_158"], trivy: ["KSV-0050"] },
    bound: { kubescape: ["C-0191"] },
  },
  {
    id: "webhooks",
    does: "change the webhooks that see and alter what is sent to the API server",
    severity: "high",
    operations: operation(
      ["admissionregistration.k8s.io"],
      ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
      ["create", "update", "patch"],
    ),
    role: { checkov: ["CKV_K8S_155"], trivy: ["KSV-0114"] },
    bound: { kubescape: ["C-0281"] },
  },
  {
    id: "remove-webhooks",
    does: "remove the webhooks that guard what is sent to the API server",
    severity: "medium",
    operations: operation(
      ["admissionregistration.k8s.io"],
      ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
      ["delete", "deletecollection"],
    ),
    role: { trivy: ["KSV-0114"] },
    bound: { kubescape: ["C-0281"] },
  },
  {
    id: "node-proxy",
    does: "call the kubelet through the API server, past admission and audit",
    severity: "high",
    operations: operation(core, ["nodes/proxy"], ["create"]),
    role: { trivy: ["KSV-0047"] },
    bound: { kubescape: ["C-0279"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_2"] },
  },
  {
    id: "read-node-proxy",
    // A WebSocket to the kubelet's exec endpoint begins with a GET, too (kubernetes#136550).
    does: "open connections to the kubelet through the API server",
    severity: "high",
    operations: operation(core, ["nodes/proxy"], ["get", "connect"]),
    role: { trivy: ["KSV-0047"] },
    bound: { kubescape: ["C-0279"] },
  },
  {
    id: "exec",
    does: "run commands in containers",
    severity: "high",
    // Before Kubernetes 1.35 a WebSocket, which begins with a GET, asked for no more than `get` (kubernetes#78741).
    operations: operation(core, ["pods/exec"], [...writes, "get"]),
    role: { trivy: ["KSV-0053"] },
    bound: { kubescape: ["C-0002"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_2"] },
  },
  {
    id: "attach",
    does: "attach to running containers",
    severity: "medium",
    // As for `exec`. Whoever knows a pod's name needs no right to read pods besides.
    operations: operation(core, ["pods/attach"], ["create", "get"]),
    role: { trivy: ["KSV-0054"] },
    bound: {},
  },
  {
    id: "port-forward",
    does: "open ports of pods to themselves, past network policies",
    severity: "medium",
    operations: operation(core, ["pods/portforward"], ["create"]),
    bound: { kubescape: ["C-0063"] },
  },
  {
    id: "tokens",
    does: "make tokens for service accounts",
    severity: "high",
    operations: operation(core, ["serviceaccounts/token"], ["create"]),
    bound: { kubescape: ["C-0282"] },
  },
  {
    id: "approve-certificates",
    does: "approve certificates with which anybody may be impersonated",
    severity: "high",
    operations: [
      ...operation(["certificates.k8s.io"], ["certificatesigningrequests/approval"], ["update", "patch"]),
      ...operation(["certificates.k8s.io"], ["signers"], ["approve"]),
    ],
    role: { checkov: ["CKV_K8S_156"] },
  },
  {
    id: "certificate-approval",
    does: "approve requests for certificates",
    severity: "medium",
    operations: operation(["certificates.k8s.io"], ["certificatesigningrequests/approval"], ["update"]),
    bound: { kubescape: ["C-0280"] },
  },
  {
    id: "persistent-volumes",
    does: "make persistent volumes, which reach folders of nodes",
    severity: "medium",
    operations: operation(core, ["persistentvolumes"], ["create"]),
    bound: { kubescape: ["C-0278"] },
  },
  {
    id: "create-pods",
    does: "start pods, with any service account and Secret of the namespace",
    severity: "medium",
    operations: operation(core, ["pods"], ["create"]),
    bound: { kubescape: ["C-0188"], kubelinter: ["access-to-create-pods"] },
  },
  {
    id: "create-workloads",
    does: "start pods by way of workloads",
    severity: "low",
    operations: operation(
      ["apps", "batch"],
      ["deployments", "statefulsets", "daemonsets", "replicasets", "jobs", "cronjobs"],
      ["create"],
    ),
    bound: { kubelinter: ["access-to-create-pods"] },
  },
  {
    id: "change-workloads",
    does: "start, change or remove pods and workloads",
    severity: "low",
    operations: operation(
      [...core, "apps", "batch"],
      [
        "pods",
        "deployments",
        "jobs",
        "cronjobs",
        "statefulsets",
        "daemonsets",
        "replicasets",
        "replicationcontrollers",
      ],
      [...writes, "impersonate"],
    ),
    role: { trivy: ["KSV-0048"] },
  },
  {
    id: "delete-workloads",
    does: "remove workloads, Services or Secrets",
    severity: "low",
    operations: operation(
      [...core, "apps", "batch"],
      ["secrets", "pods", "services", "deployments", "replicasets", "daemonsets", "statefulsets", "jobs", "cronjobs"],
      ["delete", "deletecollection"],
    ),
    bound: { kubescape: ["C-0007"] },
  },
  {
    id: "delete-events",
    does: "remove events, and with them traces",
    severity: "medium",
    operations: operation(core, ["events"], ["delete", "deletecollection"]),
    bound: { kubescape: ["C-0031"] },
  },
  {
    id: "delete-logs",
    does: "remove the logs of pods",
    severity: "medium",
    operations: operation(core, ["pods/log"], ["delete", "deletecollection"]),
    role: { trivy: ["KSV-0042"] },
  },
  {
    id: "change-config-maps",
    does: "change ConfigMaps, by which workloads and the cluster's name service are set up",
    severity: "low",
    operations: operation(core, ["configmaps"], [...writes, "impersonate"]),
    role: { trivy: ["KSV-0049"] },
  },
  {
    id: "name-service",
    does: "change the set-up of the cluster's name service",
    severity: "medium",
    unlessNamed: ["coredns"],
    operations: operation(core, ["configmaps"], ["update", "patch"]),
    bound: { kubescape: ["C-0037"] },
  },
  {
    id: "networking",
    does: "change Services, endpoints, Ingresses or network policies",
    severity: "low",
    operations: operation(
      [...core, "networking.k8s.io", "discovery.k8s.io"],
      ["services", "endpoints", "endpointslices", "networkpolicies", "ingresses"],
      [...writes, "impersonate"],
    ),
    role: { trivy: ["KSV-0056"] },
  },
  {
    id: "takeover",
    does: "bind any role to themselves, that of the whole cluster among them",
    severity: "critical",
    operations: [
      ...operation(rbac, ["roles", "clusterroles"], ["bind", "escalate"]),
      ...operation(rbac, ["rolebindings", "clusterrolebindings"], ["create", "update", "patch"]),
    ],
    role: { trivy: ["KSV-0051", "KSV-0052"] },
    boundToWorkloads: { checkov: ["CKV2_K8S_2", "CKV2_K8S_4"] },
  },
  {
    id: "change-bindings",
    does: "add others to the bindings of a namespace",
    severity: "low",
    operations: [...operation(rbac, ["rolebindings"], ["get"]), ...operation(rbac, ["rolebindings"], ["patch"])],
    role: { trivy: ["KSV-0055"] },
  },
  {
    id: "service-addresses",
    does: "give a Service an address of their choice and so catch traffic to it",
    severity: "high",
    // The second group is one that it is written under by mistake, which the next edit mends.
    operations: operation([...core, ...rbac], ["services/status"], ["update", "patch"]),
    boundToWorkloads: { checkov: ["CKV2_K8S_4"] },
  },
];
