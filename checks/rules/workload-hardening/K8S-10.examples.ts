import type { RuleExamples } from "../../rule";
import { container, deploymentExample, indented, manifestExample, pod, secured } from "../kit/podExample";

const unset = "K8S-10.unset";
const unconfined = "K8S-10.unconfined";
const profile = (type: string) => `seccompProfile:\n  type: ${type}`;
const podLevel = (type: string) => `securityContext:\n${indented(profile(type), 2)}`;

export const examples: RuleExamples = [
  deploymentExample("good-pod", `${podLevel("RuntimeDefault")}${container()}`),
  deploymentExample("good-container", secured(profile("RuntimeDefault"))),
  deploymentExample("good-own-profile", secured(`${profile("Localhost")}\n  localhostProfile: web.json`)),
  manifestExample(
    "good-annotation",
    pod("permits", container()).replace(
      "  name: permits\n",
      "  name: permits\n  annotations:\n    seccomp.security.alpha.kubernetes.io/pod: runtime/default\n",
    ),
  ),
  deploymentExample("bad-unset", container(), [unset]),
  deploymentExample(
    "bad-one-of-two",
    `${secured(profile("RuntimeDefault"))}${container("", "initContainers", "load")}`,
    [unset],
  ),
  deploymentExample("bad-pod", `${podLevel("Unconfined")}${container()}`, [unconfined]),
  deploymentExample("bad-container", `${podLevel("RuntimeDefault")}${secured(profile("Unconfined"))}`, [unconfined]),
];
