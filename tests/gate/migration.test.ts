/** The guide that moves data into the encrypted stores: its commands, run on real PostgreSQL and on the emulator. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { packageRoot } from "../../common/packageRoot";
import { startEmulator, stopEmulator } from "../../tools/emulator/emulator";
import { emulatorProcessEnvironment } from "../../tools/emulator/environment";
import { resolveEmulatorPython } from "../../tools/emulator/python";
import { cacheDirectory } from "../../tools/resolve/cache";

const guide = readFileSync(join(packageRoot(), "docs", "guide-migration.md"), "utf8");

/** Commands of a chapter, step by step. */
function commandsOf(chapter: string): readonly string[] {
  const text = guide.split(/^## /m).find((part) => part.startsWith(chapter)) ?? "";
  return [...text.matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```/gm)].map(([, block = ""]) => block.replace(/^ {3}/gm, ""));
}

/** Debian keeps the server's programs beside the path. */
const versions = join("/usr/lib", "postgresql");
const serverPrograms = (): string => {
  const found = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] ?? "";
  return join(versions, found, "bin");
};

let folder: string;
const root = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; there it is run as its own user. */
function asServer(command: string, ...args: readonly string[]): void {
  const program = join(serverPrograms(), command);
  const [first, rest] = root ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, args];
  const { status, stderr, stdout } = spawnSync(first, rest, { encoding: "utf8", cwd: folder });
  if (status !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
}

function shell(
  script: string,
  environment: NodeJS.ProcessEnv,
): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${serverPrograms()}:${process.env.PATH}`, KIT: packageRoot(), ...environment },
  });
  return { status, said: `${stdout}${stderr}` };
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "digit-migration-"));
  if (root) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout),
    );
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the database", () => {
  const environment: Record<string, string> = {};
  const running: string[] = [];

  const sql = (target: "OLD" | "NEW" | "OWNER", text: string) =>
    shell(`psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$${target}"`.concat(` <<'SQL'\n${text}\nSQL`), environment);

  beforeAll(async () => {
    const [oldPort, newPort] = [await freePort(), await freePort()];
    for (const name of ["old", "new"])
      asServer("initdb", "-D", join(folder, name), "-A", "trust", "-U", "owner", "-E", "UTF8");
    const key = join(folder, "new", "server.key");
    const made = shell(
      `openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout "${key}" -out "${join(folder, "new", "server.crt")}" 2>/dev/null`,
      {},
    );
    expect(made.status).toBe(0);
    if (root) spawnSync("chown", ["postgres", key, join(folder, "new", "server.crt")]);
    chmodSync(key, 0o600);
    // As on RDS: no connection but over TLS, with a password.
    writeFileSync(
      join(folder, "new", "pg_hba.conf"),
      "local all owner trust\nhostssl all digit_admin 127.0.0.1/32 scram-sha-256\n",
    );
    for (const [name, port, more] of [
      ["old", oldPort, "-h 127.0.0.1"],
      ["new", newPort, "-h 127.0.0.1 -c ssl=on"],
    ] as const) {
      asServer(
        "pg_ctl",
        "-D",
        join(folder, name),
        "-w",
        "-l",
        join(folder, `${name}.log`),
        "-o",
        `-p ${port} -k ${folder} ${more}`,
        "start",
      );
      running.push(name);
    }
    Object.assign(environment, {
      OLD: `postgresql://owner@127.0.0.1:${oldPort}/npdb`,
      OWNER: `postgresql:///postgres?host=${folder}&port=${newPort}&user=owner`,
      NEW: `postgresql://digit_admin@localhost:${newPort}/digit?sslmode=verify-full&sslrootcert=${join(folder, "new", "server.crt")}`,
      PGPASSWORD: "only-for-this-test",
      TZ: "Asia/Kolkata",
    });
    shell(`createdb --maintenance-db="${environment.OLD?.replace("/npdb", "/postgres")}" npdb`, environment);
    sql(
      "OWNER",
      "CREATE ROLE digit_admin LOGIN PASSWORD 'only-for-this-test'; CREATE DATABASE digit OWNER digit_admin;",
    );
    const filled = sql(
      "OLD",
      `CREATE SCHEMA tax;
       CREATE TABLE tax.bill (id bigserial PRIMARY KEY, owner text, amount numeric(12,2), at timestamptz, doc jsonb, scan bytea, share float8);
       INSERT INTO tax.bill (owner, amount, at, doc, scan, share)
         SELECT 'Owner ' || i, i * 1.25, timestamptz '2026-01-01' + i * interval '1 minute', jsonb_build_object('n', i, 'of', 'é'), decode(md5(i::text), 'hex'), 1.0 / i
         FROM generate_series(1, 20000) i;
       CREATE TABLE "Odd name" (a int); INSERT INTO "Odd name" VALUES (1), (NULL);
       CREATE TABLE empty (a int);`,
    );
    expect(filled).toEqual({ status: 0, said: "" });
  });

  afterAll(() => {
    for (const name of running) asServer("pg_ctl", "-D", join(folder, name), "-m", "fast", "stop");
  });

  test("is moved by the guide's commands, with equal counts and checksums", () => {
    const steps = commandsOf("3. Moving the database");
    expect(steps).toHaveLength(5);
    for (const step of steps)
      expect([step, shell(step, environment)]).toEqual([step, { status: 0, said: expect.any(String) }]);
    const lines = readFileSync(join(folder, "after.txt"), "utf8").trim().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^table public\.Odd name rows 2 checksum -?\d+$/),
      "table public.empty rows 0 checksum 0",
      expect.stringMatching(/^table tax\.bill rows 20000 checksum -?\d+$/),
      "sequence tax.bill_id_seq last 20000",
    ]);
  });

  test("refuses writes on the old side meanwhile", () => {
    expect(sql("OLD", "INSERT INTO empty VALUES (1);").said).toContain("read-only transaction");
  });

  test("differs visibly as soon as one value does", () => {
    const compare = commandsOf("3. Moving the database")[3] ?? "";
    expect(sql("NEW", "UPDATE tax.bill SET amount = amount + 0.01 WHERE id = 7;").status).toBe(0);
    const { status, said } = shell(compare, environment);
    expect(status).toBe(1);
    expect(said).toMatch(/^< table tax\.bill rows 20000/m);
    expect(said).not.toContain("Odd name");
  });

  test("is reached over verified TLS only", () => {
    const plain = { ...environment, NEW: (environment.NEW ?? "").replace("verify-full", "disable") };
    expect(shell('psql "$NEW" --command "SELECT 1"', plain).said).toContain("no encryption");
  });
});

describe("the files", () => {
  let environment: Record<string, string>;
  let client: S3Client;
  const directory = (): string => join(folder, "emulator");

  beforeAll(async () => {
    const { python } = await resolveEmulatorPython(cacheDirectory());
    mkdirSync(directory());
    const emulator = await startEmulator({ directory: directory(), python, ownedByProcess: true });
    environment = {
      ...emulatorProcessEnvironment(process.env, emulator.env),
      OLD_BUCKET: "np-filestore-bucket",
      NEW_BUCKET: "digit-np-files",
    };
    client = new S3Client({
      endpoint: emulator.endpoint,
      region: "ap-south-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    for (const Bucket of ["np-filestore-bucket", "digit-np-files"])
      await client.send(new CreateBucketCommand({ Bucket }));
    for (const Key of ["pg/deed one.pdf", "pg/photo.jpg"]) {
      await client.send(new PutObjectCommand({ Bucket: "np-filestore-bucket", Key, Body: `content of ${Key}` }));
    }
  });

  afterAll(async () => {
    client.destroy();
    await stopEmulator(directory());
  });

  test("are moved by the guide's commands, with equal checksums; a changed one shows", async () => {
    const [copy = "", compare = ""] = commandsOf("4. Moving the files");
    expect(shell(copy, environment)).toEqual({ status: 0, said: expect.any(String) });
    expect(shell(compare, environment)).toEqual({ status: 0, said: "" });
    expect(readFileSync(join(folder, "files-after.txt"), "utf8")).toMatch(
      /^[0-9a-f]{64} {2}pg\/deed one\.pdf\n[0-9a-f]{64} {2}pg\/photo\.jpg\n$/,
    );
    await client.send(new PutObjectCommand({ Bucket: "digit-np-files", Key: "pg/photo.jpg", Body: "another" }));
    expect(shell(compare, environment).status).toBe(1);
  });
});
