/** Every command that the README shows is run as it stands there; `npm start` and `npm test` are run by `.ci/run`. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import { runShown, shownCommands } from "./shownCommands";

const root = packageRoot();
const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = shownCommands("README.md");
const ours = commands.filter((command) => command.startsWith("npx digit-platform "));

/** A folder of a user's own, with the environments of the repository. */
const folder = mkdtempSync(join(tmpdir(), "digit-readme-"));
beforeAll(() => cpSync(join(root, "environments"), join(folder, "environments"), { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the README", () => {
  it("shows commands of the product, and beside them only npm's", () => {
    expect(ours.length).toBeGreaterThan(10);
    expect(commands.filter((command) => !ours.includes(command)).sort()).toEqual(["npm start", "npm test"]);
    const scripts = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts);
    for (const [, script] of readme.matchAll(/`npm run ([a-z:]+)`/g)) expect(scripts).toContain(script);
  });

  it("shows commands that work, in the order in which it shows them", async () => {
    for (const command of ours) {
      const { code, said } = await runShown(command, folder);
      expect(`${command}: ${code} ${code === 0 ? "" : said}`).toBe(`${command}: 0 `);
    }
  });

  it("links to files that are there", () => {
    const links = [...readme.matchAll(/\]\(((?!http)[^)#]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});
