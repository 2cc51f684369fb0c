import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderHolder, lockFolder } from "./folderLock";
import { thisHolder } from "./holder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folder-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const holder = (operation: string) => thisHolder(operation, undefined, new Date());
const ended = () => ({ ...holder("deploy"), pid: spawnSync("true").pid });

it("lets one run work in a folder and names it to the second", () => {
  const free = lockFolder(folder, holder("deploy"));
  expect(() => lockFolder(folder, holder("plan"))).toThrow(
    expect.objectContaining({
      code: "deployment-locked",
      exitCode: 4,
      message: expect.stringMatching(
        new RegExp(`held by a deploy by .+@.+ \\(process ${process.pid}\\) since \\d{4}-`),
      ),
    }),
  );
  free();
  expect(existsSync(join(folder, "run.lock"))).toBe(false);
  lockFolder(folder, holder("plan"))();
});

it("takes the place of a run that was killed, and leaves a later one's lock alone", () => {
  const freeDead = lockFolder(folder, ended());
  const free = lockFolder(folder, holder("verify"));
  expect(folderHolder(folder)?.operation).toBe("verify");
  freeDead();
  expect(folderHolder(folder)?.operation).toBe("verify");
  free();
  expect(folderHolder(folder)).toBeUndefined();
});

it("keeps away from a lock of another machine, and from one that cannot be read", () => {
  lockFolder(folder, { ...ended(), host: "elsewhere", who: "asha@elsewhere" });
  expect(() => lockFolder(folder, holder("plan"))).toThrow(/deploy by asha@elsewhere/);
  writeFileSync(join(folder, "run.lock"), "{");
  expect(() => lockFolder(folder, holder("plan"))).toThrow(/somebody whose lock cannot be read/);
});
