/**
 * kube-score's checks by the checks here that ask the same: each of these covers the whole of the question or one part
 * of it, and none asks for more. kube-score's list of checks, release 1.20.
 */
export const kubeScoreChecks: Readonly<Record<string, readonly string[]>> = {
  "container-image-pull-policy": ["K8S-25.pull-policy", "K8S-25.pull-latest"],
  "container-image-tag": ["K8S-13.latest-tag"],
  "container-resources": ["K8S-12.cpu-requests", "K8S-12.cpu-limits", "K8S-12.memory-requests", "K8S-12.memory-limits"],
  "container-seccomp-profile": ["K8S-10.unset", "K8S-10.unconfined"],
  "container-security-context-privileged": ["K8S-01.privileged"],
  "container-security-context-readonlyrootfilesystem": ["K8S-09.read-only-root"],
  "container-security-context-user-group-id": ["K8S-04.high-user", "K8S-04.group-unset", "K8S-04.high-group"],
  "deployment-has-host-podantiaffinity": ["K8S-20.spread"],
  "deployment-has-poddisruptionbudget": ["K8S-20.disruption-budget"],
  "deployment-pod-selector-labels-match-template-metadata-labels": ["K8S-22.own-pods"],
  "deployment-replicas": ["K8S-20.replicas"],
  "deployment-strategy": ["K8S-20.rolling-update"],
  "horizontalpodautoscaler-has-target": ["K8S-22.autoscaler-target"],
  "ingress-targets-service": ["K8S-22.ingress-service"],
  "networkpolicy-targets-pod": ["K8S-22.policy-pods"],
  "pod-networkpolicy": ["K8S-16.selected", "K8S-16.both-directions"],
  "poddisruptionbudget-has-policy": ["K8S-20.bound"],
  "pod-probes": ["K8S-18.liveness", "K8S-18.readiness"],
  "service-targets-pod": ["K8S-22.service-pods"],
  "service-type": ["K8S-23.node-port"],
  "stable-version": ["VER-06.extensions", "VER-06.served"],
  "statefulset-has-host-podantiaffinity": ["K8S-20.spread"],
  "statefulset-pod-selector-labels-match-template-metadata-labels": ["K8S-22.own-pods"],
  "statefulset-has-poddisruptionbudget": ["K8S-20.disruption-budget"],
};
