import type { RuleExamples } from "../../rule";
import { clientExample } from "../kit/crossBoundaryExample";

const one = { aws_opensearch_domain: { main: { domain_name: "main" } } };

export const examples: RuleExamples = [
  clientExample("good-tls", "https://vpc-main-abc.ap-south-1.es.amazonaws.com", one),
  clientExample("bad-clear", "http://vpc-main-abc.ap-south-1.es.amazonaws.com", one, "XB-04.tls"),
];
