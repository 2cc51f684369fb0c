// Runs before `npm start` and `npm test`: makes a fresh clone ready, and says what it is doing. Uses Node alone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const say = (text) => process.stderr.write(`set-up: ${text}\n`);

/** Exit code 3: a tool is missing (the product's own contract). */
function missing(what, howToGet) {
  say(`${what}\nwhat to do: ${howToGet}`);
  process.exit(3);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  missing(`Node.js ${process.versions.node} is too old.`, "Install Node.js 20.19 or later (24 LTS is recommended).");
}

const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const mark = join(root, "node_modules", ".digit-platform-lock");
const installed = existsSync(mark) && readFileSync(mark, "utf8") === lock;
if (!installed) {
  say("installing the pinned packages (npm ci); half a minute with a warm cache, a few minutes without");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.error || result.status !== 0) {
    missing(
      "the packages could not be installed (npm's own words stand above).",
      "Give this machine access to the npm registry or to a mirror of it (npm config set registry …), and run the command again.",
    );
  }
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, lock);
}
say("building dist/");
const built = spawnSync(process.execPath, [join(root, "tools", "setup", "build.mjs")], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
if (built.status !== 0) process.exit(built.status ?? 4);
