import type { StackManifest } from "../stacks/manifest";
import type { Judgement, Refusal } from "./deployment";
import { orderedSelection, refusalsOfSelection, requireUpstream, selectedStacks } from "./selection";

const manifest = {
  stacks: [
    { name: "state", needs: [] },
    { name: "network", needs: ["state"] },
    { name: "data", needs: ["network"] },
    { name: "alerts", needs: ["data", "network"] },
  ],
} as unknown as StackManifest;
const only = (...names: readonly string[]) => ({ manifest, only: new Set(names) });
const applied = (...names: readonly string[]) => ({
  stateOf: (stack: string) => (names.includes(stack) ? "{}" : undefined),
});

it("keeps the order of deployment, and waits for nothing that was not named", () => {
  const selected = only("alerts", "network");
  expect(selectedStacks(selected).map(({ name }) => name)).toEqual(["network", "alerts"]);
  expect(orderedSelection(selected).map(({ needs }) => needs)).toEqual([[], ["network"]]);
  expect(selectedStacks({ manifest })).toEqual(manifest.stacks);
});

it("takes up first what the longest chain waits for", () => {
  const stacks = [
    { name: "state", needs: [] },
    { name: "registry", needs: ["state"] },
    { name: "network", needs: ["state"] },
    { name: "domain", needs: ["network"] },
    { name: "edge", needs: ["domain", "network"] },
  ];
  const ordered = orderedSelection({ manifest: { stacks } as unknown as StackManifest });
  expect(ordered.map(({ name }) => name)).toEqual(["state", "network", "domain", "registry", "edge"]);
});

it("refuses stacks whose earlier ones are neither applied nor named, all at once", () => {
  expect(() => requireUpstream(only("alerts", "data"), applied())).toThrow(
    expect.objectContaining({
      code: "upstream-not-applied",
      exitCode: 2,
      message: expect.stringMatching(/data builds on state, network\n.*alerts builds on state, network$/),
      hint: expect.stringMatching(/--stack state --stack network,/),
    }),
  );
  expect(() => requireUpstream(only("alerts"), applied("state", "network"))).toThrow(/alerts builds on data$/);
  expect(() => requireUpstream(only("alerts", "data"), applied("state", "network"))).not.toThrow();
  expect(() => requireUpstream({ manifest }, applied())).not.toThrow();
});

it("refuses for what concerns a named stack, and for what concerns none", () => {
  const refusal = (stack: string | null, ...related: readonly string[]): Refusal => ({ stack, related, text: "" });
  const judgement = {
    refusals: [refusal("network"), refusal("data", "alerts"), refusal("state", "network"), refusal(null)],
  } as unknown as Judgement;
  const { refusals } = refusalsOfSelection({ only: new Set(["alerts"]) }, judgement);
  expect(refusals).toEqual([judgement.refusals[1], judgement.refusals[3]]);
  expect(refusalsOfSelection({}, judgement)).toBe(judgement);
});
