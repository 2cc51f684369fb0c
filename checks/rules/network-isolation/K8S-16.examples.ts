import type { RuleExamples } from "../../rule";
import { closed, namespaceObject, networkPolicy, objectOf } from "../kit/clusterExample";
import { container, deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const permits = deployment("permits", container());
const address = deploymentAddress("permits");
const own = (spec: string) => networkPolicy("permits", `podSelector:\n  matchLabels:\n    app: permits\n${spec}`);
const cilium = (selector: string) =>
  objectOf(
    "cilium.io/v2",
    "CiliumNetworkPolicy",
    "permits",
    `spec:\n  endpointSelector:\n${selector}  ingress:\n    - {}\n  egress:\n    - {}\n`,
  );

const calico = (rest: string) =>
  objectOf("projectcalico.org/v3", "NetworkPolicy", "permits", `spec:\n  selector: app == 'permits'\n  ${rest}\n`);

export const examples: RuleExamples = [
  manifestExample("good-closed-namespace", documents(namespaceObject("registry"), closed, permits)),
  manifestExample(
    "good-policy-of-its-own",
    documents(
      permits,
      own("policyTypes: [Ingress, Egress]\ningress:\n  - from:\n      - podSelector: {}\negress:\n  - {}"),
    ),
  ),
  manifestExample(
    "good-two-policies-share-the-directions",
    documents(permits, own("ingress: []"), networkPolicy("out", "podSelector: {}\npolicyTypes: [Egress]")),
  ),
  manifestExample("good-namespace-of-the-system", namespaceObject("kube-system")),
  manifestExample("bad-no-policy", permits, [
    ["K8S-16.selected", address],
    ["K8S-16.both-directions", address],
  ]),
  manifestExample(
    "bad-policy-for-others",
    documents(
      permits,
      networkPolicy("other", "podSelector:\n  matchLabels:\n    app: other\npolicyTypes: [Ingress, Egress]"),
    ),
    [
      ["K8S-16.selected", address],
      ["K8S-16.both-directions", address],
    ],
  ),
  manifestExample(
    "bad-policy-in-another-namespace",
    documents(permits, networkPolicy("closed", "podSelector: {}\npolicyTypes: [Ingress, Egress]", "other")),
    [
      ["K8S-16.selected", address],
      ["K8S-16.both-directions", address],
    ],
  ),
  manifestExample("bad-ingress-only", documents(permits, own("ingress:\n  - from:\n      - podSelector: {}")), [
    ["K8S-16.both-directions", address],
  ]),
  manifestExample("bad-namespace-without-policy", namespaceObject("registry"), [
    ["K8S-16.namespace", "Namespace/registry"],
    ["K8S-16.default-deny", "Namespace/registry"],
  ]),
  manifestExample(
    "bad-namespace-open-by-default",
    documents(namespaceObject("registry"), permits, own("policyTypes: [Ingress, Egress]")),
    [["K8S-16.default-deny", "Namespace/registry"]],
  ),
  manifestExample("bad-policy-without-selectors", networkPolicy("open", "ingress:\n  - ports:\n      - port: 8080"), [
    ["K8S-16.selectors", "NetworkPolicy/registry/open"],
  ]),
  manifestExample("good-policy-of-cilium", documents(permits, cilium("    matchLabels:\n      k8s:app: permits\n"))),
  manifestExample("good-policy-of-calico", documents(permits, calico("types: [Ingress, Egress]"))),
  manifestExample("bad-policy-of-calico-one-way", documents(permits, calico("types: [Ingress]")), [
    ["K8S-16.both-directions", address],
  ]),
  manifestExample(
    "unknown-policy-of-calico-in-another-tier",
    documents(permits, calico("types: [Ingress, Egress]\n  tier: security")),
    [],
    [
      ["K8S-16.selected", address],
      ["K8S-16.both-directions", address],
    ],
  ),
  manifestExample(
    "bad-policy-of-cilium-for-others",
    documents(permits, cilium("    matchLabels:\n      k8s:app: other\n")),
    [
      ["K8S-16.selected", address],
      ["K8S-16.both-directions", address],
    ],
  ),
];
