import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveDefinitions } from "./definitions";

let folder = "";
let bin = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "definitions-"));
  bin = join(folder, "bin");
  mkdirSync(bin);
  mkdirSync(join(folder, "cluster"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const resolve = () => resolveDefinitions({ cache: folder, path: bin, progress: () => undefined });

test("without Go says what to do, with exit code 3", async () => {
  await expect(resolve()).rejects.toMatchObject({ code: "missing-tool:go", exitCode: 3 });
});

test("a file with another sum is refused and not kept", async () => {
  const module = join(folder, "module");
  mkdirSync(join(module, "config/crds/bases"), { recursive: true });
  writeFileSync(join(module, "config/crds/bases/external-secrets.io_externalsecrets.yaml"), "kind: Changed\n");
  // Stands for Go: tells its version, and where it put the module.
  const program = `#!/bin/sh\nif [ "$1" = env ]; then echo go1.26.1; else echo '{"Dir":"${module}"}'; fi\n`;
  writeFileSync(join(bin, "go"), program);
  chmodSync(join(bin, "go"), 0o755);
  await expect(resolve()).rejects.toMatchObject({
    code: "missing-tool:external-secrets",
    message: expect.stringMatching(/has SHA-256 [0-9a-f]{64}, not the pinned/),
  });
  expect(readdirSync(join(folder, "cluster", "external-secrets-1.3.2"))).toEqual([]);
});
