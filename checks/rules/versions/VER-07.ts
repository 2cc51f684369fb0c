import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { isList, isObject } from "../kit/datum";
import { judge, verdict } from "../kit/judge";
import { type ContainerView, type PodView, textAt } from "../kit/kubernetes";
import { askContainer, type ContainerAnswer } from "../kit/kubernetesJudge";
import { judgeQuestions, podRule } from "../kit/podRule";
import { type Predicate, yesIf } from "../kit/predicates";
import { versionFrameworks } from "../kit/versionRule";

const tillerImage = /(?:^|[/-])tiller(?:$|[:@/-])/i;
const dashboardImage = /kubernetes-dashboard|(?:^|\/)kubernetesui\//i;

const pods = podRule(
  {
    id: "VER-07",
    title: "No component runs that nobody maintains any more and that rules the cluster",
    control: "versions.retired",
    severity: "high",
    group: "versions",
    rationale:
      "Tiller, the server of Helm 2, ended in November 2020: it lets whoever reaches its port do everything that its account may, which is usually all. Kubernetes' own dashboard is archived; it was the way into several clusters that were left open.",
    remediation:
      "Remove the workload and its Service: Helm 3 and later need no Tiller (helm 2to3 convert takes releases over), and in place of the dashboard use a client on one's own machine.",
    checks: [
      {
        id: "VER-07.tiller",
        title: "Tiller is not deployed",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_34"] },
      },
      {
        id: "VER-07.tiller-listens",
        title: "Where Tiller is deployed, it listens on its own pod alone",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_45"] },
      },
      {
        id: "VER-07.tiller-service",
        title: "No Service leads to Tiller",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_44"] },
      },
      {
        id: "VER-07.dashboard",
        title: "Kubernetes' own dashboard is not deployed",
        severity: "medium",
        equivalents: { checkov: ["CKV_K8S_33"] },
      },
    ],
    frameworks: versionFrameworks,
  },
  judgePod,
);

export const rule: Rule = {
  metadata: { ...pods.metadata, resourceTypes: [...pods.metadata.resourceTypes, "Service"] },
  evaluate: (node, context) => (node.type === "Service" ? judgeService(node) : pods.evaluate(node, context)),
};

function isNo(image: RegExp, isLabelled: boolean): Predicate {
  return {
    expected: "another image, or none",
    ask: (reading) => {
      if (isLabelled) return "no";
      if (reading.kind === "unknown") return "unknown";
      return yesIf(reading.kind === "absent" || !image.test(String(reading.value)));
    },
  };
}

function judgePod(pod: PodView): readonly CheckResult[] {
  const isTiller = labelled(pod, "name", /^tiller$/) || labelled(pod, "app", /^helm$/);
  const isDashboard =
    labelled(pod, "app", /^kubernetes-dashboard$/) || labelled(pod, "k8s-app", /^kubernetes-dashboard$/);
  const noTiller = isNo(tillerImage, isTiller);
  return judgeQuestions(pod, [
    {
      check: "VER-07.tiller",
      expected: "no Tiller",
      fails: "is Tiller, the server of Helm 2",
      passes: "Tiller is not deployed",
      ask: (container) => askContainer(pod, container, "image", noTiller),
    },
    {
      check: "VER-07.tiller-listens",
      expected: "--listen=localhost:44134",
      fails: "is Tiller, and listens on every address",
      passes: "Tiller listens on its own pod alone",
      ask: (container) => {
        const tiller = askContainer(pod, container, "image", noTiller);
        return tiller.answer === "no" ? listens(container, tiller) : undefined;
      },
    },
    {
      check: "VER-07.dashboard",
      expected: "no dashboard",
      fails: "is Kubernetes' own dashboard",
      passes: "Kubernetes' own dashboard is not deployed",
      ask: (container) => askContainer(pod, container, "image", isNo(dashboardImage, isDashboard)),
    },
  ]);
}

function labelled({ node, metadata }: PodView, key: string, value: RegExp): boolean {
  return ["metadata", metadata].some((path) => value.test(textAt(node, `${path}.labels["${key}"]`) ?? ""));
}

function listens({ view }: ContainerView, tiller: ContainerAnswer): ContainerAnswer {
  const args = view.get("args");
  const words = args.kind === "known" && isList(args.value) ? args.value : [];
  const isLocal = words.some((word) => typeof word === "string" && /--listen\b.*(?:localhost|127\.0\.0\.1)/.test(word));
  return { ...tiller, answer: yesIf(isLocal) };
}

function judgeService(service: ResourceNode): readonly CheckResult[] {
  const named = judge(
    service,
    "metadata.name",
    {
      expected: "no Service of Tiller",
      ask: (reading) => yesIf(reading.kind !== "known" || !/tiller/i.test(String(reading.value))),
    },
    { check: "VER-07.tiller-service", fails: "The Service leads to Tiller, the server of Helm 2" },
  );
  const path = ["metadata.labels", "spec.selector"].find((one) => {
    const reading = service.get(one);
    if (reading.kind !== "known" || !isObject(reading.value)) return false;
    return Object.values(reading.value).some((value) => typeof value === "string" && /tiller/i.test(value));
  });
  if (named.status === "fail" || path === undefined) return [named];
  return [
    verdict(
      "no",
      { path, expected: "no Service of Tiller", actual: "tiller" },
      { check: "VER-07.tiller-service", fails: "The Service leads to Tiller, the server of Helm 2" },
    ),
  ];
}
