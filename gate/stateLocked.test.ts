import { EngineError } from "../engine/terraform";
import { withLockHolder } from "./stateLocked";
import type { StateStore } from "./stateStore";

const end = { code: 1, signal: null, stdout: "", stderr: "" };
const failed = (summary: string) => new EngineError("apply", end, [{ severity: "error", summary, detail: "" }]);
const store = (lock: StateStore["lock"]) => ({ stateStore: { lock } as StateStore });
const held = { ID: "9c1", Operation: "OperationTypeApply", Who: "asha@laptop", Created: "2026-11-26T04:00:00Z" };

it("names who holds the lock that Terraform could not get", async () => {
  const error = failed("Error acquiring the state lock");
  expect(
    await withLockHolder(
      store(async () => held),
      { name: "data" },
      error,
    ),
  ).toMatchObject({
    code: "state-locked",
    exitCode: 4,
    message: expect.stringMatching(
      /stack data is locked by asha@laptop since 2026-11-26T04:00:00Z for .*Apply \(9c1\)/,
    ),
  });
});

it("leaves an error as it is that is none, or whose lock nobody can read any more", async () => {
  const other = failed("Error creating the bucket");
  expect(
    await withLockHolder(
      store(async () => held),
      { name: "data" },
      other,
    ),
  ).toBe(other);
  const error = failed("Error acquiring the state lock");
  expect(
    await withLockHolder(
      store(async () => undefined),
      { name: "data" },
      error,
    ),
  ).toBe(error);
  const unreachable = store(async () => {
    throw new Error("no network");
  });
  expect(await withLockHolder(unreachable, { name: "data" }, error)).toBe(error);
});
