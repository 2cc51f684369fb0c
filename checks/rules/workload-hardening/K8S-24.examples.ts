import type { RuleExamples } from "../../rule";
import { hostRule, ingress, objectOf } from "../kit/clusterExample";
import { deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const host = hostRule("permits.example.org");
const noted = (annotations: string) => ingress("edge", `ingressClassName: nginx\n${host}`, annotations);
const controller = (tag: string) =>
  deployment("edge", `containers:\n  - name: edge\n    image: registry.k8s.io/ingress-nginx/controller:${tag}\n`);
const edge = "Ingress/registry/edge";
const proxy = deploymentAddress("edge");
const snippet = (text: string) => `nginx.ingress.kubernetes.io/configuration-snippet: ${text}`;

export const examples: RuleExamples = [
  manifestExample("good-plain", noted("nginx.ingress.kubernetes.io/proxy-body-size: 8m")),
  manifestExample(
    "good-authentication-elsewhere",
    noted("nginx.ingress.kubernetes.io/auth-url: https://login.example.org/check"),
  ),
  manifestExample(
    "good-other-controller",
    deployment("edge", "containers:\n  - name: edge\n    image: docker.io/envoyproxy/envoy:v1.31.0\n"),
  ),
  manifestExample("bad-snippet", noted(snippet('"more_set_headers X: y;"')), [["K8S-24.snippets", edge]]),
  manifestExample("bad-lua", noted(snippet('"content_by_lua_block { os.execute(1) }"')), [
    ["K8S-24.snippets", edge],
    ["K8S-24.lua", edge],
  ]),
  manifestExample("bad-alias", noted(snippet('"location /x { alias /var/run/; }"')), [
    ["K8S-24.snippets", edge],
    ["K8S-24.alias", edge],
  ]),
  manifestExample("bad-characters", noted('nginx.ingress.kubernetes.io/auth-url: "https://login.example.org/{x}"'), [
    ["K8S-24.characters", edge],
  ]),
  manifestExample("bad-old-controller", controller("v1.9.4"), [
    ["K8S-24.controller-version", proxy],
    ["K8S-24.controller-maintained", proxy],
  ]),
  manifestExample("bad-unmaintained-controller", controller("v1.12.1"), [["K8S-24.controller-maintained", proxy]]),
  manifestExample("bad-very-old-controller", controller("v0.48.1"), [
    ["K8S-24.controller-version", proxy],
    ["K8S-24.controller-snippets", proxy],
    ["K8S-24.controller-maintained", proxy],
  ]),
  manifestExample(
    "bad-very-old-controller-without-snippets",
    documents(
      controller("v0.48.1"),
      objectOf("v1", "ConfigMap", "edge", 'data:\n  allow-snippet-annotations: "false"\n'),
    ),
    [
      ["K8S-24.controller-version", proxy],
      ["K8S-24.controller-maintained", proxy],
    ],
  ),
  manifestExample(
    "unknown-controller-without-version",
    deployment(
      "edge",
      `containers:\n  - name: edge\n    image: registry.k8s.io/ingress-nginx/controller@sha256:${"0a".repeat(32)}\n`,
    ),
    [["K8S-24.controller-maintained", proxy]],
    [["K8S-24.controller-version", proxy]],
  ),
];
