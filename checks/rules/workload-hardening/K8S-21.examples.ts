import type { RuleExamples } from "../../rule";
import { container, documents, indented, manifestExample, pod } from "../kit/podExample";

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

const aPolicy = "PodSecurityPolicy/pods";
/** A PodSecurityPolicy with lines of its own beside those that forbid. */
const policy = (lines: string, name = "pods", annotations = "runtime/default") =>
  `apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: ${name}\n  annotations:\n    seccomp.security.alpha.kubernetes.io/defaultProfileName: ${annotations}\nspec:\n${indented(lines, 2)}`;
const strict =
  "privileged: false\nallowPrivilegeEscalation: false\nrequiredDropCapabilities: [ALL]\nrunAsUser:\n  rule: MustRunAsNonRoot";
const admitting = (...names: readonly string[]) =>
  names.flatMap((name) => [check(`policy-${name}`), check(`every-policy-${name}`)].map((id) => [id, aPolicy] as const));
const loose = (lines: string, ...names: readonly string[]) =>
  manifestExample(`bad-policy-${names.join("-")}`, policy(`${strict}\n${lines}`), admitting(...names));

const policies: RuleExamples = [
  manifestExample("good-policy", policy(strict)),
  manifestExample(
    "good-policy-for-users",
    policy(strict.replace("rule: MustRunAsNonRoot", "rule: MustRunAs\n  ranges: [{ min: 1000, max: 2000 }]")),
  ),
  loose("hostPID: true", "host-pid"),
  loose("hostIPC: true", "host-ipc"),
  loose("hostNetwork: true", "host-network"),
  loose("allowedCapabilities: [SYS_ADMIN]", "capabilities"),
  manifestExample(
    "bad-policy-privileged",
    policy(strict.replace("privileged: false", "privileged: true")),
    admitting("privileged"),
  ),
  manifestExample(
    "bad-policy-one-of-two",
    documents(policy(strict.replace("privileged: false", "privileged: true")), policy(strict, "strict")),
    [[check("policy-privileged"), aPolicy]],
  ),
  manifestExample(
    "bad-policy-escalation",
    policy(strict.replace("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true")),
    admitting("escalation"),
  ),
  manifestExample("bad-policy-escalation-unset", policy(strict.replace("allowPrivilegeEscalation: false\n", "")), [
    [check("policy-escalation-unset"), aPolicy],
  ]),
  manifestExample("bad-policy-root", policy(strict.replace("MustRunAsNonRoot", "RunAsAny")), admitting("root")),
  manifestExample(
    "bad-policy-root-in-range",
    policy(strict.replace("rule: MustRunAsNonRoot", "rule: MustRunAs\n  ranges: [{ min: 0, max: 2000 }]")),
    admitting("root"),
  ),
  manifestExample("bad-policy-drops-nothing", policy(strict.replace("requiredDropCapabilities: [ALL]\n", "")), [
    ...admitting("kept-capabilities"),
    [check("policy-net-raw"), aPolicy],
  ]),
  manifestExample("bad-policy-keeps-net-raw", policy(strict.replace("[ALL]", "[CHOWN]")), [
    [check("policy-net-raw"), aPolicy],
  ]),
  manifestExample("bad-policy-seccomp", policy(strict, "pods", "unconfined"), [[check("policy-seccomp"), aPolicy]]),
];

export const examples: RuleExamples = [
  ...policies,
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
