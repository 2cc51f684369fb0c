import { existsSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { toStableJson } from "../common/json";
import { isRunning } from "../common/processes";
import type { RawState } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import { type Adoption, importBlocks, lostObjects } from "./adoption";
import { type Deployment, stackDirectory } from "./deployment";
import { Journal, type JournalEntry } from "./journal";
import type { PlanDocument } from "./planDocument";
import { files, placeFile } from "./workspace";

/** State that Terraform could not save at the end of an apply and left in its working directory. */
export const unsavedState = "errored.tfstate";

/**
 * Picks up what an interrupted run left: a lock of a dead process, a state that was not saved, tainted resources
 * whose making was cut off, objects that the state does not know. The stack's directory must be initialised.
 * @returns import blocks for the next plan to try, the surest set first; the last set is always empty.
 */
export async function resume(
  deployment: Deployment,
  stack: StackDescriptor,
  options: { readonly localBackend: boolean },
): Promise<readonly (readonly Adoption[])[]> {
  const directory = stackDirectory(deployment, stack);
  const journal = new Journal(join(directory, files.journal));
  const entries = journal.read();
  const begin = entries[0]?.event === "begin" ? entries[0] : undefined;
  if (begin && begin.emulator !== deployment.emulator?.instanceId) {
    deployment.progress(
      "the emulator of the interrupted run is gone with everything in it; starting clean",
      stack.name,
    );
    journal.remove();
    rmSync(join(directory, unsavedState), { force: true });
    return [[]];
  }
  if (begin && !options.localBackend) await releaseDeadLock(deployment, stack, begin, entries);
  await saveUnsavedState(deployment, stack, directory);
  if (!begin) return [[]];
  const planJson = join(directory, files.planJson);
  const plan = existsSync(planJson) ? (JSON.parse(readFileSync(planJson, "utf8")) as PlanDocument) : undefined;
  const lost = lostObjects(entries, await deployment.engine.pullState(directory), plan);
  for (const address of lost.untaint) {
    deployment.progress(`${address} was being made when the last run was interrupted; keeping it`, stack.name);
    await deployment.engine.untaint(directory, address);
  }
  const all = [...lost.certain, ...lost.possible];
  if (all.length > 0)
    deployment.progress(
      `adopting ${all.length} object(s) that the interrupted run made and could not record`,
      stack.name,
    );
  const sets = [all, lost.certain, []];
  return sets.filter((set, index) => sets.findIndex((other) => other.length === set.length) === index);
}

/**
 * Only a lock of this machine that the run itself had taken, and whose processes are gone, is released: taken after the
 * run began, and before it reported its first change. A later one belongs to a run of another checkout, and a run
 * that changed nothing may never have got one.
 */
async function releaseDeadLock(
  deployment: Deployment,
  stack: StackDescriptor,
  begin: Extract<JournalEntry, { event: "begin" }>,
  entries: readonly JournalEntry[],
): Promise<void> {
  const engines = entries.flatMap((entry) => (entry.event === "engine" ? [entry.pid] : []));
  const alive = [...(begin.pid === process.pid ? [] : [begin.pid]), ...engines].some(isRunning);
  if (begin.host !== hostname() || alive) return;
  const lock = await deployment.stateStore.lock(stack.name);
  const locked = entries.find((entry) => entry.event === "locked");
  if (!lock?.Who.endsWith(`@${hostname()}`) || !locked) return;
  const created = Date.parse(lock.Created);
  if (!(created >= Date.parse(begin.at) && created <= Date.parse(locked.at))) return;
  deployment.progress(
    `releasing the state lock of the interrupted run (${lock.Operation}, ${lock.Created})`,
    stack.name,
  );
  await deployment.engine.forceUnlock(stackDirectory(deployment, stack), lock.ID);
}

async function saveUnsavedState(deployment: Deployment, stack: StackDescriptor, directory: string): Promise<void> {
  const path = join(directory, unsavedState);
  if (!existsSync(path)) return;
  const unsaved = JSON.parse(readFileSync(path, "utf8")) as RawState;
  const saved = await deployment.engine.pullState(directory);
  if (!saved || (saved.lineage === unsaved.lineage && saved.serial < unsaved.serial)) {
    deployment.progress("saving the state that the interrupted run could not save", stack.name);
    await deployment.engine.pushState(directory, path);
  }
  rmSync(path, { force: true });
}

export function placeAdoption(directory: string, adoptions: readonly Adoption[]): void {
  placeFile(join(directory, files.adoption), adoptions.length > 0 ? toStableJson(importBlocks(adoptions)) : undefined);
}
