import type { RuleExamples } from "../../rule";
import { container, deploymentExample } from "../kit/podExample";

const ports = (...lines: readonly string[]) => container(`ports:\n${lines.map((line) => `  - ${line}`).join("\n")}`);

export const examples: RuleExamples = [
  deploymentExample("good", ports("containerPort: 8080", "{containerPort: 2222, hostPort: 0}")),
  deploymentExample("good-without-ports", container()),
  deploymentExample("bad-host-port", ports("containerPort: 8080", "{containerPort: 8081, hostPort: 8081}"), [
    "K8S-07.host-port",
  ]),
  deploymentExample("bad-ssh", ports("containerPort: 22"), ["K8S-07.ssh", "K8S-07.privileged-port"]),
  deploymentExample("bad-low-port", ports("{containerPort: 53, protocol: UDP}"), ["K8S-07.privileged-port"]),
  deploymentExample("bad-low-port-as-text", ports('containerPort: "80"'), ["K8S-07.privileged-port"]),
];
