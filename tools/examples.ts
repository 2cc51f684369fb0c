/**
 * Regenerates what the check engine's tests and values take from a real engine and provider.
 *
 *   node --import tsx tools/examples.ts plan <terraform or tofu> [plugin directory]   fixtures of the rules' examples
 *   node --import tsx tools/examples.ts types <schema.json>                           types of attributes, from
 *                                                                 the output of `terraform providers schema -json`
 */
import { readFileSync } from "node:fs";
import { writeAttributeTypes } from "./examples/attributeTypes";
import { writeFixtures } from "./examples/plan";

const [what, first, pluginDir] = process.argv.slice(2);
if (what === "plan" && first) {
  for (const [group, size] of writeFixtures(first, pluginDir)) process.stdout.write(`${group}: ${size} KiB\n`);
} else if (what === "types" && first) {
  writeAttributeTypes(JSON.parse(readFileSync(first, "utf8")));
} else {
  process.stderr.write("Usage: examples.ts plan <terraform or tofu> [plugin directory] | types <schema.json>\n");
  process.exitCode = 2;
}
