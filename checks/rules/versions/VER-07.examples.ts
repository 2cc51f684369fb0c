import type { RuleExamples } from "../../rule";
import { service } from "../kit/clusterExample";
import { container, deploymentExample, manifestExample } from "../kit/podExample";

const running = (image: string, lines = "") => container(lines).replace("registry.example.org/permits:2.4.1", image);
const tiller = "registry.example.org/kubernetes-helm/tiller:v2.17.0";
const selecting = (value: string) => `selector:\n  name: ${value}\nports:\n  - port: 44134`;

export const examples: RuleExamples = [
  deploymentExample("good", container()),
  deploymentExample("good-other-word", running("registry.example.org/distiller:1.0.0")),
  manifestExample("good-service", service("permits", selecting("permits"))),
  deploymentExample("bad-tiller", running(tiller), ["VER-07.tiller", "VER-07.tiller-listens"]),
  deploymentExample("bad-tiller-local", running(tiller, 'args: ["--listen=localhost:44134"]'), ["VER-07.tiller"]),
  deploymentExample("bad-dashboard", running("kubernetesui/dashboard:v2.7.0"), ["VER-07.dashboard"]),
  manifestExample("bad-service-by-name", service("tiller-deploy", selecting("permits")), [
    ["VER-07.tiller-service", "Service/registry/tiller-deploy"],
  ]),
  manifestExample("bad-service-by-selector", service("permits", selecting("tiller")), [
    ["VER-07.tiller-service", "Service/registry/permits"],
  ]),
];
