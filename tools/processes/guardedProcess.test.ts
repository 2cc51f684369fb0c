import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isRunning } from "../../common/processes";
import { guardedProcess, startGuarded } from "./guardedProcess";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "guard-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const until = async (what: () => boolean) => {
  for (let tries = 0; tries < 400 && !what(); tries++) await sleep(25);
  expect(what()).toBe(true);
};
/** Writes its own number and stays. */
const program = (path: string) =>
  `require("fs").writeFileSync(${JSON.stringify(path)}, String(process.pid)); setInterval(() => {}, 1000)`;
const pidIn = (path: string) => (existsSync(path) ? Number(readFileSync(path, "utf8")) : 0);

test("a program runs until it is ended, and its words are in the log", async () => {
  const pidFile = join(folder, "pid");
  const args = ["-e", `console.log("here I am"); ${program(pidFile)}`];
  const guarded = startGuarded({ program: process.execPath, args, logFile: join(folder, "log"), owned: true });
  await until(() => pidIn(pidFile) > 0);
  expect(guarded.running()).toBe(true);
  expect(guarded.log()).toContain("here I am");
  await guarded.end();
  expect(guarded.running()).toBe(false);
  expect(isRunning(pidIn(pidFile))).toBe(false);
});

test("a program that is not there shows in the log", async () => {
  const guarded = startGuarded({ program: "/no/such/program", args: [], logFile: join(folder, "log"), owned: true });
  await until(() => !guarded.running());
  expect(guarded.log()).toContain("ENOENT");
});

test("one whose owner was killed ends, and so does what it left in its folder", async () => {
  const work = join(folder, "work");
  mkdirSync(work);
  const pidFile = join(folder, "pid");
  const guard = join(__dirname, "guard.mjs");
  const words = [guard, "pipe", work, process.execPath, "-e", program(pidFile)];
  // The owner holds the guard's standard input, as startGuarded does, and is killed without a chance to clean up.
  const owner = spawn(
    process.execPath,
    [
      "-e",
      `require("child_process").spawn(process.execPath, ${JSON.stringify(words)}, { detached: true, stdio: ["pipe", "ignore", "ignore"] }); setInterval(() => {}, 1000)`,
    ],
    { stdio: "ignore" },
  );
  await until(() => pidIn(pidFile) > 0);
  owner.kill("SIGKILL");
  await until(() => !isRunning(pidIn(pidFile)) && !existsSync(work));
});

test("ending a guard that was killed ends its program too", async () => {
  const pidFile = join(folder, "pid");
  const guarded = startGuarded({
    program: process.execPath,
    args: ["-e", program(pidFile)],
    logFile: join(folder, "log"),
    owned: false,
  });
  await until(() => pidIn(pidFile) > 0);
  process.kill(guarded.pid, "SIGKILL");
  await until(() => !guarded.running());
  await guardedProcess(guarded.pid, guarded.logFile).end();
  await until(() => !isRunning(pidIn(pidFile)));
});

test("a process that has nothing else to do does not wait for what it guards", async () => {
  const pidFile = join(folder, "pid");
  const script = join(folder, "owner.ts");
  const module = JSON.stringify(join(__dirname, "guardedProcess"));
  const options = JSON.stringify({
    program: process.execPath,
    args: ["-e", program(pidFile)],
    logFile: join(folder, "log"),
    owned: true,
  });
  writeFileSync(script, `import { startGuarded } from ${module};\nstartGuarded(${options});\n`);
  const started = Date.now();
  await promisify(execFile)(process.execPath, ["--import", "tsx", script], { cwd: join(__dirname, "..", "..") });
  expect(Date.now() - started).toBeLessThan(60_000);
  // It may have been ended before it wrote its number.
  await sleep(200);
  await until(() => !isRunning(pidIn(pidFile)));
});
