import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

// The generator's formatter loads itself by a dynamic import, which jest's module system refuses; so it runs in a process of its own.
test("config/environment.generated.ts is fresh (npm run generate)", () => {
  const script = 'require("./config/generate.ts").generateTypes().then((text) => process.stdout.write(text));';
  const child = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8", timeout: 60_000 });
  expect({ status: child.status, stderr: child.status === 0 ? "" : child.stderr }).toEqual({ status: 0, stderr: "" });
  expect(child.stdout).toBe(readFileSync("config/environment.generated.ts", "utf8"));
}, 60_000);
