import type { AdmissionRule } from "../model";

const everyPort = (expression: string) => `!has(container.ports) || container.ports.all(port, ${expression})`;

export const k8s07: AdmissionRule = {
  rule: "K8S-07",
  checks: () => [
    {
      check: "K8S-07.host-port",
      each: "container",
      expression: everyPort("!has(port.hostPort) || port.hostPort == 0"),
    },
    {
      check: "K8S-07.ssh",
      each: "container",
      expression: everyPort('port.containerPort != 22 || (has(port.protocol) && port.protocol != "TCP")'),
    },
    {
      check: "K8S-07.privileged-port",
      each: "container",
      expression: everyPort("port.containerPort >= 1024 || port.containerPort <= 0"),
    },
  ],
};
