import type { RuleExamples } from "../../rule";
import { container, deploymentExample, indented, manifestExample, pod, secured } from "../kit/podExample";

const nonRoot = "K8S-03.non-root";
const enforced = "K8S-03.enforced";
const rootUser = "K8S-03.root-user";
const rootGroup = "K8S-03.root-group";
const fileGroup = "K8S-03.root-file-group";
const podLevel = (lines: string) => `securityContext:\n${indented(lines, 2)}`;

export const examples: RuleExamples = [
  deploymentExample("good-pod", `${podLevel("runAsNonRoot: true\nrunAsUser: 20000\nfsGroup: 20000")}${container()}`),
  deploymentExample("good-container", secured("runAsNonRoot: true")),
  deploymentExample(
    "good-container-over-pod",
    `${podLevel("runAsNonRoot: false")}${secured("runAsNonRoot: true\nrunAsGroup: 7")}`,
  ),
  deploymentExample("good-windows", `os:\n  name: windows\n${container()}`),
  deploymentExample("bad-nothing", container(), [nonRoot]),
  deploymentExample("bad-false", `${podLevel("runAsNonRoot: true")}${secured("runAsNonRoot: false")}`, [nonRoot]),
  deploymentExample(
    "bad-init",
    `${secured("runAsNonRoot: true")}${secured("readOnlyRootFilesystem: true", "initContainers", "load")}`,
    [nonRoot],
  ),
  deploymentExample("bad-not-enforced", secured("runAsUser: 1000"), [enforced]),
  deploymentExample("bad-text", `${podLevel("runAsUser: somebody")}${container()}`, [nonRoot]),
  deploymentExample("bad-user", secured("runAsUser: 0"), [nonRoot, rootUser]),
  deploymentExample("bad-user-refused", `${podLevel("runAsNonRoot: true")}${secured('runAsUser: "0"')}`, [rootUser]),
  manifestExample("bad-group", pod("permits", `${podLevel("runAsNonRoot: true\nrunAsGroup: 0")}${container()}`), [
    [rootGroup, "Pod/registry/permits"],
  ]),
  deploymentExample("bad-file-group", `${podLevel("runAsNonRoot: true\nfsGroup: 0")}${container()}`, [fileGroup]),
  deploymentExample("bad-other-group", `${podLevel("runAsNonRoot: true\nsupplementalGroups: [7, 0]")}${container()}`, [
    fileGroup,
  ]),
];
