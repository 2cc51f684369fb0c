import type { RuleExamples } from "../../rule";
import { closed, networkPolicy } from "../kit/clusterExample";
import { container, deployment, deploymentAddress, documents, manifestExample } from "../kit/podExample";

const database = deployment("db", "containers:\n  - name: db\n    image: docker.io/valkey/valkey:8.0.1\n");
const address = deploymentAddress("db");
const out = (egress: string) =>
  networkPolicy("db", `podSelector:\n  matchLabels:\n    app: db\npolicyTypes: [Egress]\n${egress}`);

export const examples: RuleExamples = [
  manifestExample("good-closed", documents(database, closed)),
  manifestExample("good-cluster-only", documents(database, out("egress:\n  - to:\n      - namespaceSelector: {}"))),
  manifestExample(
    "good-backup-only",
    documents(database, out("egress:\n  - to:\n      - ipBlock:\n          cidr: 203.0.113.0/24")),
  ),
  manifestExample("good-no-store", deployment("permits", container())),
  manifestExample("bad-no-policy", database, [["REACH-06.store-to-internet", address]]),
  manifestExample("bad-one-port-to-everybody", documents(database, out("egress:\n  - ports:\n      - port: 443")), [
    ["REACH-06.store-to-internet", address],
  ]),
  manifestExample(
    "bad-everything-but-private-ranges",
    documents(
      database,
      out("egress:\n  - to:\n      - ipBlock:\n          cidr: 0.0.0.0/0\n          except: [10.0.0.0/8]"),
    ),
    [["REACH-06.store-to-internet", address]],
  ),
];
