/** Rules between what Terraform makes and what runs in the cluster: a store here, its client there. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Severity } from "../../model";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "./frameworks";
import { verdict } from "./judge";
import { yesIf } from "./predicates";
import { type ClientKind, clientsOf, clientTypes, type StoreClient } from "./storeClients";

export interface ClientRule {
  readonly id: string;
  readonly title: string;
  readonly check: string;
  readonly kind: ClientKind;
  readonly storeTypes: readonly string[];
  readonly expected: string;
  readonly remediation: string;
  readonly rationale: string;
  /** How much a client weighs that encrypts and does not ask who answers. Undefined: it is fine. */
  readonly unverified?: Severity;
}

/** A client of the kind is judged where the inputs hold a store that it may mean. */
export function clientRule(facts: ClientRule): Rule {
  return {
    metadata: {
      id: facts.id,
      aliases: [],
      title: facts.title,
      control: `cross-boundary.${facts.kind}`,
      severity: "high",
      group: "cross-boundary",
      inputs: manifestInputs,
      resourceTypes: clientTypes,
      rationale: facts.rationale,
      remediation: facts.remediation,
      parameters: {},
      checks: [{ id: facts.check, title: facts.title, severity: "high", equivalents: {} }],
      frameworks: frameworks({ nist: ["SC-8(1)"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
    },
    evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
      const clients = clientsOf(node, context).filter((client) => client.kind === facts.kind);
      return clients.flatMap((client) => {
        const meant = storeOf(context.graph, client, facts.storeTypes);
        return meant ? [judged(facts, client, meant)] : [];
      });
    },
  };
}

interface Meant {
  readonly store: ResourceNode;
  /** How it is known that this store is meant. */
  readonly by: string;
}

/** By its host where the inputs state it, else because there is exactly one store of the kind. */
export function storeOf(graph: ResourceGraph, client: StoreClient, types: readonly string[]): Meant | undefined {
  const stores = graph.ofType(...types).filter((node) => node.mode === "managed");
  const named = stores.find((store) => client.host !== undefined && hostsOf(store).includes(client.host));
  if (named) return { store: named, by: "its host names it" };
  // A name without a domain is a Service of the cluster, and no store of the cloud.
  if (client.host !== undefined && !isElsewhere(client.host)) return undefined;
  const [only] = stores;
  return only && stores.length === 1
    ? { store: only, by: "it is the only store of its kind in the inputs" }
    : undefined;
}

const hostPaths = [
  "address",
  "endpoint",
  "primary_endpoint_address",
  "configuration_endpoint_address",
  "cluster_address",
  "reader_endpoint",
];

function hostsOf(store: ResourceNode): readonly string[] {
  return hostPaths.flatMap((path) => {
    const reading = store.get(path);
    if (reading.kind !== "known" || typeof reading.value !== "string") return [];
    return [reading.value.toLowerCase().replace(/:\d+$/, "")];
  });
}

function isElsewhere(host: string): boolean {
  return host.includes(".") && !/\.svc(\.|$)|\.local$/.test(host);
}

function judged(facts: ClientRule, client: StoreClient, { store, by }: Meant): CheckResult {
  const isUnverified = client.protection === "encrypted" && facts.unverified !== undefined;
  const isFine = client.protection === "verified" || (client.protection === "encrypted" && !isUnverified);
  const says = isUnverified
    ? "does not ask whether it is the right server that answers"
    : "is called in the clear, or may be";
  return verdict(
    yesIf(isFine),
    { path: client.path, expected: facts.expected, actual: client.shown },
    {
      check: facts.check,
      fails: isUnverified ? `The client of ${store.address} ${says} (${by})` : `${store.address} ${says} (${by})`,
      passes: `${store.address} is called as it should be (${by})`,
    },
    { related: [store], ...(isUnverified && facts.unverified ? { severity: facts.unverified } : {}) },
  );
}
