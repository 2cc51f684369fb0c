import { fixtureEnvironment } from "../../stacks/fixture";
import { configCatalogue } from "../catalogue";
import type { Environment } from "../environment.generated";
import { versionsFact } from "./versions";

const judged = (part: Partial<Environment>, now: string | null = "2026-11-26") =>
  versionsFact.judge({
    environment: { ...fixtureEnvironment, ...part },
    catalogue: configCatalogue("0.1.0"),
    isWritten: () => true,
    now: now === null ? undefined : new Date(now),
  });

test("an environment that names no version has this release's own", () => {
  expect(judged({})).toEqual([]);
});

test("a version whose support ended, or ends soon, is a warning with its date", () => {
  expect(judged({ versions: { kubernetes: "1.33" } })).toEqual([
    expect.objectContaining({ code: "version-ended", isWarning: true, message: expect.stringContaining("2026-07-29") }),
  ]);
  expect(judged({ versions: { kubernetes: "1.34" } })).toEqual([
    expect.objectContaining({ code: "version-ends-soon", message: expect.stringContaining("in 7 days") }),
  ]);
  expect(judged({ versions: { kubernetes: "1.36", kafka: "3.9" } })).toEqual([]);
});

test("without a clock nothing is judged by date", () => {
  expect(judged({ versions: { kubernetes: "1.33", nodeImage: "1.33.1-20250101" } }, null)).toHaveLength(0);
});

test("the nodes' image is for the cluster's version, dated, and not old", () => {
  const image = (nodeImage: string) => judged({ versions: { kubernetes: "1.36", nodeImage } }).map(({ code }) => code);
  expect(image("1.36.1-20261110")).toEqual([]);
  expect(image("1.35.4-20261110")).toEqual(["node-image-version"]);
  expect(image("1.36.1-20260110")).toEqual(["node-image-old"]);
  expect(image("1.36.1-20261399")).toEqual(["node-image-date"]);
});

test("an upgrade leads from an older version to a newer one", () => {
  const upgrade = (from: string) => judged({ upgrade: { postgresql: { from, snapshot: "before" } } });
  expect(upgrade("16")).toEqual([]);
  expect(upgrade("17")).toEqual([expect.objectContaining({ code: "upgrade-direction" })]);
});
