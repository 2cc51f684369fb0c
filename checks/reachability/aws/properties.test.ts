/** The engine against packets that are followed one by one, and laws that hold for every network. */
import fc from "fast-check";
import type { JsonObject } from "../../../common/json";
import { addressesOf } from "../core/addresses";
import type { EndClass } from "../core/model";
import { pieces } from "../core/traffic";
import { includes, openRows, type Row, row, trafficOf } from "../testing/ask";
import { endsAt, networkOf } from "../testing/aws";
import {
  type Allow,
  internetEnters,
  machineLeaves,
  machinesConnect,
  ports,
  type RandomNetwork,
  randomNetwork,
  strangers,
  terraformOf,
} from "../testing/randomNetwork";
import type { AwsNetwork } from "./model";

const runs = { numRuns: 40, seed: 20260101 };

function endOf(network: AwsNetwork, index: number): EndClass {
  const [found] = endsAt(network, `aws_instance.n${index}`);
  if (!found) throw new Error("a machine is lost");
  return found.end;
}

/** Everything that may be asked of a network, as the engine and as the oracle see it. */
function rowsOf(spec: RandomNetwork, network: AwsNetwork): readonly Row[] {
  return spec.machines.flatMap((machine, index) => {
    const own = endOf(network, index);
    const entering = trafficOf(network.reachability, network.internet, own);
    const leaving = trafficOf(network.reachability, own, network.internet);
    const outside = strangers.flatMap((address) =>
      ports.flatMap((port) => [
        row(`${address} to ${index}:${port}`, entering, internetEnters(spec, machine, address, port), port, address),
        row(`${index} to ${address}:${port}`, leaving, machineLeaves(spec, machine, address, port), port, address),
      ]),
    );
    const inside = spec.machines.flatMap((other, place) => {
      if (other === machine) return [];
      const passing = trafficOf(network.reachability, own, endOf(network, place));
      return ports.map((port) =>
        row(`${index} to ${place}:${port}`, passing, machinesConnect(spec, machine, other, port), port),
      );
    });
    return [...outside, ...inside];
  });
}

test("agrees with single packets where every address is known", () => {
  fc.assert(
    fc.property(randomNetwork, (spec) => {
      const rows = rowsOf(spec, networkOf(terraformOf(spec, true)));
      expect(rows.filter((one) => one.sure !== one.truth || one.may !== one.truth)).toEqual([]);
    }),
    runs,
  );
});

test("without known addresses, what is sure is true and what is true may be", () => {
  fc.assert(
    fc.property(randomNetwork, (spec) => {
      const rows = rowsOf(spec, networkOf(terraformOf(spec, false)));
      expect(rows.filter((one) => (one.sure && !one.truth) || (one.truth && !one.may))).toEqual([]);
    }),
    runs,
  );
});

test("the random networks have both answers, so that agreement means something", () => {
  const samples = fc.sample(randomNetwork, runs).flatMap((spec) => rowsOf(spec, networkOf(terraformOf(spec, true))));
  const share = samples.filter((one) => one.truth).length / samples.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.9);
});

function withRule(spec: RandomNetwork, group: number, rule: Allow): RandomNetwork {
  return { ...spec, groups: spec.groups.map((rules, index) => (index === group ? [...rules, rule] : rules)) };
}

const anyRule: fc.Arbitrary<Allow> = fc.record({
  direction: fc.constantFrom("ingress" as const, "egress" as const),
  from: fc.constant(22),
  to: fc.constantFrom(443, 65535),
  peer: fc.constantFrom<string | number>("0.0.0.0/0", "10.0.1.0/25", 0, 2),
});

test("adding an allow removes no way, and removing one adds none", () => {
  fc.assert(
    fc.property(randomNetwork, fc.nat(2), anyRule, fc.boolean(), (spec, group, rule, exact) => {
      const before = rowsOf(spec, networkOf(terraformOf(spec, exact)));
      const after = rowsOf(spec, networkOf(terraformOf(withRule(spec, group, rule), exact)));
      for (const level of ["sure", "may"] as const) {
        const more = openRows(after, level);
        expect([...openRows(before, level)].filter((name) => !more.has(name))).toEqual([]);
      }
    }),
    runs,
  );
});

/** The same document with every object and every list turned round. */
function reversed(value: JsonObject): JsonObject {
  const turn = (item: JsonObject[string]): JsonObject[string] => {
    if (Array.isArray(item)) return [...item].reverse().map(turn);
    if (item === null || typeof item !== "object") return item;
    return Object.fromEntries(
      Object.entries(item as JsonObject)
        .reverse()
        .map(([key, inner]) => [key, turn(inner)]),
    );
  };
  return turn(value) as JsonObject;
}

test("the order of the input does not matter", () => {
  fc.assert(
    fc.property(randomNetwork, fc.boolean(), (spec, exact) => {
      const text = terraformOf(spec, exact);
      expect(rowsOf(spec, networkOf(reversed(text)))).toEqual(rowsOf(spec, networkOf(text)));
    }),
    runs,
  );
});

test("pieces neither lose nor add traffic", () => {
  const flow = fc
    .tuple(
      fc.integer({ min: 1, max: 63 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom("10.0.0.0/8", "0.0.0.0/0"),
    )
    .map(([protocols, a, b, cidr]) => ({
      protocols,
      from: Math.min(a, b),
      to: Math.max(a, b),
      remote: addressesOf([cidr]),
    }));
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 5 }), (flows) => {
      for (let port = 0; port <= 21; port += 1) {
        for (const address of ["10.1.1.1", "8.8.8.8"])
          expect(includes(pieces(flows), port, address)).toBe(includes(flows, port, address));
      }
    }),
    runs,
  );
});
