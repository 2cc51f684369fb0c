import type { RuleExamples } from "../../rule";
import { closed, networkPolicy, service } from "../kit/clusterExample";
import { container, deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const image = (name: string, more = "") =>
  `containers:\n  - name: db\n    image: ${name}\n    ports:\n      - name: sql\n        containerPort: 5432\n${more}`;
const database = deployment("db", image("docker.io/bitnami/postgresql:16.4.0"));
const address = deploymentAddress("db");
const own = (ingress: string) =>
  networkPolicy("db", `podSelector:\n  matchLabels:\n    app: db\npolicyTypes: [Ingress]\n${ingress}`);
const fromPermits = own(
  "ingress:\n  - from:\n      - podSelector:\n          matchLabels:\n            app: permits\n    ports:\n      - port: sql",
);
const front = (type: string) =>
  service("db", `type: ${type}\nselector:\n  app: db\nports:\n  - port: 5432\n    targetPort: sql`);

export const examples: RuleExamples = [
  manifestExample("good-one-application", documents(database, fromPermits)),
  manifestExample("good-closed", documents(database, closed, front("ClusterIP"))),
  manifestExample("good-no-store", deployment("permits", container())),
  manifestExample(
    "good-client-of-a-store",
    deployment("db", 'containers:\n  - name: db\n    image: postgres:16\n    command: ["psql"]\n'),
  ),
  manifestExample("bad-no-policy", database, [["REACH-05.namespaces-to-store", address]]),
  manifestExample(
    "bad-every-namespace",
    documents(database, own("ingress:\n  - from:\n      - namespaceSelector: {}")),
    [["REACH-05.namespaces-to-store", address]],
  ),
  manifestExample("bad-node-port", documents(database, front("NodePort")), [
    ["REACH-05.outside-to-store", address],
    ["REACH-05.namespaces-to-store", address],
  ]),
  manifestExample(
    "bad-load-balancer-for-a-range-of-everything",
    documents(database, front("LoadBalancer"), own("ingress:\n  - from:\n      - ipBlock:\n          cidr: 0.0.0.0/0")),
    [
      ["REACH-05.outside-to-store", address],
      ["REACH-05.namespaces-to-store", address],
    ],
  ),
  manifestExample(
    "unknown-load-balancer-with-an-address-nobody-sees",
    documents(
      database,
      front("LoadBalancer"),
      own("ingress:\n  - from:\n      - ipBlock:\n          cidr: 203.0.113.0/24"),
    ),
    [],
    [
      ["REACH-05.outside-to-store", address],
      ["REACH-05.namespaces-to-store", address],
    ],
  ),
];
