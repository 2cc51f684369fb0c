import { toStableJson } from "../common/json";
import { type Holder, hasEnded, holderIn, holderText, lockedBy } from "./holder";
import type { StateStore } from "./stateStore";

/**
 * One deployment or destruction of an environment at a time, from whichever machine: an object beside the states, written
 * only where there is none (S3's conditional write). Terraform's own locks keep two applies of one stack apart; this one
 * keeps two runs over all stacks apart, and names the holder before anything is planned.
 */
export class DeploymentLock {
  private depth = 0;
  private taken: Holder | undefined;

  constructor(
    private readonly store: StateStore,
    private readonly progress: (message: string) => void,
  ) {}

  /**
   * Holds the lock while `work` runs; inside another hold it is held already. `asWho` is asked for the holder when it is
   * taken.
   * @throws UserError exit 4 (`deployment-locked`) that names the holder
   */
  async hold<T>(asWho: () => Holder, work: () => Promise<T>): Promise<T> {
    this.depth += 1;
    try {
      await this.take(asWho);
      return await work();
    } finally {
      this.depth -= 1;
      if (this.depth === 0) await this.release();
    }
  }

  /** Takes it where the bucket is there; asked again once the first stack has made the bucket. */
  async take(asWho: () => Holder): Promise<void> {
    if (this.taken || !(await this.store.bucketExists())) return;
    const holder = asWho();
    const text = toStableJson(holder);
    if (await this.store.takeRunLock(text)) {
      this.taken = holder;
      return;
    }
    const present = await this.store.runLock();
    const other = present === undefined ? undefined : holderIn(present);
    if (present === undefined || (other && hasEnded(other))) {
      if (other) {
        this.progress(`taking over from a run of this machine that ended without a word (${holderText(other)})`);
        await this.store.releaseRunLock();
      }
      // Given back a moment ago, or by us: one more attempt, which somebody else may win.
      if (await this.store.takeRunLock(text)) {
        this.taken = holder;
        return;
      }
    }
    throw lockedBy(
      "The environment",
      other ?? holderIn((await this.store.runLock()) ?? ""),
      "Wait until it has ended and run the same command again. If it is gone for good, `unlock` shows its lock and releases it.",
    );
  }

  /** Gives it back if it is still ours: `unlock` may have released it, and somebody else may have taken it since. */
  private async release(): Promise<void> {
    const { taken } = this;
    if (!taken) return;
    this.taken = undefined;
    try {
      const present = await this.store.runLock();
      if (present !== undefined && holderIn(present)?.id === taken.id) await this.store.releaseRunLock();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.progress(
        `the deployment lock could not be given back (${why}); release it with \`unlock --release ${taken.id}\``,
      );
    }
  }
}
