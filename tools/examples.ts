/**
 * Regenerates what the check engine's tests and values take from a real engine and provider.
 *
 *   node --import tsx tools/examples.ts plan <terraform or tofu> [plugin directory]   fixtures of the rules' examples
 *   node --import tsx tools/examples.ts changed <terraform or tofu> [plugin directory]   those of changed examples only
 *   node --import tsx tools/examples.ts types <schema.json>                           types of attributes and blocks, from
 *                                                                 the output of `terraform providers schema -json`
 */
import { readFileSync } from "node:fs";
import { writeAttributeTypes } from "./examples/attributeTypes";
import { writeBlockTypes } from "./examples/hclTypes";
import { writeFixtures } from "./examples/plan";

const [what, first, pluginDir] = process.argv.slice(2);
if ((what === "plan" || what === "changed") && first) {
  const sizes = writeFixtures(first, pluginDir, what === "plan" ? "all" : "changed");
  for (const [group, size] of sizes) process.stdout.write(`${group}: ${size} KiB\n`);
} else if (what === "types" && first) {
  const schema: unknown = JSON.parse(readFileSync(first, "utf8"));
  writeAttributeTypes(schema);
  writeBlockTypes(schema);
} else {
  process.stderr.write(
    "Usage: examples.ts plan|changed <terraform or tofu> [plugin directory] | types <schema.json>\n",
  );
  process.exitCode = 2;
}
