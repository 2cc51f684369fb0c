import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../../common/hash";
import { schemaFolder } from "./schemas";

test("the official schemas are unchanged copies", () => {
  const rows = [
    ...readFileSync(join(schemaFolder, "README.md"), "utf8").matchAll(/^\| `(.+?)` .* `([0-9a-f]{64})` \|$/gm),
  ];
  expect(rows).toHaveLength(2);
  for (const [, file = "", sum] of rows) expect(sha256(readFileSync(join(schemaFolder, file)))).toBe(sum);
});
