// Set-up of the suite `browser`: Debian's Chromium, installed where it is missing and may be. Exit 3 where it cannot be had.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
const found = () =>
  folders.some((folder) =>
    ["chromium", "chromium-browser"].some((name) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
const apt = (...words) =>
  spawnSync("apt-get", words, { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } })
    .status === 0;

if (!found() && process.platform === "linux" && process.getuid?.() === 0) {
  process.stderr.write("set-up: installing Debian's Chromium; a minute or two\n");
  apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
}
if (!found()) {
  process.stderr.write(
    "set-up: Chromium is missing, in which the report is tried.\nwhat to do: Install it (Debian: apt-get install chromium) so that `chromium` is on the PATH, and run the command again.\n",
  );
  process.exit(3);
}
