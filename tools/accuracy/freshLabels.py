"""Labels of suites that had no part in the making of the rules, mapped to our checks by hand.

    python3 tools/accuracy/freshLabels.py FOLDER > fresh.jsonl

FOLDER holds checkouts named `<owner>+<repository>` of FairwindsOps/polaris, open-policy-agent/gatekeeper-library and
kyverno/policies. Lines are as those of `labels.py`, with `checks`: ours that ask what the suite's case asks.
"""

import json
import sys
from pathlib import Path

import yaml

root = Path(sys.argv[1])


def emit(**label):
    print(json.dumps(label, sort_keys=True))


# Roles that let run commands in pods, and bindings to such roles.
EXEC = [
    "K8S-19.exec",
    "K8S-19.attach",
    "K8S-19.cluster-everything",
    "K8S-19.namespace-everything",
    "K8S-19.cluster-wildcard-resources",
    "K8S-19.namespace-wildcard-resources",
    "K8S-19.wildcard-subresources",
]
BOUND_EXEC = [
    "K8S-19.bound-exec",
    "K8S-19.workload-exec",
    "K8S-19.bound-everything",
    "K8S-19.workload-everything",
    "K8S-19.cluster-admin",
    "K8S-19.broad-role",
    "K8S-19.bound-attach",
]
CAPS = [
    "K8S-08.sys-admin",
    "K8S-08.sys-module",
    "K8S-08.net-raw",
    "K8S-08.dangerous",
    "K8S-08.other",
    "K8S-08.net-bind-service",
]
polaris = {
    "automountServiceAccountToken": ["K8S-14.pod-token", "K8S-14.token-by-default"],
    "clusterrolePodExecAttach": EXEC,
    "rolePodExecAttach": EXEC,
    "clusterrolebindingClusterAdmin": [
        "K8S-19.bound-everything",
        "K8S-19.workload-everything",
        "K8S-19.cluster-admin",
        "K8S-19.broad-role",
        "K8S-19.bound-every-object",
    ],
    "rolebindingClusterAdminClusterRole": [
        "K8S-19.bound-everything",
        "K8S-19.workload-everything",
        "K8S-19.broad-role",
        "K8S-19.bound-every-object",
    ],
    "rolebindingClusterAdminRole": [
        "K8S-19.bound-everything",
        "K8S-19.workload-everything",
        "K8S-19.broad-role" "K8S-19.bound-every-object",
    ],
    "clusterrolebindingPodExecAttach": BOUND_EXEC,
    "rolebindingClusterRolePodExecAttach": BOUND_EXEC,
    "rolebindingRolePodExecAttach": BOUND_EXEC,
    "cpuLimitsMissing": ["K8S-12.cpu-limits"],
    "cpuRequestsMissing": ["K8S-12.cpu-requests"],
    "memoryLimitsMissing": ["K8S-12.memory-limits"],
    "memoryRequestsMissing": ["K8S-12.memory-requests"],
    "dangerousCapabilities": ["K8S-08.sys-admin", "K8S-08.dangerous"],
    "insecureCapabilities": ["K8S-08.drop-all"] + CAPS,
    "deploymentMissingReplicas": ["K8S-20.replicas"],
    "hostIPCSet": ["K8S-05.host-ipc"],
    "hostNetworkSet": ["K8S-05.host-network"],
    "hostPIDSet": ["K8S-05.host-pid"],
    "hostPathSet": ["K8S-06.host-path"],
    "hostPortSet": ["K8S-07.host-port"],
    "hostProcess": ["K8S-05.host-process"],
    "linuxHardening": [],
    "livenessProbeMissing": ["K8S-18.liveness"],
    "readinessProbeMissing": ["K8S-18.readiness"],
    "missingNetworkPolicy": ["K8S-16.selected", "K8S-16.both-directions"],
    "missingPodDisruptionBudget": ["K8S-20.disruption-budget"],
    "notReadOnlyRootFilesystem": ["K8S-09.read-only-root"],
    "pdbDisruptionsIsZero": ["K8S-20.eviction"],
    "privilegeEscalationAllowed": ["K8S-02.escalation-granted", "K8S-02.escalation-not-forbidden"],
    "procMount": ["K8S-11.proc-mount"],
    "pullPolicyNotAlways": ["K8S-25.pull-policy", "K8S-25.pull-latest"],
    "runAsPrivileged": ["K8S-01.privileged"],
    "runAsRootAllowed": ["K8S-03.non-root"],
    "sensitiveConfigmapContent": ["K8S-15.config-map", "K8S-15.likely-config-map"],
    "sensitiveContainerEnvVar": ["K8S-15.literal-env", "K8S-15.likely-env"],
    "tagNotSpecified": ["K8S-13.latest-tag"],
    "tlsSettingsMissing": ["K8S-17.tls"],
    "topologySpreadConstraint": ["K8S-20.spread"],
}
for name, checks in polaris.items():
    for f in sorted((root / "FairwindsOps+polaris/test/checks" / name).glob("*.yaml")):
        if f.name == "check.yaml" or f.name.startswith("mutated"):
            continue
        emit(
            suite="polaris",
            id=name,
            checks=checks,
            kind="kubernetes",
            files=[str(f)],
            resource=None,
            expected="fail" if f.name.startswith("failure") else "pass",
        )
gatekeeper = {
    "general/allowedrepos": [],
    "general/automount-serviceaccount-token": ["K8S-14.pod-token", "K8S-14.token-by-default", "K8S-14.token-unstated"],
    "general/block-loadbalancer-services": ["K8S-23.load-balancer"],
    "general/block-nodeport-services": ["K8S-23.node-port"],
    "general/containerlimits": ["K8S-12.cpu-limits", "K8S-12.memory-limits"],
    "general/containerrequests": ["K8S-12.cpu-requests", "K8S-12.memory-requests"],
    "general/disallowanonymous": ["K8S-19.anonymous", "K8S-19.authenticated"],
    "general/disallowedtags": ["K8S-13.latest-tag"],
    "general/externalip": ["K8S-23.external-addresses"],
    "general/httpsonly": ["K8S-17.tls"],
    "general/imagedigests": ["K8S-13.digest"],
    "general/requiredprobes": ["K8S-18.liveness", "K8S-18.readiness"],
    "general/poddisruptionbudget": ["K8S-20.eviction"],
    "pod-security-policy/allow-privilege-escalation": ["K8S-02.escalation-granted", "K8S-02.escalation-not-forbidden"],
    "pod-security-policy/apparmor": ["K8S-11.app-armor"],
    "pod-security-policy/capabilities": [],
    "pod-security-policy/forbidden-sysctls": ["K8S-11.sysctls"],
    "pod-security-policy/host-filesystem": ["K8S-06.host-path"],
    "pod-security-policy/host-namespaces": ["K8S-05.host-pid", "K8S-05.host-ipc"],
    "pod-security-policy/host-network-ports": ["K8S-05.host-network", "K8S-07.host-port"],
    "pod-security-policy/host-process": ["K8S-05.host-process"],
    "pod-security-policy/privileged-containers": ["K8S-01.privileged"],
    "pod-security-policy/proc-mount": ["K8S-11.proc-mount"],
    "pod-security-policy/read-only-root-filesystem": ["K8S-09.read-only-root"],
    "pod-security-policy/seccomp": ["K8S-10.unset", "K8S-10.unconfined"],
    "pod-security-policy/seccompv2": ["K8S-10.unset", "K8S-10.unconfined"],
    "pod-security-policy/selinux": ["K8S-11.selinux"],
    "pod-security-policy/users": [],
    "pod-security-policy/volumes": [],
}
for name, checks in gatekeeper.items():
    if not checks:
        continue
    folder = root / "open-policy-agent+gatekeeper-library/library" / name
    suite = yaml.safe_load((folder / "suite.yaml").read_text())
    for t in suite["tests"]:
        for case in t["cases"]:
            violations = [a.get("violations") for a in case["assertions"]]
            fail = any(v not in (False, "no", 0) for v in violations)
            emit(
                suite="gatekeeper",
                id=name + " " + t["name"],
                checks=checks,
                kind="kubernetes",
                files=[str(folder / case["object"])] + [str(folder / i) for i in case.get("inventory", [])],
                resource=None,
                expected="fail" if fail else "pass",
            )
kyverno = {
    "pod-security/baseline/disallow-capabilities": [
        "K8S-08.sys-admin",
        "K8S-08.sys-module",
        "K8S-08.net-raw",
        "K8S-08.dangerous",
        "K8S-08.other",
    ],
    "pod-security/baseline/restrict-sysctls": ["K8S-11.sysctls"],
    "pod-security/baseline/restrict-seccomp": ["K8S-10.unconfined"],
    "pod-security/baseline/disallow-host-namespaces": ["K8S-05.host-network", "K8S-05.host-pid", "K8S-05.host-ipc"],
    "pod-security/baseline/disallow-selinux": ["K8S-11.selinux"],
    "pod-security/baseline/disallow-host-process": ["K8S-05.host-process"],
    "pod-security/baseline/disallow-host-ports": ["K8S-07.host-port"],
    "pod-security/baseline/disallow-proc-mount": ["K8S-11.proc-mount"],
    "pod-security/baseline/disallow-host-path": ["K8S-06.host-path"],
    "pod-security/baseline/restrict-apparmor-profiles": ["K8S-11.app-armor"],
    "pod-security/baseline/disallow-privileged-containers": ["K8S-01.privileged"],
    "pod-security/restricted/require-run-as-non-root-user": ["K8S-03.root-user", "K8S-03.non-root"],
    "pod-security/restricted/restrict-seccomp-strict": ["K8S-10.unset", "K8S-10.unconfined"],
    "pod-security/restricted/disallow-privilege-escalation": [
        "K8S-02.escalation-granted",
        "K8S-02.escalation-not-forbidden",
    ],
    "pod-security/restricted/require-run-as-nonroot": ["K8S-03.non-root", "K8S-03.enforced"],
    "pod-security/restricted/disallow-capabilities-strict": ["K8S-08.drop-all"] + CAPS[:-1],
    "pod-security/restricted/restrict-volume-types": ["K8S-06.host-path", "K8S-06.volume-type"],
    "best-practices/disallow-default-namespace": ["K8S-21.default-namespace", "K8S-21.default-namespace-object"],
    "best-practices/require-ro-rootfs": ["K8S-09.read-only-root"],
    "best-practices/disallow-latest-tag": ["K8S-13.latest-tag"],
    "best-practices/require-drop-all": ["K8S-08.drop-all"],
    "best-practices/restrict-service-external-ips": ["K8S-23.external-addresses"],
    "best-practices/restrict-node-port": ["K8S-23.node-port"],
    "best-practices/require-probes": ["K8S-18.liveness", "K8S-18.readiness"],
    "best-practices/require-drop-cap-net-raw": ["K8S-08.drop-net-raw"],
    "best-practices/disallow-cri-sock-mount": ["K8S-06.docker-socket", "K8S-06.runtime-socket"],
    "best-practices/require-pod-requests-limits": [
        "K8S-12.cpu-requests",
        "K8S-12.memory-requests",
        "K8S-12.memory-limits",
    ],
    "other/disallow-secrets-from-env-vars": ["K8S-15.secret-env", "K8S-15.secret-env-from"],
    "other/restrict-binding-clusteradmin": ["K8S-19.cluster-admin", "K8S-19.broad-role"],
    "other/restrict-binding-system-groups": ["K8S-19.anonymous", "K8S-19.masters"],
    "other/restrict-wildcard-verbs": [
        "K8S-19.wildcard-verbs",
        "K8S-19.wildcard-verbs-other",
        "K8S-19.cluster-everything",
        "K8S-19.namespace-everything",
    ],
    "other/restrict-wildcard-resources": [
        "K8S-19.cluster-wildcard-resources",
        "K8S-19.namespace-wildcard-resources",
        "K8S-19.cluster-everything",
        "K8S-19.namespace-everything",
    ],
    "other/restrict-clusterrole-nodesproxy": ["K8S-19.node-proxy", "K8S-19.read-node-proxy"],
    "other/restrict-escalation-verbs-roles": ["K8S-19.bind", "K8S-19.escalate", "K8S-19.impersonate"],
    "other/restrict-clusterrole-csr": ["K8S-19.approve-certificates"],
    "other/restrict-clusterrole-mutating-validating-admission-webhooks": ["K8S-19.webhooks", "K8S-19.remove-webhooks"],
    "other/restrict-secret-role-verbs": ["K8S-19.cluster-secrets", "K8S-19.namespace-secrets"],
    "other/require-cpu-limits": ["K8S-12.cpu-limits"],
    "other/require-deployments-have-multiple-replicas": ["K8S-20.replicas"],
    "other/restrict-loadbalancer": ["K8S-23.load-balancer"],
    "other/require-ingress-https": ["K8S-17.tls"],
    "other/ingress-host-match-tls": ["K8S-17.tls", "K8S-17.hosts"],
    "other/require-image-checksum": ["K8S-13.digest"],
    "other/deny-secret-service-account-token-type": ["K8S-14.long-lived-token"],
    "other/require-pdb": ["K8S-20.disruption-budget"],
    "other/imagepullpolicy-always": ["K8S-25.pull-latest"],
    "other/ensure-readonly-hostpath": ["K8S-06.writable-host-path"],
    "other/limit-hostpath-vols": [],
    "other/restrict-automount-sa-token": ["K8S-14.pod-token", "K8S-14.token-by-default", "K8S-14.token-unstated"],
    "other/require-netpol": ["K8S-16.selected"],
    "other/restrict-networkpolicy-empty-podselector": [],
}
for name, checks in kyverno.items():
    if not checks:
        continue
    for test in sorted((root / "kyverno+policies" / name).rglob("kyverno-test.yaml")):
        doc = yaml.safe_load(test.read_text())
        files = [str((test.parent / r).resolve()) for r in doc.get("resources", [])]
        for r in doc["results"]:
            if r["result"] not in ("pass", "fail"):
                continue
            for res in r.get("resources", []):
                emit(
                    suite="kyverno",
                    id=name,
                    checks=checks,
                    kind="kubernetes",
                    files=files,
                    resource=None,
                    name=f"{r.get('kind')}/{res.split('/')[-1]}",
                    expected=r["result"],
                )
