import type { RuleExamples } from "../../rule";
import { container, deploymentExample } from "../kit/podExample";

const check = (name: string) => `K8S-25.${name}`;
const podContext = "securityContext:\n  runAsNonRoot: true\n";
const context = "securityContext:\n  allowPrivilegeEscalation: false";
const running = (image: string, ...lines: readonly string[]) =>
  `${podContext}${container([context, ...lines].join("\n")).replace("registry.example.org/permits:2.4.1", image)}`;

export const examples: RuleExamples = [
  deploymentExample("good", running("registry.example.org/permits:2.4.1", "imagePullPolicy: Always")),
  deploymentExample("good-latest", running("registry.example.org/permits")),
  deploymentExample(
    "good-digest",
    running(`registry.example.org/permits@sha256:${"0".repeat(64)}`, "imagePullPolicy: IfNotPresent"),
  ),
  deploymentExample("bad-without-pod-context", container(`${context}\nimagePullPolicy: Always`), [
    check("pod-security-context"),
  ]),
  deploymentExample("bad-without-context", container("imagePullPolicy: Always"), [
    check("pod-security-context"),
    check("container-security-context"),
  ]),
  deploymentExample("bad-only-of-pod", `${podContext}${container("imagePullPolicy: Always")}`, [
    check("own-security-context"),
  ]),
  deploymentExample("bad-empty-context", `${podContext}${container("imagePullPolicy: Always\nsecurityContext: {}")}`, [
    check("own-security-context"),
  ]),
  deploymentExample("bad-policy", running("registry.example.org/permits:2.4.1"), [check("pull-policy")]),
  deploymentExample("bad-latest", running("registry.example.org/permits:latest", "imagePullPolicy: IfNotPresent"), [
    check("pull-latest"),
  ]),
];
