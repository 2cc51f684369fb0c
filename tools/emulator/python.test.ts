import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedMoto, resolveEmulatorPython } from "./python";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "digit-python-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A stand-in for an interpreter: what it says to the probe, and what happens when it makes an environment. */
function interpreter(probe: object, venv = "exit 1"): string {
  const path = join(root, "python");
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = -c ]; then echo '${JSON.stringify(probe)}'; exit 0; fi\n${venv}\n`, {
    mode: 0o755,
  });
  return path;
}

test("requirements name one exact moto", () => {
  expect(pinnedMoto("# x\nmoto[server]==5.2.1\nsix==1\n")).toBe("5.2.1");
  expect(() => pinnedMoto("moto>=5\n")).toThrow("pins no moto");
});

test("an interpreter that has the pinned moto is used as it is", async () => {
  const python = interpreter({ python: "3.11.7", moto: "5.2.1" });
  expect(await resolveEmulatorPython(join(root, "cache"), undefined, python)).toEqual({
    python,
    version: "3.11.7",
    origin: "path",
  });
});

test("another moto is not, and a virtual environment that cannot be made leaves nothing behind", async () => {
  const python = interpreter({ python: "3.11.7", moto: "4.0.0" }, "echo no ensurepip >&2; exit 1");
  const said: string[] = [];
  const attempt = resolveEmulatorPython(join(root, "cache"), (message) => said.push(message), python);
  await expect(attempt).rejects.toMatchObject({
    code: "missing-tool:venv",
    exitCode: 3,
    message: expect.stringContaining("no ensurepip"),
  });
  expect(said).toHaveLength(1);
  expect(readdirSync(join(root, "cache"))).toEqual([]);
});

test("packages that cannot be had are exit code 3", async () => {
  const pip = `mkdir -p "$3/bin"; printf '#!/bin/sh\\necho no route to registry >&2; exit 1\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`;
  const python = interpreter({ python: "3.11.7", moto: null }, pip);
  await expect(resolveEmulatorPython(join(root, "cache"), undefined, python)).rejects.toMatchObject({
    code: "missing-tool:moto",
    exitCode: 3,
    message: expect.stringContaining("no route to registry"),
  });
  expect(readdirSync(join(root, "cache"))).toEqual([]);
});

test("what was installed once is found again", async () => {
  const environment = `mkdir -p "$3/bin"; printf '#!/bin/sh\\necho "{\\\\"python\\\\":\\\\"3.11.7\\\\",\\\\"moto\\\\":\\\\"5.2.1\\\\"}"\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`;
  const python = interpreter({ python: "3.11.7", moto: null }, environment);
  const first = await resolveEmulatorPython(join(root, "cache"), undefined, python);
  const second = await resolveEmulatorPython(join(root, "cache"), undefined, python);
  expect([first.origin, second.origin]).toEqual(["installed", "cache"]);
  expect(second.python).toBe(first.python);
});

test("no Python, or one that is too old, is exit code 3", async () => {
  await expect(resolveEmulatorPython(root, undefined, join(root, "none"))).rejects.toMatchObject({
    code: "missing-tool:python",
    exitCode: 3,
  });
  const old = interpreter({ python: "3.8.10", moto: null });
  await expect(resolveEmulatorPython(root, undefined, old)).rejects.toMatchObject({
    code: "missing-tool:python",
    exitCode: 3,
  });
});
