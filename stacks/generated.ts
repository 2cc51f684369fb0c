import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Json, type JsonObject, toStableJson } from "../common/json";
import type { Environment } from "../config/environment.generated";
import { fixtureEnvironment } from "./fixture";
import { resourcePage } from "./resourceTable";
import { sizePage } from "./sizePage";
import { synthesize } from "./synthesize";

/** What synthesis wrote for the fixture environment, or for a variant of it, by stack, in deployment order. */
export function synthesizedFixture(environment: Environment = fixtureEnvironment): ReadonlyMap<string, JsonObject> {
  const directory = mkdtempSync(join(tmpdir(), "digit-platform-fixture-"));
  try {
    const { stacks } = synthesize(environment, directory);
    return new Map(
      stacks.map(({ name }) => [
        name,
        JSON.parse(readFileSync(join(directory, "stacks", name, "cdk.tf.json"), "utf8")),
      ]),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The files that are generated from the stacks and kept in the repository, path from its root to content. `npm run
 * generate` writes them, a test compares them.
 */
export function generatedStackFiles(): ReadonlyMap<string, string> {
  const stacks = synthesizedFixture();
  const golden = [...stacks].map(
    ([name, json]) => [`stacks/aws/golden/${name}.json`, toStableJson(withoutComments(json))] as const,
  );
  return new Map([...golden, ["docs/aws-resources.md", resourcePage(stacks)], ["docs/sizes.md", sizePage()]]);
}

/** Without the engine's notes, which name its version and repeat addresses. */
function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutComments(inner)]));
}
