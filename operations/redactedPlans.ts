/** Plans that may leave the machine (`plan --redacted`), each proven to get the same verdict as the whole one. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { writeFileAtomically } from "../common/files";
import { toStableJson } from "../common/json";
import { type Deployment, type Judge, stackDirectory, stackNamed } from "../gate/deployment";
import { redactPlan } from "../gate/redaction/redactPlan";
import { files } from "../gate/workspace";

/**
 * Writes `redacted/<stack>.plan.json` for each of the stacks, which have a plan; what an earlier run left there goes
 * first. Gives the paths, relative to the working directory.
 * @throws UserError exit 4 when a redacted plan would be judged otherwise, or would still hold a secret: then none is
 * left
 */
export function writeRedactedPlans(deployment: Deployment, stacks: readonly string[]): readonly string[] {
  const folder = join(deployment.directory, "redacted");
  rmSync(folder, { recursive: true, force: true });
  const texts = stacks.map((name) => {
    const whole = readFileSync(join(stackDirectory(deployment, stackNamed(deployment, name)), files.planJson), "utf8");
    return { name, text: redactedText(deployment, name, whole) };
  });
  if (texts.length > 0) mkdirSync(folder, { recursive: true });
  return texts.map(({ name, text }) => {
    const path = join(folder, `${name}.plan.json`);
    writeFileAtomically(path, text);
    return relative(process.cwd(), path) || path;
  });
}

function redactedText(deployment: Pick<Deployment, "judge" | "now">, stack: string, whole: string): string {
  const { document, secrets } = redactPlan(JSON.parse(whole));
  const text = toStableJson(document);
  const leaked = secrets.filter((secret) => secret.length >= 8 && text.includes(secret)).length;
  if (leaked > 0) throw unredacted(stack, `${leaked} sensitive value(s) would still be in it`);
  const differing = differingRows(deployment.judge, deployment.now(), { stack, whole, redacted: text });
  if (differing.length > 0)
    throw unredacted(stack, `it would be judged otherwise: ${differing.slice(0, 5).join("; ")}`);
  return text;
}

function unredacted(stack: string, why: string): UserError {
  return new UserError({
    code: "plan-not-redacted",
    message: `The plan of ${stack} was not redacted, and none was written: ${why}.`,
    exitCode: exitCodes.engineFailed,
    hint: "This is a defect of digit-platform: report it, without the plan.",
  });
}

/** Rows of rule, check, resource and status that only one of the two plans gets. Account numbers may differ in names. */
export function differingRows(
  judge: Pick<Judge, "judge">,
  now: Date,
  plans: { readonly stack: string; readonly whole: string; readonly redacted: string },
): readonly string[] {
  const rows = (text: string): readonly string[] =>
    judge
      .judge([{ path: files.planJson, stack: plans.stack, kind: "plan", text, links: {} }], now)
      .report.findings.map(({ check, resource, status }) => `${check} ${resource.replace(/\d{12}/g, "#")} ${status}`)
      .sort();
  const [before, after] = [rows(plans.whole), rows(plans.redacted)];
  const [known, kept] = [new Set(before), new Set(after)];
  return [...before.filter((row) => !kept.has(row)), ...after.filter((row) => !known.has(row))];
}
