import type { RuleExamples } from "../../rule";
import { container, deploymentExample, indented, secured } from "../kit/podExample";

const user = "K8S-04.high-user";
const group = "K8S-04.high-group";
const unset = "K8S-04.group-unset";
const podLevel = (lines: string) => `securityContext:\n${indented(lines, 2)}`;

export const examples: RuleExamples = [
  deploymentExample("good", `${podLevel("runAsUser: 10000\nrunAsGroup: 10001")}${container()}`),
  deploymentExample("good-container", `${podLevel("runAsUser: 5")}${secured("runAsUser: 20000\nrunAsGroup: 20000")}`),
  deploymentExample("good-mapped", `hostUsers: false\n${container()}`),
  deploymentExample("bad-user", `${podLevel("runAsGroup: 20000")}${secured("runAsUser: 1000")}`, [user]),
  deploymentExample("bad-unset", container(), [user, unset]),
  deploymentExample("bad-group", secured("runAsUser: 20000\nrunAsGroup: 1000"), [group]),
  deploymentExample(
    "bad-second-container",
    `${podLevel("runAsGroup: 20000")}${secured("runAsUser: 20000")}${secured("runAsUser: 999", "initContainers", "load")}`,
    [user],
  ),
];
