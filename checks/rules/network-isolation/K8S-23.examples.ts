import type { RuleExamples } from "../../rule";
import { hostRule, ingress, service } from "../kit/clusterExample";
import { container, deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const permits = deployment("permits", container());
const ports = "selector:\n  app: permits\nports:\n  - port: 80\n    targetPort: 8080";
const front = (type: string, notes = "") => service("permits", `type: ${type}\n${ports}`, notes);
const address = "Service/registry/permits";

export const examples: RuleExamples = [
  manifestExample("good-inside", documents(permits, service("permits", ports))),
  manifestExample(
    "good-internal-balancer",
    front("LoadBalancer", "service.beta.kubernetes.io/aws-load-balancer-scheme: internal"),
  ),
  manifestExample(
    "good-internal-balancer-of-azure",
    front("LoadBalancer", 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"'),
  ),
  manifestExample("bad-node-port", front("NodePort"), [["K8S-23.node-port", address]]),
  manifestExample("bad-public-balancer", front("LoadBalancer"), [["K8S-23.load-balancer", address]]),
  manifestExample("bad-external-address", service("permits", `${ports}\nexternalIPs: [203.0.113.9]`), [
    ["K8S-23.external-addresses", address],
  ]),
  manifestExample("bad-external-name", service("permits", "type: ExternalName\nexternalName: registry.example.org"), [
    ["K8S-23.external-addresses", address],
  ]),
  manifestExample("bad-workload-behind-a-node-port", documents(permits, front("NodePort")), [
    ["K8S-23.node-port", address],
    ["K8S-23.exposed-workload", deploymentAddress("permits")],
  ]),
  manifestExample(
    "bad-workload-behind-an-ingress",
    documents(permits, service("permits", ports), ingress("edge", hostRule("permits.example.org"))),
    [["K8S-23.exposed-workload", deploymentAddress("permits")]],
  ),
];
