/** Types of Kubernetes objects: the kind, with its group where the kind is not one of Kubernetes' own. */

/** Groups of the API server and of Kubernetes' own configuration files, whose kinds need no group to be told apart. */
const ownGroups: ReadonlySet<string> = new Set([
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apiserver.config.k8s.io",
  "apiserver.k8s.io",
  "audit.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "certificates.k8s.io",
  "controlplane.kubeadm.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "kubeadm.k8s.io",
  "kubelet.config.k8s.io",
  "kubeproxy.config.k8s.io",
  "kubescheduler.config.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

/** `Deployment` for `apps/v1`, `Service.serving.knative.dev` for `serving.knative.dev/v1`. */
export function kubernetesType(apiVersion: unknown, kind: string): string {
  const group = typeof apiVersion === "string" && apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  // Groups without a dot are Kubernetes' own: apps, batch, autoscaling, policy, extensions.
  return !group.includes(".") || ownGroups.has(group) ? kind : `${kind}.${group}`;
}
