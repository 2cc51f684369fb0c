import type { RuleExamples } from "../../rule";
import { hostRule, ingress, networkPolicy, objectOf, service } from "../kit/clusterExample";
import { container, deployment, documents, manifestExample } from "../kit/podExample";
import { referenceExamples } from "./referenceExamples";

const permits = deployment("permits", container());
const front = service(
  "permits",
  "selector:\n  app: permits\nports:\n  - name: web\n    port: 80\n    targetPort: 8080",
);
const edge = "Ingress/registry/edge";
const route = (name: string) =>
  objectOf(
    "gateway.networking.k8s.io/v1",
    "HTTPRoute",
    "permits",
    `spec:\n  parentRefs:\n    - name: edge\n  rules:\n    - backendRefs:\n        - name: ${name}\n          port: 80\n`,
  );

export const examples: RuleExamples = [
  manifestExample("good-chain", documents(permits, front, ingress("edge", hostRule("permits.example.org")))),
  manifestExample(
    "good-port-by-name",
    documents(permits, front, ingress("edge", hostRule("permits.example.org", "permits", "name: web"))),
  ),
  manifestExample("good-route", documents(permits, front, route("permits"))),
  manifestExample(
    "good-policy-for-all",
    documents(permits, networkPolicy("closed", "podSelector: {}\npolicyTypes: [Ingress]")),
  ),
  manifestExample("good-service-without-selector", documents(permits, service("outside", "ports:\n  - port: 5432"))),
  manifestExample(
    "good-service-elsewhere",
    documents(permits, service("outside", "type: ExternalName\nexternalName: db.example.org\nselector:\n  app: gone")),
  ),
  ...referenceExamples,
  manifestExample("bad-service-alone", front, [["K8S-22.service-pods", "Service/registry/permits"]]),
  manifestExample(
    "bad-service-without-pods",
    documents(permits, service("lost", "selector:\n  app: licences\nports:\n  - port: 80")),
    [["K8S-22.service-pods", "Service/registry/lost"]],
  ),
  manifestExample(
    "bad-service-of-another-namespace",
    documents(permits, service("lost", "selector:\n  app: permits\nports:\n  - port: 80", "", "other")),
    [["K8S-22.service-pods", "Service/other/lost"]],
  ),
  manifestExample(
    "bad-ingress-without-service",
    documents(permits, front, ingress("edge", hostRule("permits.example.org", "licences"))),
    [["K8S-22.ingress-service", edge]],
  ),
  manifestExample(
    "bad-ingress-to-another-port",
    documents(permits, front, ingress("edge", hostRule("permits.example.org", "permits", "number: 8443"))),
    [["K8S-22.ingress-service", edge]],
  ),
  manifestExample("bad-route-without-service", documents(permits, front, route("licences")), [
    ["K8S-22.route-service", "HTTPRoute/registry/permits"],
  ]),
  manifestExample(
    "bad-policy-without-pods",
    documents(permits, networkPolicy("lost", "podSelector:\n  matchLabels:\n    app: licences")),
    [["K8S-22.policy-pods", "NetworkPolicy/registry/lost"]],
  ),
  manifestExample(
    "bad-policy-lets-in-nobody-there-is",
    documents(
      permits,
      networkPolicy(
        "lost",
        "podSelector:\n  matchLabels:\n    app: permits\ningress:\n  - from:\n      - podSelector:\n          matchLabels:\n            app: licences",
      ),
    ),
    [["K8S-22.policy-peers", "NetworkPolicy/registry/lost"]],
  ),
];
