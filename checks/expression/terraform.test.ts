/** Our evaluator beside Terraform's own, on the same expressions. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory } from "../../tools/resolve/cache";
import { resolveTerraform } from "../../tools/resolve/terraform";
import { hole } from "./datum";
import { evaluate } from "./evaluate";
import { parseExpression } from "./parser";
import { expressions } from "./testing/expressions";

/** What Terraform makes of each, as JSON text; "error" where it refuses. */
let theirs: readonly string[];

beforeAll(async () => {
  const terraform = await resolveTerraform(cacheDirectory(), () => undefined);
  const folder = mkdtempSync(join(tmpdir(), "digit-expressions-"));
  const { TF_CLI_CONFIG_FILE: _ignored, ...environment } = process.env;
  try {
    const lines = expressions.map((text, index) => `  r${index} = try(jsonencode(\n${text}\n), "error")`);
    const all = expressions.map((_, index) => `local.r${index}`).join(",\n");
    writeFileSync(join(folder, "main.tf"), `locals {\n${lines.join("\n")}\n  all = [\n${all}\n]\n}\n`);
    const output = execFileSync(terraform.path, ["console"], {
      cwd: folder,
      input: "base64encode(jsonencode(local.all))\n",
      encoding: "utf8",
      env: { ...environment, CHECKPOINT_DISABLE: "1" },
      maxBuffer: 1 << 26,
    });
    theirs = JSON.parse(Buffer.from(output.trim().replace(/^"|"$/g, ""), "base64").toString("utf8")) as string[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

function ours(text: string): string {
  const parsed = parseExpression(text);
  if (!parsed.ok) return `unreadable: ${parsed.message}`;
  const result = evaluate(
    { kind: "call", name: "jsonencode", args: [parsed.expression], expandLast: false },
    { lookup: ({ name }) => hole(`${name} is no name here`) },
  );
  return result.kind === "literal" ? String(result.value) : result.kind === "error" ? "error" : "hole";
}

test("there are enough of them", () => {
  expect(expressions.length).toBeGreaterThan(150);
  expect(theirs).toHaveLength(expressions.length);
});

test.each(expressions.map((text, index) => [text, index] as const))("%s", (text, index) => {
  expect(ours(text)).toBe(theirs[index]);
});
