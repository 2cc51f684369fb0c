/** Policies of Cilium, Calico and Istio: cases with known answers from their documentation. */
import { app, clusterOf, namespace, object, policy, reachInCluster, together } from "../testing/kubernetes";
import { parseSelector } from "./calicoSelector";

const base = (labels = {}, more = {}) =>
  together(
    namespace("shop", { team: "shop", ...labels }),
    namespace("other", { team: "other", ...more }),
    app("web", "shop"),
    app("db", "shop", { app: "db", tier: "data" }),
    app("client", "shop", { app: "client", role: "reader" }),
    app("guest", "other", { app: "guest", role: "reader" }),
  );
const toWeb = { endpointSelector: { matchLabels: { app: "web" } } };
const cilium = (spec: unknown, place = "shop") => object("cilium.io/v2", "CiliumNetworkPolicy", "c", place, spec);
const wide = (spec: unknown) =>
  `${JSON.stringify({ apiVersion: "cilium.io/v2", kind: "CiliumClusterwideNetworkPolicy", metadata: { name: "w" }, spec })}\n`;
const calico = (spec: unknown, name = "k", place = "shop") =>
  object("projectcalico.org/v3", "NetworkPolicy", name, place, spec);
const globally = (spec: unknown, name = "g") =>
  `${JSON.stringify({ apiVersion: "projectcalico.org/v3", kind: "GlobalNetworkPolicy", metadata: { name }, spec })}\n`;
const istio = (spec: unknown, place = "shop", name = "i") =>
  object("security.istio.io/v1", "AuthorizationPolicy", name, place, spec);
const port = (...ports: readonly unknown[]) => [{ ports }];
const fromEndpoints = (matchLabels: Readonly<Record<string, string>>) => ({ fromEndpoints: [{ matchLabels }] });

type Case = readonly [name: string, more: readonly string[], from: string, to: string, expected: string];

const ofCilium: readonly Case[] = [
  ["an empty rule closes", [cilium({ ...toWeb, ingress: [{}] })], "client", "web", "no"],
  ["and leaves others alone", [cilium({ ...toWeb, ingress: [{}] })], "client", "db", "yes all traffic"],
  ["no section at all closes nothing", [cilium(toWeb)], "client", "web", "yes all traffic"],
  [
    "by labels, with ports",
    [
      cilium({
        ...toWeb,
        ingress: [{ ...fromEndpoints({ role: "reader" }), toPorts: port({ port: "8080", protocol: "TCP" }) }],
      }),
    ],
    "client",
    "web",
    "yes tcp 8080",
  ],
  [
    "in the own namespace only",
    [cilium({ ...toWeb, ingress: [fromEndpoints({ role: "reader" })] })],
    "guest",
    "web",
    "no",
  ],
  [
    "another namespace is named by its label",
    [cilium({ ...toWeb, ingress: [fromEndpoints({ role: "reader", "k8s:io.kubernetes.pod.namespace": "other" })] })],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "or by its own labels",
    [cilium({ ...toWeb, ingress: [fromEndpoints({ "k8s:io.cilium.k8s.namespace.labels.team": "other" })] })],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "a denial wins over what lets in",
    [cilium({ ...toWeb, ingress: [{ fromEntities: ["all"] }], ingressDeny: [fromEndpoints({ role: "reader" })] })],
    "client",
    "web",
    "no",
  ],
  [
    "at its ports only",
    [
      cilium({
        ...toWeb,
        ingress: [{ fromEntities: ["cluster"], toPorts: port({ port: "8080" }, { port: "9090" }) }],
        ingressDeny: [{ ...fromEndpoints({ role: "reader" }), toPorts: port({ port: "9090" }) }],
      }),
    ],
    "client",
    "web",
    "yes tcp 8080, udp 8080, sctp 8080",
  ],
  [
    "it adds to NetworkPolicies",
    [
      policy("p", "shop", { podSelector: {}, policyTypes: ["Ingress"] }),
      cilium({ ...toWeb, ingress: [fromEndpoints({ app: "client" })] }),
    ],
    "client",
    "web",
    "yes all traffic",
  ],
  [
    "a policy that only lets in closes nothing where it says so",
    [cilium({ ...toWeb, enableDefaultDeny: { ingress: false }, ingress: [fromEndpoints({ app: "gone" })] })],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "of the whole cluster",
    [wide({ endpointSelector: {}, ingress: [fromEndpoints({ app: "client" })] })],
    "guest",
    "db",
    "no",
  ],
  [
    "whose selectors mean all namespaces",
    [wide({ endpointSelector: {}, ingress: [fromEndpoints({ role: "reader" })] })],
    "guest",
    "db",
    "yes all traffic",
  ],
  [
    "requests of layer 7 may be refused",
    [
      cilium({
        ...toWeb,
        ingress: [{ toPorts: [{ ports: [{ port: "8080", protocol: "TCP" }], rules: { http: [{ method: "GET" }] } }] }],
      }),
    ],
    "client",
    "web",
    "may tcp 8080",
  ],
  [
    "egress to the world",
    [cilium({ ...toWeb, egress: [{ toEntities: ["world"] }] })],
    "web",
    "internet",
    "yes all traffic",
  ],
  ["and not to pods then", [cilium({ ...toWeb, egress: [{ toEntities: ["world"] }] })], "web", "db", "no"],
  [
    "names may mean any address",
    [cilium({ ...toWeb, egress: [{ toFQDNs: [{ matchName: "example.org" }] }] })],
    "web",
    "internet",
    "may all traffic",
  ],
  [
    "which are no pods'",
    [cilium({ ...toWeb, egress: [{ toFQDNs: [{ matchName: "example.org" }] }] })],
    "web",
    "db",
    "no",
  ],
  ["ranges are no pods'", [cilium({ ...toWeb, ingress: [{ fromCIDR: ["0.0.0.0/0"] }] })], "client", "web", "no"],
];

const web = "app == 'web'";
const allow = (source: unknown, more = {}) => ({ action: "Allow", source, ...more });
const ofCalico: readonly Case[] = [
  ["a policy that lets nothing in closes", [calico({ selector: web, types: ["Ingress"] })], "client", "web", "no"],
  ["others stay open", [calico({ selector: web, types: ["Ingress"] })], "client", "db", "yes all traffic"],
  [
    "by selector and port",
    [
      calico({
        selector: web,
        ingress: [
          allow({ selector: "role == 'reader'" }, { protocol: "TCP", destination: { ports: [8080, "9000:9100"] } }),
        ],
      }),
    ],
    "client",
    "web",
    "yes tcp 8080, tcp 9000-9100",
  ],
  [
    "in the own namespace only",
    [calico({ selector: web, ingress: [allow({ selector: "role == 'reader'" })] })],
    "guest",
    "web",
    "no",
  ],
  [
    "another namespace by its labels",
    [calico({ selector: web, ingress: [allow({ namespaceSelector: "team == 'other'" })] })],
    "guest",
    "web",
    "yes all traffic",
  ],
  [
    "a global denial that comes first wins",
    [
      globally({ order: 10, selector: web, ingress: [{ action: "Deny", source: { selector: "role == 'reader'" } }] }),
      calico({ order: 20, selector: web, ingress: [allow({})] }),
    ],
    "client",
    "web",
    "no",
  ],
  [
    "one that comes later does not",
    [
      globally({ order: 30, selector: web, ingress: [{ action: "Deny", source: { selector: "role == 'reader'" } }] }),
      calico({ order: 20, selector: web, ingress: [allow({})] }),
    ],
    "client",
    "web",
    "yes all traffic",
  ],
  [
    "rules of one policy in their order",
    [
      calico({
        selector: web,
        ingress: [
          { action: "Deny", protocol: "TCP", destination: { ports: [22] } },
          allow({}, { protocol: "TCP", destination: { ports: ["20:23"] } }),
        ],
      }),
    ],
    "client",
    "web",
    "yes tcp 20-21, tcp 23",
  ],
  [
    "NetworkPolicies stand at 1000",
    [
      policy("p", "shop", { podSelector: { matchLabels: { app: "web" } }, ingress: [{ from: [{ podSelector: {} }] }] }),
      globally({ order: 2000, selector: "all()", ingress: [{ action: "Deny" }] }),
    ],
    "client",
    "web",
    "yes all traffic",
  ],
  [
    "and the denial behind them holds for the rest",
    [
      policy("p", "shop", { podSelector: { matchLabels: { app: "web" } }, ingress: [{ from: [{ podSelector: {} }] }] }),
      globally({ order: 2000, selector: "all()", ingress: [{ action: "Deny" }] }),
    ],
    "guest",
    "web",
    "no",
  ],
  [
    "another tier may decide otherwise",
    [calico({ tier: "security", selector: web, types: ["Ingress"] })],
    "client",
    "web",
    "may all traffic",
  ],
  [
    "a selector that is not understood may fit",
    [calico({ selector: "app ~ 'web'", types: ["Ingress"] })],
    "client",
    "web",
    "may all traffic",
  ],
  [
    "egress to ranges",
    [calico({ selector: web, egress: [{ action: "Allow", destination: { nets: ["203.0.113.0/24"] } }] })],
    "web",
    "internet",
    "yes all traffic",
  ],
  [
    "which closes the way to pods unless they are in it",
    [
      calico({
        selector: web,
        egress: [{ action: "Deny", destination: { selector: "tier == 'data'" } }, { action: "Allow" }],
      }),
    ],
    "web",
    "db",
    "no",
  ],
];

const mesh = { "istio-injection": "enabled" };
const rules = (...list: readonly unknown[]) => ({ selector: { matchLabels: { app: "web" } }, rules: list });
const source = (one: unknown) => ({ from: [{ source: one }] });
const ofIstio: readonly Case[] = [
  ["allow nothing", [istio({})], "client", "web", "no"],
  ["allow all", [istio({ rules: [{}] })], "guest", "web", "yes all traffic"],
  ["by namespace", [istio(rules(source({ namespaces: ["shop"] })))], "client", "web", "yes all traffic"],
  ["and no other", [istio(rules(source({ namespaces: ["shop"] })))], "guest", "web", "no"],
  ["others stay open", [istio(rules(source({ namespaces: ["shop"] })))], "guest", "db", "yes all traffic"],
  [
    "by principal and port",
    [
      istio(
        rules({
          ...source({ principals: ["cluster.local/ns/other/sa/default"] }),
          to: [{ operation: { ports: ["8080"] } }],
        }),
      ),
    ],
    "guest",
    "web",
    "yes tcp 8080",
  ],
  [
    "another account does not fit",
    [istio(rules(source({ principals: ["cluster.local/ns/other/sa/admin"] })))],
    "guest",
    "web",
    "no",
  ],
  [
    "a denial wins",
    [istio({ rules: [{}] }), istio({ action: "DENY", ...rules(source({ namespaces: ["other"] })) }, "shop", "d")],
    "guest",
    "web",
    "no",
  ],
  [
    "paths may decide",
    [istio(rules({ to: [{ operation: { paths: ["/open"] } }] }))],
    "guest",
    "web",
    "may all traffic",
  ],
  ["of the root namespace for all", [istio({}, "istio-system")], "guest", "db", "no"],
];

test.each(ofCilium)("Cilium: %s", (_, more, from, to, expected) => {
  expect(reachInCluster(clusterOf(together(base(), ...more)), from, to)).toEqual([expected]);
});

test.each(ofCalico)("Calico: %s", (_, more, from, to, expected) => {
  expect(reachInCluster(clusterOf(together(base(), ...more)), from, to)).toEqual([expected]);
});

test.each(ofIstio)("Istio: %s", (_, more, from, to, expected) => {
  expect(reachInCluster(clusterOf(together(base(mesh, mesh), ...more)), from, to)).toEqual([expected]);
});

test("beside the mesh what Istio refuses may pass", () => {
  expect(reachInCluster(clusterOf(together(base(), istio({}))), "client", "web")).toEqual(["may all traffic"]);
});

test("who is not in the mesh has no principal that is certain", () => {
  const cluster = clusterOf(together(base(mesh), istio(rules(source({ namespaces: ["other"] })))));
  expect(reachInCluster(cluster, "guest", "web")).toEqual(["may all traffic"]);
});

test("of Cilium's and Calico's policies in one cluster nobody knows which hold", () => {
  const both = [
    cilium({ ...toWeb, ingress: [fromEndpoints({ app: "client" })] }),
    calico({ selector: web, ingress: [allow({})] }),
  ];
  expect(reachInCluster(clusterOf(together(base(), ...both)), "client", "web")).toEqual(["may all traffic"]);
});

test.each([
  ["all()", "yes"],
  ["", "yes"],
  ["has(app)", "yes"],
  ["!has(gone) && app in {'x', \"web\"}", "yes"],
  ["app not in {'web'} || tier == 'data'", "no"],
  ["!(app == 'web')", "no"],
  ["gone != 'x'", "yes"],
  ["app starts with 'we' && app ends with 'b' && app contains 'e'", "yes"],
  ["app ==", undefined],
  ["app == 'web' )", undefined],
  [`${"(".repeat(200)}has(app)${")".repeat(200)}`, undefined],
])("the selector %s", (text, expected) => {
  expect(parseSelector(text)?.({ app: "web" }, true)).toBe(expected);
});
