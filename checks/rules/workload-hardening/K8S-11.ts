import type { Reading } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type ContainerView, effectivePath, type PodView } from "../kit/kubernetes";
import { askContainer, askPath, type ContainerAnswer, judgeContainers } from "../kit/kubernetesJudge";
import { podRule } from "../kit/podRule";
import { equals, every, oneOf, orAbsent, type Predicate, yesIf } from "../kit/predicates";

/** Of Pod Security's level baseline, as of Kubernetes 1.32: each is kept apart by namespace and harms no other pod. */
const safeSysctls: ReadonlySet<string> = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);

/** Types that confine a container as the system's policy means it. */
const selinuxTypes = ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/** What the system does to confine containers is left as it is. */
export const rule = podRule(
  {
    id: "K8S-11",
    title: "AppArmor, SELinux, the masks of /proc and the kernel's settings are not weakened",
    control: "workload-hardening.kernel-confinement",
    severity: "medium",
    rationale:
      "These are the walls that still stand when a process breaks out of its namespaces; each can be taken down for one pod, and some kernel settings reach the pods beside it.",
    remediation:
      "Remove Unconfined from securityContext.appArmorProfile.type and from the AppArmor annotations; remove user, role and foreign types from seLinuxOptions; set procMount to Default; keep to safe sysctls.",
    checks: [
      {
        id: "K8S-11.app-armor",
        title: "AppArmor's profile is the runtime's or one of the node's",
        severity: "medium",
        equivalents: { trivy: ["KSV-0002"] },
      },
      {
        id: "K8S-11.selinux",
        title: "seLinuxOptions sets no user, no role and no type beside those of containers",
        severity: "medium",
        equivalents: { trivy: ["KSV-0025"] },
      },
      {
        id: "K8S-11.proc-mount",
        title: "procMount is Default",
        severity: "medium",
        equivalents: { trivy: ["KSV-0027"], kubelinter: ["unsafe-proc-mount"] },
      },
      {
        id: "K8S-11.sysctls",
        title: "Only safe sysctls are set",
        severity: "medium",
        equivalents: { trivy: ["KSV-0026"], kubelinter: ["unsafe-sysctls"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-6"], iso: ["A.8.9"] }),
  },
  (pod) => {
    if (pod.isWindows) return [];
    return [
      ...judgeContainers(
        pod,
        {
          check: "K8S-11.app-armor",
          expected: "RuntimeDefault or Localhost",
          fails: "is not confined by AppArmor",
          passes: "AppArmor confines every container as far as the node has it",
        },
        (container) => appArmor(pod, container),
      ),
      ...judgeContainers(
        pod,
        {
          check: "K8S-11.selinux",
          expected: `no user, no role; type ${selinuxTypes.join(", ")}`,
          fails: "changes what SELinux allows it",
          passes: "SELinux is left as the system's policy means it",
        },
        (container) => selinux(pod, container),
      ),
      ...judgeContainers(
        pod,
        {
          check: "K8S-11.proc-mount",
          expected: "Default",
          fails: "sees all of /proc",
          passes: "/proc is masked in every container",
        },
        (container) => askContainer(pod, container, "securityContext.procMount", orAbsent(equals("Default"))),
      ),
      sysctls(pod),
    ];
  },
);

/** The field, or the annotation that clusters before 1.30 read. */
function appArmor(pod: PodView, container: ContainerView): ContainerAnswer {
  const field = effectivePath(pod, container, "appArmorProfile.type");
  if (pod.node.get(field).kind !== "absent") return askPath(pod, field, oneOf(["RuntimeDefault", "Localhost"]));
  const annotation = `${pod.metadata}.annotations["container.apparmor.security.beta.kubernetes.io/${container.name}"]`;
  return askPath(pod, annotation, profileText);
}

const profileText: Predicate = {
  expected: "runtime/default or localhost/…",
  ask: (reading) => {
    if (reading.kind === "absent") return "yes";
    if (reading.kind === "unknown") return "unknown";
    return yesIf(typeof reading.value === "string" && /^(?:runtime\/default$|localhost\/)/.test(reading.value));
  },
};

function selinux(pod: PodView, container: ContainerView): ContainerAnswer {
  const parts = ["user", "role", "type"].map((part) => {
    const predicate: Predicate = part === "type" ? orAbsent(oneOf(selinuxTypes)) : unset;
    return askPath(pod, effectivePath(pod, container, `seLinuxOptions.${part}`), predicate);
  });
  const answer = every(parts.map((part) => part.answer));
  const decisive = parts.find((part) => part.answer === answer);
  return decisive ?? { answer, path: container.view.path, actual: null };
}

const unset: Predicate = {
  expected: null,
  ask: (reading: Reading) => (reading.kind === "absent" ? "yes" : reading.kind === "unknown" ? "unknown" : "no"),
};

function sysctls(pod: PodView): CheckResult {
  const path = `${pod.spec.path}.securityContext.sysctls`;
  const { items, unknown } = pod.spec.blocks("securityContext.sysctls");
  const names = items.map((item) => item.get("name"));
  const unsafe = names.flatMap((name) =>
    name.kind === "known" && typeof name.value === "string" && !safeSysctls.has(name.value.replaceAll("/", "."))
      ? [name.value]
      : [],
  );
  const cause = unknown ?? names.find((name) => name.kind === "unknown")?.cause;
  const answer = unsafe.length > 0 ? "no" : cause === undefined ? "yes" : "unknown";
  return verdict(
    answer,
    { path, expected: "safe ones only", actual: unsafe.length > 0 ? unsafe : null, reason: cause },
    {
      check: "K8S-11.sysctls",
      fails: `The pod sets ${unsafe.join(", ")}, which can reach beyond it`,
      passes: "The pod sets no unsafe sysctl",
    },
  );
}
