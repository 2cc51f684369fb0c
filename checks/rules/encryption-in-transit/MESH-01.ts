import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { yesIf } from "../kit/predicates";
import { type ClientKind, clientsOf, clientTypes } from "../kit/storeClients";

const words: Readonly<
  Record<ClientKind, { readonly check: string; readonly expected: string; readonly title: string }>
> = {
  database: {
    check: "MESH-01.database",
    expected: "sslmode=require or stricter",
    title: "PostgreSQL is called over TLS",
  },
  cache: { check: "MESH-01.cache", expected: "rediss://", title: "The cache is called over TLS" },
  stream: { check: "MESH-01.stream", expected: "security.protocol=SASL_SSL or SSL", title: "Kafka is called over TLS" },
  search: { check: "MESH-01.search", expected: "https://", title: "Search is called over TLS" },
};

/** Applications in a cluster call their stores over TLS. */
export const rule: Rule = {
  metadata: {
    id: "MESH-01",
    aliases: [],
    title: "Applications call their stores over TLS",
    control: "encryption-in-transit.clients",
    severity: "medium",
    group: "encryption-in-transit",
    inputs: manifestInputs,
    resourceTypes: clientTypes,
    rationale:
      "Passwords and records cross the cluster's network between an application and its store; whoever takes over a node or a pod on the way reads them unless the client insists on TLS.",
    remediation:
      "Write sslmode=verify-full into the PostgreSQL URL, rediss:// for the cache, https:// for search, and security.protocol=SASL_SSL (or SSL) for Kafka, in env[].value or in data of the ConfigMap.",
    parameters: {},
    checks: Object.values(words).map(({ check, title }) => ({ id: check, title, severity: "medium", equivalents: {} })),
    frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    return clientsOf(node, context).map(({ kind, protection, path, shown }) => {
      const { check, expected, title } = words[kind];
      return verdict(
        yesIf(protection !== "open"),
        { path, expected, actual: shown },
        { check, fails: "The store is called in the clear, or may be", passes: title },
      );
    });
  },
};
