import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { resolveOpenTofu } from "./opentofu";

let folder = "";
let bin = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "opentofu-")));
  bin = join(folder, "bin");
  mkdirSync(bin);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = (name: string, body: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, name), 0o755);
};
const tofu = (version: string) => program("tofu", `echo '{"terraform_version":"${version}"}'`);
const resolve = (path = bin) => resolveOpenTofu(join(folder, "cache"), () => undefined, path);

test("takes OpenTofu from the PATH when its version fits", async () => {
  tofu("1.12.9");
  expect(await resolve()).toMatchObject({ path: join(bin, "tofu"), version: "1.12.9", origin: "PATH" });
});

test("without one that fits and without Go says what to do, with exit code 3", async () => {
  tofu("1.6.3");
  await expect(resolve()).rejects.toMatchObject({
    code: "missing-tool:go",
    exitCode: 3,
    message: expect.stringContaining("tofu is missing"),
  });
});

test("builds it once, as a release and not as a development version, and keeps it in the cache", async () => {
  // Stands for Go: tells its version, and builds a program that tells with which values it was linked.
  program(
    "go",
    `if [ "$1" = env ]; then echo go1.26.8; exit; fi
echo "$@" > ${JSON.stringify(join(folder, "call"))}
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho built\\n' > "$2"`,
  );
  const path = [bin, "/usr/bin", "/bin"].join(delimiter);
  const first = await resolve(path);
  expect(first).toMatchObject({ name: "opentofu", origin: "Go build" });
  expect(readFileSync(join(folder, "call"), "utf8")).toMatch(
    /-X github\.com\/opentofu\/opentofu\/version\.dev=no .*github\.com\/opentofu\/opentofu\/cmd\/tofu/,
  );
  expect(await resolve(path)).toMatchObject({ path: first.path, version: first.version, origin: "cache" });
});
