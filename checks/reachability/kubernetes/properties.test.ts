/** The engine against connections that are followed one by one, and laws that hold for every cluster. */
import fc from "fast-check";
import { openRows, type Row, row, trafficOf } from "../testing/ask";
import { clusterOf, endAt, together } from "../testing/kubernetes";
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
