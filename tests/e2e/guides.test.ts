/** Commands of the guides for operators and reviewers, run as they stand there; other guides have tests of their own. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import { demoRuns, runShown, shownBlocks, shownCommands } from "./shownCommands";

const first = "docs/guide-first-aws-deployment.md";

/** Not run here, each with the reason. */
const elsewhere: Readonly<Record<string, string>> = {
  "npx digit-platform deploy environments/demo.yaml --yes": "five minutes; the demo's end-to-end test runs it",
  "npx digit-platform prices ap-south-1 ap-south-2 us-east-1 --output prices.json":
    "reads AWS's public price list; a unit test reads a stand-in for it",
  "npx digit-platform check --cluster production": "needs a cluster; test:cluster reads a live one",
  "npx digit-platform check --cluster production charts/rendered --format html --output review.html":
    "needs a cluster; test:cluster reads a live one",
};
/** Plans and deployments of AWS environments: `test:gate` plans, signs, bundles and deploys on the emulator. */
const inTheCloud = /^npx digit-platform (plan|deploy) environments\/(staging|production)\.yaml/;

/** Exit codes that are no error of the guide: what is checked has findings, or a tool is not there. */
const otherCodes: Readonly<Record<string, readonly number[]>> = {
  "npx digit-platform doctor": [0, 3],
  "npx digit-platform check plan.json --exceptions exceptions.yaml": [0, 1],
};

/** What a guide tells people to do by hand after a command. */
const byHand: Readonly<Record<string, () => void>> = {
  init: () => appendFileSync(join(folder, "environments", "production.yaml"), shownBlocks(first, "yaml").join("\n")),
};

const guides = ["docs/guide-devops.md", "docs/guide-reviewer.md", first];
const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), "digit-guides-"));

/** What the guides take for granted: environments, code of somebody else, a plan, and the file of exceptions shown. */
beforeAll(() => {
  cpSync(join(root, "environments"), join(folder, "environments"), { recursive: true });
  mkdirSync(join(folder, "infra"));
  writeFileSync(join(folder, "infra", "main.tf"), 'resource "aws_s3_bucket" "files" { acl = "public-read" }\n');
  const fixtures = join(root, "checks", "rules", "fixtures", "backup-and-recovery.plans.json");
  const [fixture] = Object.values(JSON.parse(readFileSync(fixtures, "utf8")) as Record<string, { plan: unknown }>);
  writeFileSync(join(folder, "plan.json"), JSON.stringify(fixture?.plan));
  const exceptions = shownBlocks("docs/guide-reviewer.md", "yaml").find((block) => block.startsWith("approvers:"));
  writeFileSync(join(folder, "exceptions.yaml"), exceptions ?? "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what is not run is still shown", () => {
  const shown = guides.flatMap(shownCommands);
  expect([...Object.keys(elsewhere), ...Object.keys(otherCodes)].filter((command) => !shown.includes(command))).toEqual(
    [],
  );
});

test.each(guides)("%s shows commands that work, in their order", async (guide) => {
  const commands = shownCommands(guide);
  expect(commands.length).toBeGreaterThan(3);
  expect(commands.filter((command) => !command.startsWith("npx digit-platform "))).toEqual([]);
  const needsCloud = guide === first ? demoRuns : inTheCloud;
  const here = commands.filter((one) => elsewhere[one] === undefined && !needsCloud.test(one));
  for (const command of here) {
    const { code, said } = await runShown(command, folder);
    byHand[command.split(" ")[2] ?? ""]?.();
    const fits = (otherCodes[command] ?? [0]).includes(code);
    expect(`${command}: ${fits ? "fits" : `${code} ${said}`}`).toBe(`${command}: fits`);
  }
});
