import type { StackManifest } from "../stacks/manifest";
import { stackSelection } from "./stackSelection";

const manifest = {
  environment: "demo",
  stacks: [{ name: "network" }, { name: "foundation" }, { name: "data" }],
} as unknown as StackManifest;

it("takes all stacks where none is named, and each once", () => {
  expect(stackSelection(manifest, undefined)).toBeUndefined();
  expect(stackSelection(manifest, [])).toBeUndefined();
  expect(stackSelection(manifest, ["data", "data"])).toEqual(new Set(["data"]));
});

it("names every unknown stack at once, and what was probably meant", () => {
  const refused = (() => {
    try {
      stackSelection(manifest, ["netwrok", "data", "mainframe"]);
      return undefined;
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toMatchObject({
    exitCode: 2,
    problems: [
      { code: "unknown-stack", message: 'There is no stack "netwrok".', hint: "network?" },
      { code: "unknown-stack", message: 'There is no stack "mainframe".' },
    ],
    hint: "Its stacks are network, foundation, data.",
  });
});
