import { controlsOf } from "../../checks/evidence/controls";
import type {
  Anchor,
  EvidenceDraft,
  EvidenceKind,
  EvidenceOutcome,
  EvidenceRecord,
  EvidenceSubject,
  ExceptionInForce,
} from "../../checks/evidence/record";
import { approversOf, type ExceptionEntry } from "../../checks/exceptions/model";
import type { DutyEntry } from "../../checks/frameworks/duties";
import type { Report } from "../../checks/model";
import { redactText, redactValue } from "../../checks/reports/redact";
import { sha256 } from "../../common/hash";
import { canonicalJson, type Json } from "../../common/json";
import { packageVersion } from "../../common/packageRoot";
import { appendEvidence, findLast } from "./log";
import type { EvidenceStore } from "./store";

export interface Kept {
  readonly kind: EvidenceKind;
  readonly outcome: EvidenceOutcome;
  readonly stage: EvidenceSubject["stage"];
  /** Stack that it is about. Its controls are then only those that stand on it or on none. */
  readonly stack?: string;
  /** With passes. */
  readonly report?: Report;
  /** Null where no exceptions were applied. */
  readonly exceptions: readonly ExceptionEntry[] | null;
  readonly facts?: { readonly [name: string]: Json };
}

/** Writes what happens to one environment (or to code without one) into a log, one record after the other. */
export class EvidenceKeeper {
  private queue: Promise<unknown> = Promise.resolve();
  /** Hash of the register of duties, so that the next run sees at once whether it changed. */
  private duties: string | undefined;

  constructor(
    private readonly store: EvidenceStore,
    private readonly about: { readonly environment: string | null; readonly emulator: boolean },
    private readonly now: () => Date = () => new Date(),
  ) {}

  get location(): string {
    return this.store.location;
  }

  /** The last place that was noted down beside the records. */
  head(): Promise<Anchor | undefined> {
    return this.store.head();
  }

  /** @throws UserError where the log cannot be written: what is not recorded must not be taken for proven */
  keep(kept: Kept): Promise<EvidenceRecord> {
    return this.inTurn(() => this.append(kept));
  }

  /**
   * Records what people changed since the last record that knew: entries of the exceptions file and of the register of
   * duties, whoever edited them and however.
   */
  follow(exceptions: readonly ExceptionEntry[], duties: readonly DutyEntry[]): Promise<void> {
    return this.inTurn(async () => {
      const entries = duties.map((entry) => redactValue("", { ...entry }));
      this.duties = sha256(canonicalJson(entries));
      const base = { stage: "none", outcome: "recorded" } as const;
      const before = await this.lastThat(({ kind }) => knowsChanges.has(kind));
      const changed = changesOf(before?.exceptions ?? [], exceptions.map(inForce));
      if (changed) await this.append({ ...base, kind: "exception-change", exceptions, facts: changed });
      if (before?.facts.duties === this.duties) return;
      const known = (await this.lastThat(({ kind }) => kind === "duty"))?.facts.entries;
      const done = changesOf(Array.isArray(known) ? known : [], entries);
      if (done) await this.append({ ...base, kind: "duty", exceptions: null, facts: { ...done, entries } });
    });
  }

  private append(kept: Kept): Promise<EvidenceRecord> {
    return appendEvidence(this.store, this.draftOf(kept), this.now);
  }

  private lastThat(fits: (record: EvidenceRecord) => boolean): Promise<EvidenceRecord | undefined> {
    const { environment } = this.about;
    return findLast(this.store, (record) => record.subject.environment === environment && fits(record));
  }

  /** Stacks are judged side by side; their records would only race each other. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private draftOf({ kind, outcome, stage, stack, report, exceptions, facts = {} }: Kept): EvidenceDraft {
    const isAbout = (one: string | null): boolean => stack === undefined || one === null || one === stack;
    return {
      kind,
      outcome,
      subject: {
        environment: this.about.environment,
        emulator: this.about.emulator,
        stage,
        stack: stack ?? null,
        inputs: (report?.inputs ?? []).map(({ path, kind: read, stack: of, sha256 }) => ({
          path: redactText(path),
          kind: read,
          stack: of,
          sha256,
        })),
      },
      tool: { name: "digit-platform", version: packageVersion() },
      controls: report ? controlsOf(report).filter((control) => isAbout(control.stack)) : [],
      exceptions: exceptions?.map(inForce) ?? null,
      facts: this.duties === undefined ? facts : { ...facts, duties: this.duties },
    };
  }
}

/** Kinds that always carry all exceptions of the environment's own file. */
const knowsChanges: ReadonlySet<EvidenceKind> = new Set(["verdict", "verify", "drift", "exception-change"]);

function inForce(entry: ExceptionEntry): ExceptionInForce {
  const { reason, ...rest } = entry;
  return { ...rest, approvedBy: approversOf(entry), reason: redactText(reason) };
}

/** What is there now and was not, and the other way round; undefined where nothing changed. */
function changesOf<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly added: Json; readonly removed: Json } | undefined {
  const key = (one: T): string => canonicalJson(one);
  const [old, young] = [new Set(before.map(key)), new Set(after.map(key))];
  const added = after.filter((one) => !old.has(key(one)));
  const removed = before.filter((one) => !young.has(key(one)));
  return added.length + removed.length === 0 ? undefined : { added: added as Json, removed: removed as Json };
}
