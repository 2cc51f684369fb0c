import type { RuleExamples } from "../../rule";
import { hostRule, ingress } from "../kit/clusterExample";
import { manifestExample } from "../kit/podExample";

const host = hostRule("permits.example.org");
const cloud = (notes: string) => ingress("edge", `ingressClassName: alb\n${host}`, notes);
const facing = "alb.ingress.kubernetes.io/scheme: internet-facing";
const acl =
  "alb.ingress.kubernetes.io/wafv2-acl-arn: arn:aws:wafv2:ap-south-1:123456789012:regional/webacl/edge/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";
const edge = "Ingress/registry/edge";

export const examples: RuleExamples = [
  manifestExample("good-firewall-of-the-cloud", cloud(`${facing}\n${acl}`)),
  manifestExample("good-internal", cloud("alb.ingress.kubernetes.io/scheme: internal")),
  manifestExample(
    "good-firewall-of-the-controller",
    ingress("edge", `ingressClassName: nginx\n${host}`, 'nginx.ingress.kubernetes.io/enable-modsecurity: "true"'),
  ),
  manifestExample("bad-facing-the-internet", cloud(facing), [["XB-05.firewall", edge]]),
  manifestExample(
    "unknown-what-stands-before",
    ingress("edge", `ingressClassName: nginx\n${host}`),
    [],
    [["XB-05.firewall", edge]],
  ),
];
