import { engineFailed, missingTool } from "../common/errors";
import { allTools } from "./allTools";

const missing = (name: string) => Promise.reject(missingTool(name, `${name} is missing.`, `Install ${name}.`));

test("gives the tools in their order", async () => {
  expect(await allTools([Promise.resolve("a"), undefined, Promise.resolve(2)])).toEqual(["a", undefined, 2]);
});

test("says everything that is missing at once, and how to get each", async () => {
  await expect(allTools([missing("helm"), missing("terraform")])).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/helm is missing[\s\S]*terraform is missing/),
    hint: expect.stringMatching(/Install helm[\s\S]*Install terraform/),
  });
});

test("one missing tool is said as it is", async () => {
  await expect(allTools([Promise.resolve(1), missing("helm")])).rejects.toMatchObject({ code: "missing-tool:helm" });
});

test("an error of another kind is not hidden behind a missing tool", async () => {
  const broken = Promise.reject(engineFailed("broken", "broken"));
  await expect(allTools([missing("helm"), broken])).rejects.toMatchObject({ code: "broken" });
});
