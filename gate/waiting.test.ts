import type { StackManifest } from "../stacks/manifest";
import type { Landscape } from "./landscape";
import type { Verification } from "./verify";
import { unexplained, waitingIn } from "./waiting";

const manifest = { stacks: [{ name: "domain" }, { name: "edge" }] } as unknown as StackManifest;

function landscape(outputs: { readonly [name: string]: unknown }): Landscape {
  return {
    outputOf: (stack: string, output: string) =>
      `${stack}.${output}` in outputs ? { value: outputs[`${stack}.${output}`], sensitive: false } : undefined,
  } as unknown as Landscape;
}

const pending = (...changes: readonly [stack: string, kind: string][]) =>
  ({ pending: changes.map(([stack, kind]) => ({ stack, address: "x.y", kind })) }) as unknown as Verification;

test("a stack waits while its output says for what; records are listed in any case", () => {
  const found = waitingIn(
    manifest,
    landscape({ "domain.dns_records": ["a NS b"], "edge.waiting_for": ["the certificate"], "edge.dns_records": [] }),
  );
  expect(found).toEqual({ stacks: ["edge"], reasons: ["the certificate"], records: ["a NS b"] });
});

test("stacks without these outputs, and open ones, wait for nothing", () => {
  expect(waitingIn(manifest, landscape({ "edge.waiting_for": [] }))).toEqual({ stacks: [], reasons: [], records: [] });
});

test("what a waiting stack would create is explained; a change, and another stack's creation, is not", () => {
  const waiting = { stacks: ["edge"], reasons: ["the certificate"], records: [] };
  const changes = pending(["edge", "create"], ["edge", "update"], ["domain", "create"]);
  expect(unexplained(changes, waiting)).toEqual(changes.pending.slice(1));
  expect(unexplained(changes, { ...waiting, stacks: [] })).toEqual(changes.pending);
});
