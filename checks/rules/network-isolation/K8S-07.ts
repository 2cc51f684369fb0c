import type { BlockView } from "../../graph/graph";
import { frameworks } from "../kit/frameworks";
import type { ContainerView } from "../kit/kubernetes";
import type { ContainerAnswer } from "../kit/kubernetesJudge";
import { type ContainerQuestion, containerRule } from "../kit/podRule";
import { numberOf } from "../kit/predicates";

/** Containers open no port of their node, and no port that speaks of remote administration. */
export const rule = containerRule(
  {
    id: "K8S-07",
    title: "Containers take no port of their node and serve no SSH",
    control: "network-isolation.host-ports",
    severity: "medium",
    group: "network-isolation",
    rationale:
      "A host port is reachable on every address of the node, past Services and often past network policies; an SSH server in a container is a second way in that nobody watches.",
    remediation:
      "Remove hostPort from the container's ports and expose the pod by a Service; remove port 22 and use kubectl exec, which is authorised and logged; let the process listen above 1023.",
    checks: [
      {
        id: "K8S-07.host-port",
        title: "No port sets hostPort",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_26"], trivy: ["KSV-0024"], kubescape: ["C-0044"] },
      },
      {
        id: "K8S-07.ssh",
        title: "No container serves port 22",
        severity: "medium",
        equivalents: { kubelinter: ["ssh-port"] },
      },
      {
        id: "K8S-07.privileged-port",
        title: "No container serves a port below 1024",
        severity: "low",
        equivalents: { trivy: ["KSV-0117"], kubelinter: ["privileged-ports"] },
      },
    ],
    frameworks: frameworks({ cisKubernetes: ["5.2.13"], nist: ["SC-7"], iso: ["A.8.20"], digit: ["network"] }),
  },
  [
    portQuestion("K8S-07.host-port", "takes a port of its node", "no hostPort", "hostPort", (port) => {
      return (numberAt(port, "hostPort") ?? 0) > 0;
    }),
    portQuestion("K8S-07.ssh", "serves SSH on port 22", "no port 22", "containerPort", (port) => {
      const protocol = port.get("protocol");
      const isTcp = protocol.kind !== "known" || protocol.value === "TCP";
      return isTcp && numberAt(port, "containerPort") === 22;
    }),
    portQuestion("K8S-07.privileged-port", "serves a port below 1024", ">= 1024", "containerPort", (port) => {
      const number = numberAt(port, "containerPort");
      return number !== undefined && number > 0 && number < 1024;
    }),
  ],
);

function numberAt(view: BlockView, path: string): number | undefined {
  const reading = view.get(path);
  return reading.kind === "known" ? numberOf(reading.value) : undefined;
}

function portQuestion(
  check: string,
  fails: string,
  expected: string,
  attribute: string,
  isBad: (port: BlockView) => boolean,
): ContainerQuestion {
  return {
    check,
    expected,
    fails,
    passes: "No container's port is of that kind",
    ask: (container) => askPorts(container, attribute, isBad),
  };
}

/** A port that cannot be seen may be a bad one. */
function askPorts(container: ContainerView, attribute: string, isBad: (port: BlockView) => boolean): ContainerAnswer {
  const { items, unknown } = container.view.blocks("ports");
  const bad = items.find(isBad);
  const path = bad ? `${bad.path}.${attribute}` : `${container.view.path}.ports`;
  if (bad) return { answer: "no", path, actual: numberAt(bad, attribute) ?? null };
  const hidden =
    unknown ?? items.map((port) => port.get(attribute)).find((reading) => reading.kind === "unknown")?.cause;
  return { answer: hidden === undefined ? "yes" : "unknown", path, actual: null, reason: hidden };
}
