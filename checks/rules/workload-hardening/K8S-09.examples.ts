import type { RuleExamples } from "../../rule";
import { container, deploymentExample, secured } from "../kit/podExample";

const check = "K8S-09.read-only-root";

export const examples: RuleExamples = [
  deploymentExample("good", secured("readOnlyRootFilesystem: true")),
  deploymentExample("good-windows", `os:\n  name: windows\n${container()}`),
  deploymentExample("bad-unset", container(), [check]),
  deploymentExample("bad-false", secured("readOnlyRootFilesystem: false"), [check]),
  deploymentExample(
    "bad-init",
    `${secured("readOnlyRootFilesystem: true")}${container("", "initContainers", "load")}`,
    [check],
  ),
];
