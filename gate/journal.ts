import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";

/**
 * What an apply has done so far, line by line, beside the stack's plan. Terraform saves a remote state every 20
 * seconds; after a hard kill the journal knows what was made since, so that the next run adopts it instead of
 * making it twice. Removed when an apply ends as it should.
 */
export type JournalEntry =
  | {
      readonly event: "begin";
      readonly host: string;
      readonly pid: number;
      readonly at: string;
      readonly emulator?: string;
    }
  /** Number of the Terraform process that applies; it may outlive ours. */
  | { readonly event: "engine"; readonly pid: number }
  /** The first change was begun, so Terraform holds the lock, and had taken it before this moment. */
  | { readonly event: "locked"; readonly at: string }
  /** What Terraform reported as failed for a reason of its own, and not because the run was cut off. */
  | { readonly event: "failed"; readonly address: string }
  | { readonly event: "start"; readonly address: string; readonly action: string }
  | { readonly event: "complete"; readonly address: string; readonly action: string; readonly id?: string };

export class Journal {
  constructor(private readonly path: string) {}

  begin(at: Date, emulator: string | undefined): void {
    rmSync(this.path, { force: true });
    this.write({
      event: "begin",
      host: hostname(),
      pid: process.pid,
      at: at.toISOString(),
      ...(emulator ? { emulator } : {}),
    });
  }

  write(entry: JournalEntry): void {
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }

  /** Entries in order; a last line that was cut off by the crash is passed over. */
  read(): readonly JournalEntry[] {
    if (!existsSync(this.path)) return [];
    const entries: JournalEntry[] = [];
    for (const line of readFileSync(this.path, "utf8").split("\n")) {
      try {
        if (line) entries.push(JSON.parse(line) as JournalEntry);
      } catch {
        break;
      }
    }
    return entries;
  }
}
