import type { RuleExamples } from "../../rule";
import { hostRule, ingress, service } from "../kit/clusterExample";
import { manifestExample } from "../kit/podExample";

const host = hostRule("permits.example.org");
const tls = (...hosts: readonly string[]) => `tls:\n  - secretName: permits\n    hosts: [${hosts.join(", ")}]\n`;
const edge = "Ingress/registry/edge";
const balancer = (port: number, notes: string) =>
  service(
    "edge",
    `type: LoadBalancer\nselector:\n  app: permits\nports:\n  - port: ${port}\n    targetPort: 8080`,
    notes,
  );
const aws = "service.beta.kubernetes.io/aws-load-balancer-scheme: internal";

export const examples: RuleExamples = [
  manifestExample("good-hosts-covered", ingress("edge", `${tls("permits.example.org")}${host}`)),
  manifestExample("good-star", ingress("edge", `${tls('"*.example.org"')}${host}`)),
  manifestExample("good-section-for-all-hosts", ingress("edge", `tls:\n  - secretName: permits\n${host}`)),
  manifestExample(
    "good-certificate-of-the-cloud",
    ingress(
      "edge",
      host,
      "alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:ap-south-1:123456789012:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    ),
  ),
  manifestExample(
    "good-balancer-with-certificate",
    balancer(
      443,
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:ap-south-1:123456789012:certificate/0a1b2c3d",
    ),
  ),
  manifestExample("good-balancer-on-another-port", balancer(9094, aws)),
  manifestExample("good-balancer-of-nobody-known", balancer(443, "")),
  manifestExample("bad-no-tls", ingress("edge", host), [["K8S-17.tls", edge]]),
  manifestExample("bad-empty-tls", ingress("edge", `tls: []\n${host}`), [["K8S-17.tls", edge]]),
  manifestExample("bad-other-host", ingress("edge", `${tls("portal.example.org")}${host}`), [["K8S-17.hosts", edge]]),
  manifestExample("bad-star-two-labels-up", ingress("edge", `${tls('"*.org"')}${host}`), [["K8S-17.hosts", edge]]),
  manifestExample("bad-balancer-without-certificate", balancer(443, aws), [
    ["K8S-17.load-balancer", "Service/registry/edge"],
  ]),
];
