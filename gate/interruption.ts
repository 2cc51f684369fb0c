import type { Terraform } from "../engine/terraform";

/**
 * Ctrl-C and SIGTERM during a run. The first one lets Terraform finish what it has in hand and save its state; the
 * second makes it stop at once; the third kills it. Nothing new starts after the first.
 */
export class Interruption {
  private count = 0;
  private readonly onSignal = (): void => this.interrupt();

  constructor(
    private readonly engine: Pick<Terraform, "signalAll">,
    private readonly say: (message: string) => void,
  ) {}

  get interrupted(): boolean {
    return this.count > 0;
  }

  install(): void {
    process.on("SIGINT", this.onSignal);
    process.on("SIGTERM", this.onSignal);
  }

  remove(): void {
    process.off("SIGINT", this.onSignal);
    process.off("SIGTERM", this.onSignal);
  }

  interrupt(): void {
    this.count += 1;
    if (this.count === 1) {
      this.say(
        "interrupted: waiting for Terraform to finish what it has in hand and to save its state (again to hurry it, a third time to kill it)",
      );
      this.engine.signalAll("SIGINT");
    } else if (this.count === 2) {
      this.say("interrupted again: telling Terraform to stop at once");
      this.engine.signalAll("SIGINT");
    } else {
      this.say("killing Terraform; its state may miss the last changes, the next run looks for them");
      this.engine.signalAll("SIGKILL");
    }
  }
}
