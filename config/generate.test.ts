import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

// The generator's formatter loads itself by a dynamic import, which jest's module system refuses; so it runs in a process of its own.
test("the generated types are fresh (npm run generate)", () => {
  const script = `Promise.all([
    require("./config/generate.ts").generateTypes(),
    require("./config/digit/generateTypes.ts").generateDigitTypes(),
    require("./stacks/services/generateTypes.ts").generateValuesTypes(),
  ]).then((texts) => process.stdout.write(JSON.stringify(texts)));`;
  const child = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8", timeout: 60_000 });
  expect({ status: child.status, stderr: child.status === 0 ? "" : child.stderr }).toEqual({ status: 0, stderr: "" });
  const files = [
    "config/environment.generated.ts",
    "config/digit/catalogue.generated.ts",
    "stacks/services/values.generated.ts",
  ];
  expect(JSON.parse(child.stdout)).toEqual(files.map((path) => readFileSync(path, "utf8")));
}, 60_000);
