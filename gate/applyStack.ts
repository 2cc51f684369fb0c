import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import type { EngineEvent } from "../engine/events";
import { EngineError } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, stackDirectory } from "./deployment";
import { Journal, type JournalEntry } from "./journal";
import { countChanges } from "./planDocument";
import { unsavedState } from "./resume";
import type { Seal } from "./seal";
import { withLockHolder } from "./stateLocked";
import { files } from "./workspace";

/** Seconds between two lines about a resource that takes long. */
const patienceSeconds = 20;

/** Applies a sealed plan, keeping the journal and the operator informed. Throws when Terraform did not finish it. */
export async function applyStack(deployment: Deployment, stack: StackDescriptor, sealed: Seal): Promise<void> {
  const directory = stackDirectory(deployment, stack);
  const journal = new Journal(join(directory, files.journal));
  journal.begin(deployment.now(), deployment.emulator?.instanceId);
  const { add, change, remove } = countChanges(sealed.document);
  const watch = new ApplyWatch(deployment, stack, journal, add + change + remove);
  try {
    const applying = deployment.engine.apply(sealed.directory, files.plan, (event) => watch.on(event));
    watch.noteEngine();
    await applying;
    journal.remove();
    rmSync(join(directory, files.adoption), { force: true });
  } catch (error) {
    const unsaved = join(sealed.directory, unsavedState);
    if (existsSync(unsaved)) copyFileSync(unsaved, join(directory, unsavedState));
    throw await explain(deployment, stack, error, watch);
  }
}

class ApplyWatch {
  private readonly spoken = new Map<string, number>();
  private journalLost = false;
  done = 0;
  begun = 0;

  constructor(
    private readonly deployment: Deployment,
    private readonly stack: StackDescriptor,
    private readonly journal: Journal,
    private readonly planned: number,
  ) {}

  on(event: EngineEvent): void {
    switch (event.type) {
      case "apply_start":
        if (this.begun === 0) this.note({ event: "locked", at: this.deployment.now().toISOString() });
        this.begun += 1;
        this.note({ event: "start", address: event.address, action: event.action });
        return;
      case "apply_progress": {
        const last = this.spoken.get(event.address) ?? 0;
        if (event.elapsedSeconds - last < patienceSeconds) return;
        this.spoken.set(event.address, event.elapsedSeconds);
        this.deployment.progress(
          `${event.address}: still ${verb(event.action)} (${event.elapsedSeconds} s); ${this.standing()}`,
          this.stack.name,
        );
        return;
      }
      case "apply_complete":
        this.done += 1;
        this.note({
          event: "complete",
          address: event.address,
          action: event.action,
          ...(event.id ? { id: event.id } : {}),
        });
        if (event.elapsedSeconds >= patienceSeconds) {
          this.deployment.progress(
            `${event.address}: done (${event.elapsedSeconds} s); ${this.standing()}`,
            this.stack.name,
          );
        }
        return;
      case "diagnostic": {
        const { severity, address, summary, detail } = event.diagnostic;
        if (severity === "error" && address && !wasCutOff.test(`${summary} ${detail}`))
          this.note({ event: "failed", address });
        return;
      }
      default:
    }
  }

  /**
   * A journal that cannot be written any more (a full disk) is no reason to leave an apply to itself: it goes on, and the
   * operator hears that a hard kill could not be repaired from the journal.
   */
  private note(entry: JournalEntry): void {
    try {
      this.journal.write(entry);
    } catch (error) {
      if (this.journalLost) return;
      this.journalLost = true;
      const why = error instanceof Error ? error.message : String(error);
      this.deployment.progress(
        `the journal of this apply cannot be written (${why}); do not kill the run, objects made since would be lost`,
        this.stack.name,
      );
    }
  }

  /** What is complete of what the plan counts; a replacement is two changes there and here. */
  private standing(): string {
    return `${this.done} of ${Math.max(this.planned, this.done)} changes done`;
  }

  /**
   * Written down as soon as Terraform runs, before it can have taken the lock: on the next run it tells whether the
   * lock's owner is gone. Engines of other stacks are among them, which only makes the next run more careful.
   */
  noteEngine(): void {
    for (const pid of this.deployment.engine.pids) this.note({ event: "engine", pid });
  }
}

/** Errors that say nothing of the object, only that nobody waited for it to the end: a signal, or a lost connection. */
const wasCutOff =
  /context (canceled|deadline)|operation (was )?canceled|interrupt|dial tcp|connection (refused|reset|closed)|no such host|i\/o timeout|TLS handshake|\bEOF\b|request send failed|RequestError|plugin (did not respond|exited|crashed)|transport is closing|code = Unavailable/i;

function verb(action: string): string {
  return action === "create"
    ? "creating"
    : action === "delete"
      ? "destroying"
      : action === "update"
        ? "changing"
        : action;
}

/** Says in what state things are after an apply that did not finish, and what to do. */
async function explain(
  deployment: Deployment,
  stack: StackDescriptor,
  failure: unknown,
  watch: ApplyWatch,
): Promise<unknown> {
  const error = await withLockHolder(deployment, stack, failure);
  if (!(error instanceof EngineError)) return error;
  const where = `Stack ${stack.name} is partly applied: ${watch.done} of the ${watch.begun} changes that were begun are complete and recorded.`;
  if (deployment.emulator && !(await deployment.emulator.isAlive())) {
    return new UserError({
      code: "emulator-gone",
      message: `The AWS emulator ended during the apply of stack ${stack.name} and took everything in it along, the Terraform states included.`,
      exitCode: exitCodes.engineFailed,
      hint: "Run the same command again: it starts a new emulator and starts clean.",
      cause: error,
    });
  }
  return new UserError({
    code: error.code,
    message: `${error.message}\n${where}`,
    exitCode: exitCodes.engineFailed,
    hint: "Mend the cause and run the same command again: it continues from the recorded state, adopts what was made and not recorded, and changes nothing twice.",
    cause: error,
  });
}
