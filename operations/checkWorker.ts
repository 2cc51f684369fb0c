/** A thread that judges every n-th document of a collection; bundled on its own, because it needs no command line. */
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../common/errors";
import { judgeDocument, type WorkerAnswer, type WorkerData } from "./collectionTask";

const { lane, lanes, files, task } = workerData as WorkerData;
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

for (const [index, file] of files.entries()) {
  if (index % lanes !== lane) continue;
  try {
    answer({ index, report: judgeDocument(file, task) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, exitCode, hint, problems } = error;
    answer({ error: { code, message, exitCode, problems, ...(hint === undefined ? {} : { hint }) } });
    break;
  }
}
