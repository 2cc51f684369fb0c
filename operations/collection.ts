/**
 * A folder with many plans or states is a collection: each is judged on its own, side by side on all cores. Fewer are
 * taken for the parts of one platform and judged together.
 */
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { listFolder } from "../checks/inputs/folder";
import type { Report } from "../checks/model";
import { UserError } from "../common/errors";
import type { ExitCode } from "../common/exitCodes";
import { packageRoot } from "../common/packageRoot";
import { type CollectionTask, judgeDocument, type WorkerAnswer, type WorkerData } from "./collectionTask";

/** More plans than this in one folder do not belong to one platform: ours has 11 stacks. */
export const mostTogether = 16;

/** Plans and states of `terraform show -json` below a folder, where there are more than belong together. */
export function collectionIn(folder: string): readonly string[] {
  const files = [...listFolder(resolve(folder)).directories].flatMap(([directory, names]) =>
    names.filter((name) => name.endsWith(".json") && !name.endsWith(".tf.json")).map((name) => join(directory, name)),
  );
  const documents = files.length > mostTogether ? files.filter(beginsLikeDocument) : [];
  return documents.length > mostTogether ? documents : [];
}

/** Enough of the file to tell: Terraform writes the format's version first. */
function beginsLikeDocument(path: string): boolean {
  const head = Buffer.alloc(64);
  const descriptor = openSync(path, "r");
  try {
    return /^\s*\{\s*"format_version"/.test(head.toString("latin1", 0, readSync(descriptor, head)));
  } finally {
    closeSync(descriptor);
  }
}

/** Reports in the order of the files. @throws UserError of the first file that cannot be judged. */
export async function judgeCollection(files: readonly string[], task: CollectionTask): Promise<readonly Report[]> {
  const script = join(packageRoot(), "dist", "checkWorker.js");
  const workers = Math.min(availableParallelism(), files.length);
  // Rules of an organisation are functions, which cannot be handed to another thread.
  if (workers < 2 || task.ownRules || !existsSync(script)) {
    return files.map((file) => judgeDocument(file, task));
  }
  const answers = await Promise.all(
    Array.from({ length: workers }, (_, lane) => laneOf(script, files, { lane, lanes: workers, files, task })),
  );
  const byFile = new Map(answers.flat());
  return files.flatMap((file) => byFile.get(file) ?? []);
}

function laneOf(
  script: string,
  files: readonly string[],
  data: WorkerData,
): Promise<readonly (readonly [string, Report])[]> {
  return new Promise((done, failed) => {
    const reports: (readonly [string, Report])[] = [];
    const worker = new Worker(script, { workerData: data });
    worker.on("message", (answer: WorkerAnswer) => {
      if ("report" in answer) reports.push([files[answer.index] ?? "", answer.report]);
      else failed(new UserError({ ...answer.error, exitCode: answer.error.exitCode as ExitCode }));
    });
    worker.on("error", failed);
    worker.on("exit", () => done(reports));
  });
}
