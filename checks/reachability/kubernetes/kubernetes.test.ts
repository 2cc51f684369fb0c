/** Clusters with known answers, worked out by hand from the API reference of NetworkPolicy and its well-known recipes. */
import { app, clusterOf, endAt, namespace, object, policy, reachInCluster, together } from "../testing/kubernetes";

const web = { app: "web" };
const all = {};
const rule = (from: readonly unknown[] | undefined, ...list: readonly unknown[]) => ({
  ...(from === undefined ? {} : { from }),
  ...(list.length > 0 ? { ports: list } : {}),
});
const toRule = (to: readonly unknown[] | undefined, ...list: readonly unknown[]) => ({
  ...(to === undefined ? {} : { to }),
  ...(list.length > 0 ? { ports: list } : {}),
});
const pods = (labels: Readonly<Record<string, string>>) => ({ podSelector: { matchLabels: labels } });
const spaces = (labels: Readonly<Record<string, string>>) => ({ namespaceSelector: { matchLabels: labels } });

/** Two namespaces: `shop` (team: shop) with web, db and client, `other` (team: other) with stranger-like guest. */
const base = together(
  namespace("shop", { team: "shop" }),
  namespace("other", { team: "other" }),
  app("web", "shop"),
  app("db", "shop", { app: "db", tier: "data" }),
  app("client", "shop", { app: "client", role: "reader" }),
  app("guest", "other", { app: "guest", role: "reader" }),
);
const cluster = (...more: readonly string[]) => clusterOf(together(base, ...more));
const ingressOf = (labels: Readonly<Record<string, string>>, ...rules: readonly unknown[]) =>
  policy("p", "shop", { podSelector: { matchLabels: labels }, policyTypes: ["Ingress"], ingress: rules });

const denyIngress = policy("deny", "shop", { podSelector: all, policyTypes: ["Ingress"] });
const denyEgress = policy("deny-out", "shop", { podSelector: all, policyTypes: ["Egress"] });

type Case = readonly [name: string, more: readonly string[], from: string, to: string, expected: string];

const cases: readonly Case[] = [
  ["without policies everybody talks to everybody", [], "guest", "web", "yes all traffic"],
  ["a policy on nobody changes nothing", [ingressOf({ app: "gone" })], "guest", "web", "yes all traffic"],
  ["deny all to one application", [ingressOf(web)], "client", "web", "no"],
  ["which leaves others alone", [ingressOf(web)], "client", "db", "yes all traffic"],
  ["and what it opens itself", [ingressOf(web)], "web", "client", "yes all traffic"],
  ["limit to pods of a label", [ingressOf(web, rule([pods({ role: "reader" })]))], "client", "web", "yes all traffic"],
  ["of the own namespace only", [ingressOf(web, rule([pods({ role: "reader" })]))], "guest", "web", "no"],
  ["allow all to an application", [denyIngress, ingressOf(web, all)], "guest", "web", "yes all traffic"],
  ["deny everything that is not allowed, in the namespace", [denyIngress], "client", "db", "no"],
  ["in that namespace and no other", [denyIngress], "client", "guest", "yes all traffic"],
  [
    "deny from other namespaces",
    [policy("own", "shop", { podSelector: all, ingress: [rule([{ podSelector: all }])] })],
    "guest",
    "web",
    "no",
  ],
  [
    "while the own one goes on",
    [policy("own", "shop", { podSelector: all, ingress: [rule([{ podSelector: all }])] })],
    "client",
    "web",
    "yes all traffic",
  ],
  [
    "allow from all namespaces",
    [ingressOf(web, rule([{ namespaceSelector: all }]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "allow from one namespace by its label",
    [ingressOf(web, rule([spaces({ team: "other" })]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  ["and not from the own one then", [ingressOf(web, rule([spaces({ team: "other" })]))], "client", "web", "no"],
  [
    "allow from a namespace by the name that Kubernetes puts on it",
    [ingressOf(web, rule([spaces({ "kubernetes.io/metadata.name": "other" })]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "pods and namespace in one peer: both must fit",
    [ingressOf(web, rule([{ ...spaces({ team: "other" }), ...pods({ role: "writer" }) }]))],
    "guest",
    "web",
    "no",
  ],
  [
    "pods and namespace in one peer, and both fit",
    [ingressOf(web, rule([{ ...spaces({ team: "other" }), ...pods({ role: "reader" }) }]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "as two peers: one is enough",
    [ingressOf(web, rule([spaces({ team: "other" }), pods({ role: "writer" })]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  ["only one port", [ingressOf(web, rule([{ podSelector: all }], { port: 8080 }))], "client", "web", "yes tcp 8080"],
  [
    "a port by its name",
    [ingressOf(web, rule([{ podSelector: all }], { port: "metrics" }))],
    "client",
    "web",
    "yes tcp 9090",
  ],
  ["a name that no port has", [ingressOf(web, rule([{ podSelector: all }], { port: "grpc" }))], "client", "web", "no"],
  [
    "a range of ports",
    [ingressOf(web, rule([{ podSelector: all }], { port: 8000, endPort: 8100 }))],
    "client",
    "web",
    "yes tcp 8000-8100",
  ],
  [
    "a protocol without a port",
    [ingressOf(web, rule(undefined, { protocol: "UDP" }))],
    "client",
    "web",
    "yes udp all ports",
  ],
  [
    "several policies add up",
    [
      ingressOf(web, rule([{ podSelector: all }], { port: 8080 })),
      policy("q", "shop", { podSelector: all, ingress: [rule([{ podSelector: all }], { port: 9090 })] }),
    ],
    "client",
    "web",
    "yes tcp 8080, tcp 9090",
  ],
  ["an empty list of rules is none", [policy("p", "shop", { podSelector: all, ingress: [] })], "client", "web", "no"],
  ["an empty list of peers is everybody", [ingressOf(web, { from: [] })], "guest", "web", "yes all traffic"],
  [
    "policyTypes left out: ingress",
    [policy("p", "shop", { podSelector: { matchLabels: web } })],
    "client",
    "web",
    "no",
  ],
  [
    "policyTypes left out: and not egress",
    [policy("p", "shop", { podSelector: { matchLabels: web } })],
    "web",
    "guest",
    "yes all traffic",
  ],
  [
    "policyTypes left out, with rules of egress: egress too",
    [
      policy("p", "shop", {
        podSelector: { matchLabels: web },
        egress: [toRule(undefined, { port: 53, protocol: "UDP" })],
      }),
    ],
    "web",
    "guest",
    "yes udp 53",
  ],
  [
    "policyTypes left out, with an empty list of egress: not egress",
    [policy("p", "shop", { podSelector: { matchLabels: web }, egress: [] })],
    "web",
    "guest",
    "yes all traffic",
  ],
  [
    "policyTypes names egress alone: ingress is not touched",
    [policy("p", "shop", { podSelector: { matchLabels: web }, policyTypes: ["Egress"], ingress: [] })],
    "client",
    "web",
    "yes all traffic",
  ],
  ["deny all egress", [denyEgress], "web", "guest", "no"],
  ["deny all egress, within the namespace too", [denyEgress], "web", "db", "no"],
  [
    "egress to a label",
    [
      denyEgress,
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([pods({ tier: "data" })], { port: 8080 })],
      }),
    ],
    "web",
    "db",
    "yes tcp 8080",
  ],
  [
    "egress and ingress must both let it through",
    [
      denyEgress,
      denyIngress,
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([pods({ tier: "data" })])],
      }),
    ],
    "web",
    "db",
    "no",
  ],
  [
    "egress to a port by name is that of the answering pod",
    [
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule(undefined, { port: "metrics" })],
      }),
    ],
    "web",
    "db",
    "yes tcp 9090",
  ],
  ["egress to the internet", [], "web", "internet", "yes all traffic"],
  [
    "no egress outside of the cluster: any namespace and nothing else",
    [
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([{ namespaceSelector: all }])],
      }),
    ],
    "web",
    "internet",
    "no",
  ],
  [
    "which leaves the cluster open",
    [
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([{ namespaceSelector: all }])],
      }),
    ],
    "web",
    "guest",
    "yes all traffic",
  ],
  [
    "egress to a range of somebody",
    [
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([{ ipBlock: { cidr: "203.0.113.0/24" } }], { port: 443 })],
      }),
    ],
    "web",
    "internet",
    "yes tcp 443",
  ],
  [
    "egress to private ranges is none to the internet",
    [
      policy("out", "shop", {
        podSelector: { matchLabels: web },
        policyTypes: ["Egress"],
        egress: [toRule([{ ipBlock: { cidr: "10.0.0.0/8" } }])],
      }),
    ],
    "web",
    "internet",
    "no",
  ],
  [
    "of a range of private addresses a pod may have one",
    [ingressOf(web, rule([{ ipBlock: { cidr: "10.0.0.0/8" } }]))],
    "client",
    "web",
    "may all traffic",
  ],
  [
    "a range of everything takes in pods",
    [ingressOf(web, rule([{ ipBlock: { cidr: "0.0.0.0/0" } }]))],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "expressions: in, and not in",
    [
      ingressOf(
        web,
        rule([{ namespaceSelector: { matchExpressions: [{ key: "team", operator: "NotIn", values: ["shop"] }] } }]),
      ),
    ],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "expressions: a label that must not be there",
    [ingressOf(web, rule([{ podSelector: { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] } }]))],
    "db",
    "web",
    "no",
  ],
  [
    "a selector of every kind of expression",
    [
      policy("p", "shop", {
        podSelector: {
          matchExpressions: [
            { key: "app", operator: "In", values: ["web", "db"] },
            { key: "tier", operator: "Exists" },
          ],
        },
        policyTypes: ["Ingress"],
      }),
    ],
    "client",
    "web",
    "yes all traffic",
  ],
  [
    "which selects the one that fits all of them",
    [
      policy("p", "shop", {
        podSelector: {
          matchExpressions: [
            { key: "app", operator: "In", values: ["web", "db"] },
            { key: "tier", operator: "Exists" },
          ],
        },
        policyTypes: ["Ingress"],
      }),
    ],
    "client",
    "db",
    "no",
  ],
  [
    "a policy of a kind that is not followed may say no",
    [object("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "c", "", { priority: 1, subject: {} })],
    "guest",
    "web",
    "may all traffic",
  ],
];

test.each(cases)("%s", (_, more, from, to, expected) => {
  expect(reachInCluster(cluster(...more), from, to)).toEqual([expected]);
});

test("a namespace that is not in the inputs has its name and perhaps other labels", () => {
  const alone = clusterOf(
    together(
      app("web", "shop"),
      app("guest", "far"),
      ingressOf(
        web,
        rule([spaces({ team: "x" })], { port: 1 }),
        rule([spaces({ "kubernetes.io/metadata.name": "far" })], { port: 2 }),
      ),
    ),
  );
  expect(reachInCluster(alone, "guest", "web")).toEqual(["yes tcp 2"]);
  expect(
    alone.reachability
      .ways(endAt(alone, "guest"), endAt(alone, "web"))[0]
      ?.may.map(({ from }) => from)
      .sort(),
  ).toEqual([1, 2]);
});

test("a pod of its node's network may or may not be held by policies, and has no label for others", () => {
  const network = cluster(app("agent", "shop", { app: "agent" }, { hostNetwork: true }), denyIngress);
  expect(reachInCluster(network, "guest", "agent")).toEqual(["may all traffic"]);
  expect(reachInCluster(network, "surroundings", "agent")).toEqual(["may all traffic"]);
  const open = cluster(
    app("agent", "shop", { app: "agent" }, { hostNetwork: true }),
    ingressOf(web, rule([pods({ app: "agent" })])),
  );
  expect(reachInCluster(open, "agent", "web")).toEqual(["may all traffic"]);
  expect(reachInCluster(open, "surroundings", "agent")).toEqual(["yes all traffic"]);
});

const service = (type: string, parts: Readonly<Record<string, unknown>> = {}, annotations = {}) =>
  object(
    "v1",
    "Service",
    "web",
    "shop",
    { type, selector: web, ports: [{ port: 80, targetPort: "web" }], ...parts },
    annotations,
  );
const ingress = (parts: Readonly<Record<string, unknown>> = {}, annotations = {}) =>
  object(
    "networking.k8s.io/v1",
    "Ingress",
    "edge",
    "shop",
    {
      rules: [
        {
          host: "a.example.org",
          http: { paths: [{ path: "/", backend: { service: { name: "web", port: { number: 80 } } } }] },
        },
      ],
      ...parts,
    },
    annotations,
  );
const controller = (place: string) =>
  app(
    "ingress",
    place,
    { app: "ingress" },
    { containers: [{ name: "c", image: "registry.k8s.io/ingress-nginx/controller:v1.11.0" }] },
  );
const internalAws = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" };
const fromIngress = ingressOf(web, rule([spaces({ "kubernetes.io/metadata.name": "edge" })], { port: "web" }));

const entering: readonly Case[] = [
  ["a Service within the cluster is no entry", [service("ClusterIP")], "internet", "web", "no"],
  ["a balancer leads to the pods' port", [service("LoadBalancer")], "internet", "web", "yes tcp 8080 relayed"],
  ["a balancer leads to its own pods only", [service("LoadBalancer")], "internet", "db", "no"],
  ["a balancer inside the network", [service("LoadBalancer", {}, internalAws)], "internet", "web", "no"],
  [
    "a balancer inside the network, from there",
    [service("LoadBalancer", {}, internalAws)],
    "surroundings",
    "web",
    "yes tcp 8080 relayed",
  ],
  [
    "the AWS controller makes internal ones unless told otherwise",
    [service("LoadBalancer", { loadBalancerClass: "service.k8s.aws/nlb" })],
    "internet",
    "web",
    "no",
  ],
  ["a port of the nodes, from near", [service("NodePort")], "surroundings", "web", "yes tcp 8080 relayed"],
  ["a port of the nodes, from afar", [service("NodePort")], "internet", "web", "may tcp 8080 relayed"],
  [
    "pods that take nothing take nothing from a balancer either",
    [denyIngress, service("LoadBalancer")],
    "internet",
    "web",
    "no",
  ],
  [
    "a balancer's address may be in a range",
    [ingressOf(web, rule([{ ipBlock: { cidr: "10.0.0.0/8" } }])), service("LoadBalancer")],
    "internet",
    "web",
    "may tcp 8080 relayed",
  ],
  [
    "a balancer that keeps the caller's address: a range of somebody",
    [
      ingressOf(web, rule([{ ipBlock: { cidr: "203.0.113.0/24" } }])),
      service("LoadBalancer", { externalTrafficPolicy: "Local" }),
    ],
    "internet",
    "web",
    "yes tcp 8080 relayed",
  ],
  [
    "an Ingress leads to its Service's pods",
    [service("ClusterIP"), ingress()],
    "internet",
    "web",
    "yes tcp 8080 relayed",
  ],
  [
    "an Ingress by the controller of the inputs",
    [namespace("edge"), controller("edge"), service("ClusterIP"), ingress(), fromIngress],
    "internet",
    "web",
    "yes tcp 8080 relayed",
  ],
  [
    "a policy that lets in another namespace than the controller's",
    [namespace("lost"), controller("lost"), service("ClusterIP"), ingress(), fromIngress],
    "internet",
    "web",
    "no",
  ],
  [
    "an Ingress by a controller that nobody sees",
    [service("ClusterIP"), ingress(), fromIngress],
    "internet",
    "web",
    "may tcp 8080 relayed",
  ],
  [
    "an Ingress of AWS is internal unless told otherwise",
    [service("ClusterIP"), ingress({ ingressClassName: "alb" })],
    "internet",
    "web",
    "no",
  ],
  [
    "an Ingress of AWS that faces the internet",
    [
      service("ClusterIP"),
      ingress({ ingressClassName: "alb" }, { "alb.ingress.kubernetes.io/scheme": "internet-facing" }),
    ],
    "internet",
    "web",
    "yes tcp 8080 relayed",
  ],
  ["an Ingress to a Service that is not there", [ingress()], "internet", "web", "no"],
  [
    "a route of a Gateway",
    [
      service("ClusterIP"),
      object("gateway.networking.k8s.io/v1", "Gateway", "edge", "shop", {
        listeners: [{ port: 443, protocol: "HTTPS" }],
      }),
      object("gateway.networking.k8s.io/v1", "HTTPRoute", "web", "shop", {
        parentRefs: [{ name: "edge" }],
        rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
      }),
    ],
    "internet",
    "web",
    "yes tcp 8080 relayed",
  ],
];

test.each(entering)("%s", (_, more, from, to, expected) => {
  expect(reachInCluster(cluster(...more), from, to)).toEqual([expected]);
});

test("a way names the policies, the Service and the Ingress on it", () => {
  const network = cluster(namespace("edge"), controller("edge"), service("ClusterIP"), ingress(), fromIngress);
  const [way] = network.reachability.ways(network.internet, endAt(network, "web"));
  expect(way?.explain(way.sure)).toEqual({
    hops: ["Ingress/shop/edge", "Service/shop/web", "NetworkPolicy/shop/p"],
    causes: [],
  });
});
