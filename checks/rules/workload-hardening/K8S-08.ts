import { joinPath } from "../../graph/path";
import { type Capabilities, capabilitiesOf } from "../kit/capabilities";
import { frameworks } from "../kit/frameworks";
import type { ContainerView } from "../kit/kubernetes";
import type { ContainerAnswer } from "../kit/kubernetesJudge";
import { type ContainerQuestion, judgeQuestions, podRule } from "../kit/podRule";

/** Capabilities that lead out of the container or over the node. Three of them have checks of their own. */
const dangerous: ReadonlySet<string> = new Set([
  "ALL",
  "BPF",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "PERFMON",
  "SETPCAP",
  "SYS_BOOT",
  "SYS_PTRACE",
  "SYS_RAWIO",
]);
const single: ReadonlySet<string> = new Set(["SYS_ADMIN", "SYS_MODULE", "NET_RAW", "NET_BIND_SERVICE"]);

/** Containers drop all capabilities and take back none but the one for low ports. */
export const rule = podRule(
  {
    id: "K8S-08",
    title: "Containers drop all capabilities and add none but NET_BIND_SERVICE",
    control: "workload-hardening.capabilities",
    severity: "high",
    rationale:
      "Capabilities are root's rights in pieces. The runtime's default set lets a container forge packets and change the owner of files; some that can be added let it load code into the kernel.",
    remediation:
      'Set securityContext.capabilities.drop to ["ALL"] on every container, and securityContext.capabilities.add to nothing or to ["NET_BIND_SERVICE"].',
    checks: [
      {
        id: "K8S-08.drop-all",
        title: "capabilities.drop holds ALL",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_37"], trivy: ["KSV-0003", "KSV-0106"] },
      },
      {
        id: "K8S-08.drop-net-raw",
        title: "capabilities.drop holds NET_RAW or ALL",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_28"], kubescape: ["C-0211"] },
      },
      {
        id: "K8S-08.sys-admin",
        title: "SYS_ADMIN is not added",
        severity: "high",
        equivalents: addingIds(["CKV_K8S_39"], ["KSV-0005"], true),
      },
      {
        id: "K8S-08.sys-module",
        title: "SYS_MODULE is not added",
        severity: "high",
        equivalents: addingIds([], ["KSV-0120"], true),
      },
      {
        id: "K8S-08.net-raw",
        title: "NET_RAW is not added",
        severity: "high",
        equivalents: addingIds([], ["KSV-0119"], true, ["drop-net-raw-capability"]),
      },
      {
        id: "K8S-08.dangerous",
        title: "No other capability that leads out of the container is added",
        severity: "high",
        equivalents: addingIds([], [], true),
      },
      {
        id: "K8S-08.other",
        title: "No further capability is added",
        severity: "medium",
        equivalents: addingIds([], [], false),
      },
      {
        id: "K8S-08.net-bind-service",
        title: "NET_BIND_SERVICE is not needed either",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_25"], trivy: ["KSV-0022"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.8", "5.2.9", "5.2.10"],
      nist: ["AC-6", "CM-7"],
      iso: ["A.8.2"],
      digit: ["accessControl"],
    }),
  },
  (pod) => (pod.isWindows ? [] : judgeQuestions(pod, questions)),
);

/** Peers that ask whether anything is added ask it in each of the checks that follow. */
function addingIds(
  checkov: readonly string[],
  trivy: readonly string[],
  isDangerous: boolean,
  kubelinter: readonly string[] = [],
) {
  return {
    checkov: [...checkov, "CKV_K8S_25"],
    trivy: [...trivy, "KSV-0022", "KSV-0106"],
    ...(isDangerous ? { kubescape: ["C-0046"] } : {}),
    ...(kubelinter.length > 0 ? { kubelinter } : {}),
  };
}

const questions: readonly ContainerQuestion[] = [
  dropping("K8S-08.drop-all", ["ALL"], "keeps the capabilities of the runtime's default set"),
  dropping("K8S-08.drop-net-raw", ["ALL", "NET_RAW"], "can forge packets, for it keeps NET_RAW"),
  adding("K8S-08.sys-admin", (name) => name === "SYS_ADMIN"),
  adding("K8S-08.sys-module", (name) => name === "SYS_MODULE"),
  adding("K8S-08.net-raw", (name) => name === "NET_RAW"),
  adding("K8S-08.dangerous", (name) => dangerous.has(name)),
  adding("K8S-08.other", (name) => !dangerous.has(name) && !single.has(name)),
  adding("K8S-08.net-bind-service", (name) => name === "NET_BIND_SERVICE"),
];

function dropping(check: string, wanted: readonly string[], fails: string): ContainerQuestion {
  return {
    check,
    expected: ["ALL"],
    fails,
    passes: "Every container drops them",
    ask: (container) => {
      const dropped = capabilitiesOf(container, "drop");
      const isDropped = dropped.names.some((name) => wanted.includes(name));
      return answerOf(container, "drop", dropped, isDropped ? "yes" : "no");
    },
  };
}

function adding(check: string, isMeant: (name: string) => boolean): ContainerQuestion {
  return {
    check,
    expected: "not added",
    fails: "adds a capability",
    passes: "No container adds it",
    ask: (container) => {
      const added = capabilitiesOf(container, "add");
      const meant = added.names.filter(isMeant);
      const answer = answerOf(container, "add", added, meant.length > 0 ? "no" : "yes");
      return answer.answer === "no" ? { ...answer, says: `adds ${meant.join(", ")}` } : answer;
    },
  };
}

/** A hole may be what is looked for: it leaves open a drop that is missing, and an addition that is not there. */
function answerOf(
  container: ContainerView,
  list: "add" | "drop",
  { names, unknown }: Capabilities,
  found: "yes" | "no",
): ContainerAnswer {
  const path = joinPath(container.view.path, `securityContext.capabilities.${list}`);
  const open = unknown !== undefined && found === (list === "drop" ? "no" : "yes");
  return { answer: open ? "unknown" : found, path, actual: names.length > 0 ? names : null, reason: unknown };
}
