/** Commands that a document shows, run as they stand there. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";

/** Lines of all shell blocks, in their order. `document` is a path from the package's root. */
export function shownCommands(document: string): readonly string[] {
  return shownBlocks(document, "sh").flatMap((block) => block.trim().split("\n"));
}

export function shownBlocks(document: string, language: string): readonly string[] {
  const text = readFileSync(join(packageRoot(), document), "utf8");
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block = ""]) => block);
}

/** Commands of the guide for the first deployment that need a cloud: run on the deployment of the demo's test. */
export const demoRuns = /^npx digit-platform (doctor|plan|deploy|verify|drift|destroy) environments\/production\.yaml/;

export function runShown(command: string, folder: string): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    const cli = `"${process.execPath}" "${join(packageRoot(), "dist", "cli.js")}"`;
    execFile(
      "sh",
      ["-c", command.replace(/^npx digit-platform/, cli)],
      { cwd: folder, env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 1e8 },
      (error, _, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: stderr }),
    );
  });
}
