import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { resolveBinaries } from "./binaries";

let folder = "";
let bin = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "binaries-")));
  bin = join(folder, "bin");
  mkdirSync(bin);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = (name: string, body: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, name), 0o755);
};
const says = (name: string, words: string) => program(name, `echo '${words}'`);
const resolve = (names: Parameters<typeof resolveBinaries>[0], path = bin) =>
  resolveBinaries(names, { cache: join(folder, "cache"), path, progress: () => undefined });

test("takes a program from the PATH when its version fits, whatever its distribution adds to it", async () => {
  says("etcd", "etcd Version: 3.6.5");
  says("kubectl", "Client Version: v1.35.1-dispatcher");
  const found = await resolve(["etcd", "kubectl"]);
  expect(found.etcd).toMatchObject({ path: join(bin, "etcd"), version: "3.6.5", origin: "PATH" });
  expect(found.kubectl).toMatchObject({ path: join(bin, "kubectl"), version: "1.35.1", origin: "PATH" });
});

test("passes over one that is too old, and takes the next", async () => {
  const other = join(folder, "other");
  mkdirSync(other);
  says("etcd", "etcd Version: 3.4.23");
  writeFileSync(join(other, "etcd"), "#!/bin/sh\necho 'etcd Version: 3.6.16'\n", { mode: 0o755 });
  const found = await resolve(["etcd"], [bin, other].join(delimiter));
  expect(found.etcd.path).toBe(join(other, "etcd"));
});

test("without a program and without Go says what to do, with exit code 3", async () => {
  says("etcd", "etcd Version: 3.4.23");
  const failure = await resolve(["etcd"]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect(failure).toMatchObject({ code: "missing-tool:go", exitCode: exitCodes.toolOrPermissionMissing });
  expect(String(failure)).toContain("etcd is missing");
});

test("builds what is missing once, with caches of its own that it deletes", async () => {
  // Stands for Go: tells its version, and builds a program that tells which caches it was built with.
  program(
    "go",
    `if [ "$1" = env ]; then echo go1.26.1; exit; fi
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho built\\n' > "$2"
touch "$(dirname "$GOCACHE")/leftover"; mkdir -p "$GOCACHE" "$GOMODCACHE"
echo "$3 $GOFLAGS" >> ${JSON.stringify(join(folder, "calls"))}`,
  );
  const path = [bin, "/usr/bin", "/bin"].join(delimiter);
  const first = await resolve(["etcd", "etcdctl"], path);
  expect(first.etcd).toMatchObject({ version: "3.6.16", origin: "Go build" });
  const second = await resolve(["etcd", "etcdctl"], path);
  expect(second.etcd).toMatchObject({ path: first.etcd.path, origin: "cache" });
  const cluster = join(folder, "cache", "cluster");
  expect(readdirSync(cluster).filter((name) => name.startsWith("go-build-") || name.endsWith(".lock"))).toEqual([]);
});

test("a build that fails shows Go's own words", async () => {
  program("go", `if [ "$1" = env ]; then echo go1.26.1; exit; fi; echo 'dial tcp: lookup proxy' >&2; exit 1`);
  const failure = await resolve(["etcd"]).catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: exitCodes.toolOrPermissionMissing });
  expect(String(failure)).toContain("dial tcp: lookup proxy");
});
