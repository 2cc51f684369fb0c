import type { RuleExamples } from "../../rule";
import { container, documents, manifestExample, pod } from "../kit/podExample";

const check = (name: string) => `K8S-21.${name}`;
const namespace = (name: string, labels: Readonly<Record<string, string>> = {}) =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    purpose: permits\n${Object.entries(
    labels,
  )
    .map(([mode, level]) => `    pod-security.kubernetes.io/${mode}: ${level}\n`)
    .join("")}`;
const without = (text: string) => text.replace("  namespace: registry\n", "");
const inDefault = (text: string) => text.replace("namespace: registry", "namespace: default");
const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

export const examples: RuleExamples = [
  manifestExample(
    "good",
    documents(
      namespace("registry", { enforce: "baseline", warn: "restricted" }),
      namespace("archive", { enforce: "restricted" }),
      namespace("kube-system"),
      pod("permits", container()),
    ),
  ),
  manifestExample("good-own", documents(object("ServiceAccount", "default"), object("ConfigMap", "kube-root-ca.crt"))),
  manifestExample("bad-without-labels", namespace("registry"), [
    [check("enforced"), "Namespace/registry"],
    [check("restricted"), "Namespace/registry"],
  ]),
  manifestExample("bad-privileged", namespace("registry", { enforce: "privileged", warn: "restricted" }), [
    [check("baseline"), "Namespace/registry"],
  ]),
  manifestExample("bad-not-warned", namespace("registry", { enforce: "baseline" }), [
    [check("restricted"), "Namespace/registry"],
  ]),
  manifestExample("bad-default", inDefault(pod("permits", container())), [
    [check("default-namespace"), "Pod/default/permits"],
  ]),
  manifestExample("bad-none", documents(without(pod("permits", container())), object("Service", "permits")), [
    [check("default-namespace"), "Pod/permits"],
    [check("default-namespace-object"), "Service/permits"],
  ]),
];
