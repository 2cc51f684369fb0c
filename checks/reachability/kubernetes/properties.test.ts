/** The engine against connections that are followed one by one, and laws that hold for every cluster. */
import fc from "fast-check";
import { openRows, type Row, row, trafficOf } from "../testing/ask";
import { clusterOf, endAt, object, together } from "../testing/kubernetes";
import {
  manifestsOf,
  podLeaves,
  podsConnect,
  ports,
  type RandomCluster,
  type RandomPolicy,
  type Rule,
  randomCluster,
  strangers,
} from "../testing/randomCluster";
import { asCalico, asCilium } from "../testing/vendorPolicies";

const fewer = { numRuns: 50, seed: 20260103 };
const runs = { numRuns: 80, seed: 20260102 };

function rowsOf(spec: RandomCluster, documents: readonly string[] = manifestsOf(spec), outside = true): readonly Row[] {
  const network = clusterOf(together(...documents));
  return spec.pods.flatMap((pod, index) => {
    const own = endAt(network, `pod${index}`);
    const leaving = trafficOf(network.reachability, own, network.internet);
    const out = strangers.flatMap((address) =>
      ports.map((port) =>
        row(`${index} to ${address}:${port}`, leaving, podLeaves(spec, pod, address, port), port, address),
      ),
    );
    const inside = spec.pods.flatMap((other, place) => {
      if (place === index) return [];
      const passing = trafficOf(network.reachability, own, endAt(network, `pod${place}`));
      return ports.map((port) =>
        row(`${index} to ${place}:${port}`, passing, podsConnect(spec, pod, other, port), port),
      );
    });
    return outside ? [...out, ...inside] : inside;
  });
}

test("agrees with single connections between pods, and from pods to addresses", () => {
  fc.assert(
    fc.property(randomCluster(false), (spec) => {
      expect(rowsOf(spec).filter((one) => one.sure !== one.truth || one.may !== one.truth)).toEqual([]);
    }),
    runs,
  );
});

test("with ranges too, what is sure is true and what is true may be", () => {
  fc.assert(
    fc.property(randomCluster(true), (spec) => {
      expect(rowsOf(spec).filter((one) => (one.sure && !one.truth) || (one.truth && !one.may))).toEqual([]);
    }),
    runs,
  );
});

test("the random clusters have both answers, so that agreement means something", () => {
  const samples = fc.sample(randomCluster(false), runs).flatMap((spec) => rowsOf(spec));
  const share = samples.filter((one) => one.truth).length / samples.length;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.9);
});

/** The policy with one more rule in a direction that it already restricts: a pure allow. */
function widened(policy: RandomPolicy, rule: Rule): RandomPolicy {
  const types = policy.policyTypes ?? ["Ingress", ...((policy.egress ?? []).length > 0 ? ["Egress"] : [])];
  return {
    ...policy,
    policyTypes: types,
    ingress: [...(policy.ingress ?? []), rule],
    egress: [...(policy.egress ?? []), rule],
  };
}

test("adding an allow to a policy removes no way, and removing one adds none", () => {
  const added = fc.constantFrom<Rule>(
    {},
    { ports: [{ port: 8080 }] },
    { peers: [{ namespaceSelector: {} }] },
    { peers: [{ podSelector: {} }] },
  );
  fc.assert(
    fc.property(randomCluster(true), fc.nat(3), added, (spec, index, rule) => {
      const policies = spec.policies.map((one, place) => (place === index ? widened(one, rule) : one));
      const [before, after] = [rowsOf(spec), rowsOf({ ...spec, policies })];
      for (const level of ["sure", "may"] as const) {
        const more = openRows(after, level);
        expect([...openRows(before, level)].filter((name) => !more.has(name))).toEqual([]);
      }
    }),
    runs,
  );
});

test("a further policy takes ways only from pods that it selects", () => {
  fc.assert(
    fc.property(randomCluster(false), (spec) => {
      const closed: RandomPolicy = { namespace: "a", podSelector: {}, policyTypes: ["Ingress", "Egress"] };
      const after = openRows(rowsOf({ ...spec, policies: [...spec.policies, closed] }), "sure");
      const lost = [...openRows(rowsOf(spec), "sure")].filter((name) => !after.has(name));
      const isInA = (name: string) =>
        name.split(" to ").some((end) => spec.pods[Number(end.split(":")[0])]?.namespace === "a");
      expect(lost.filter((name) => !isInA(name))).toEqual([]);
    }),
    runs,
  );
});

test("the order of the documents does not matter", () => {
  fc.assert(
    fc.property(randomCluster(true), (spec) => {
      expect(rowsOf(spec, [...manifestsOf(spec)].reverse())).toEqual(rowsOf(spec));
    }),
    runs,
  );
});

test.each([
  ["Cilium", asCilium],
  ["Calico", asCalico],
] as const)("the same policies as %s has them agree with single connections too", (_, write) => {
  fc.assert(
    fc.property(randomCluster(false), (spec) => {
      const rows = rowsOf(spec, write(spec));
      expect(rows.filter((one) => one.sure !== one.truth || one.may !== one.truth)).toEqual([]);
    }),
    fewer,
  );
});

const denials = [
  (place: string) =>
    object("cilium.io/v2", "CiliumNetworkPolicy", "deny", place, {
      endpointSelector: { matchLabels: { app: "x" } },
      ingressDeny: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "8080", protocol: "TCP" }] }] }],
    }),
  (place: string) =>
    object("projectcalico.org/v3", "NetworkPolicy", "deny", place, {
      order: 1,
      selector: "app == 'x'",
      types: ["Ingress"],
      ingress: [{ action: "Deny", protocol: "TCP", destination: { ports: [8080] } }],
    }),
];

test.each([
  ["Cilium", asCilium, denials[0]],
  ["Calico", asCalico, denials[1]],
] as const)("a denial more of %s adds no way, and one less takes none", (_, write, deny) => {
  fc.assert(
    fc.property(randomCluster(false), fc.constantFrom("a", "b", "c"), (spec, place) => {
      const documents = write(spec);
      const before = openRows(rowsOf(spec, documents, false), "may");
      const after = openRows(rowsOf(spec, [...documents, deny?.(place) ?? ""], false), "may");
      expect([...after].filter((name) => !before.has(name))).toEqual([]);
    }),
    fewer,
  );
});

test("an allowing policy of Istio more removes no way, once there is one that allows nothing", () => {
  const policyOf = (name: string, place: string, spec: unknown) =>
    object("security.istio.io/v1", "AuthorizationPolicy", name, place, spec);
  const added = fc.constantFrom<unknown>(
    { rules: [{}] },
    { rules: [{ from: [{ source: { namespaces: ["a"] } }] }] },
    { selector: { matchLabels: { app: "x" } }, rules: [{ to: [{ operation: { ports: ["8080"] } }] }] },
  );
  fc.assert(
    fc.property(randomCluster(false), fc.constantFrom("a", "b", "c"), added, (spec, place, more) => {
      const closed = [...manifestsOf(spec), policyOf("nothing", place, {})];
      const before = rowsOf(spec, closed, false);
      const after = rowsOf(spec, [...closed, policyOf("more", place, more)], false);
      for (const level of ["sure", "may"] as const) {
        const open = openRows(after, level);
        expect([...openRows(before, level)].filter((name) => !open.has(name))).toEqual([]);
      }
    }),
    fewer,
  );
});
