import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "../engine/events";
import type { StackDescriptor } from "../stacks/manifest";
import { applyStack } from "./applyStack";
import type { Deployment } from "./deployment";
import { Journal, type JournalEntry } from "./journal";
import { resume } from "./resume";
import type { Seal } from "./seal";
import type { StateLock } from "./stateStore";

const stack: StackDescriptor = {
  name: "data",
  title: "data",
  directory: "data",
  needs: [],
  inputs: {},
  bootstrapsState: false,
};
/** No process has it: numbers end at 4,194,304. */
const dead = 99_999_999;

describe("what an interrupted run left", () => {
  const folder = mkdtempSync(join(tmpdir(), "resume-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function setUp(apply: (say: (event: EngineEvent) => void) => Promise<void> = async () => undefined) {
    const root = mkdtempSync(join(folder, "run-"));
    mkdirSync(join(root, "stacks", "data"), { recursive: true });
    const journal = new Journal(join(root, "stacks", "data", "journal.jsonl"));
    const unlocked: string[] = [];
    let lock: StateLock | undefined;
    const pids: number[] = [];
    const deployment = {
      directory: root,
      stateStore: { lock: async () => lock },
      engine: {
        pids,
        pullState: async () => undefined,
        forceUnlock: async (_: string, id: string) => void unlocked.push(id),
        apply: (_directory: string, _plan: string, say: (event: EngineEvent) => void) => {
          pids.push(dead);
          return apply(say);
        },
      },
      progress: () => undefined,
      now: () => new Date("2026-11-20T10:00:30.000Z"),
    } as unknown as Deployment;
    const held = (created: string): void => {
      lock = { ID: "id", Operation: "OperationTypeApply", Who: `runner@${hostname()}`, Created: created };
    };
    return { deployment, journal, unlocked, held, root };
  }
  const left = (journal: Journal, ...entries: JournalEntry[]): void => {
    const begin = { event: "begin", host: hostname(), pid: dead, at: "2026-11-20T10:00:00.000Z" } as const;
    for (const entry of [begin, ...entries]) journal.write(entry);
  };
  const locked: JournalEntry = { event: "locked", at: "2026-11-20T10:00:05.000Z" };

  it("is a lock that it had taken before it began: released", async () => {
    const { deployment, journal, unlocked, held } = setUp();
    left(journal, { event: "engine", pid: dead }, locked);
    held("2026-11-20T10:00:03.000Z");
    await resume(deployment, stack, { localBackend: false });
    expect(unlocked).toEqual(["id"]);
  });

  it("is not the lock that a run of another checkout on this machine took later: that stays", async () => {
    const { deployment, journal, unlocked, held } = setUp();
    left(journal, { event: "engine", pid: dead }, locked);
    held("2026-11-20T11:00:00.000Z");
    await resume(deployment, stack, { localBackend: false });
    expect(unlocked).toEqual([]);
  });

  it("is no lock at all where it never got one: that of whoever was faster stays", async () => {
    const { deployment, journal, unlocked, held } = setUp();
    left(journal, { event: "engine", pid: dead });
    held("2026-11-20T10:00:03.000Z");
    await resume(deployment, stack, { localBackend: false });
    expect(unlocked).toEqual([]);
  });

  const diagnostic = (address: string, detail: string): EngineEvent => ({
    type: "diagnostic",
    diagnostic: { severity: "error", summary: "creating", detail, address },
  });

  it("is known by its engine from the first moment, by its lock, and by what failed of itself", async () => {
    const { deployment, journal, root } = setUp(async (say) => {
      expect(journal.read().map(({ event }) => event)).toEqual(["begin"]);
      await Promise.resolve();
      expect(journal.read().map(({ event }) => event)).toEqual(["begin", "engine"]);
      say({ type: "apply_start", address: "aws_iam_role.taken", action: "create" });
      say({ type: "apply_start", address: "aws_db_instance.lost", action: "create" });
      say(diagnostic("aws_iam_role.taken", "EntityAlreadyExists: Role with name x already exists."));
      say(diagnostic("aws_db_instance.lost", "waiting for creation: request send failed, dial tcp: i/o timeout"));
      throw new Error("failed");
    });
    await expect(applyStack(deployment, stack, { directory: root, document: {} } as unknown as Seal)).rejects.toThrow(
      "failed",
    );
    expect(journal.read().slice(1)).toEqual([
      { event: "engine", pid: dead },
      { event: "locked", at: "2026-11-20T10:00:30.000Z" },
      { event: "start", address: "aws_iam_role.taken", action: "create" },
      { event: "start", address: "aws_db_instance.lost", action: "create" },
      { event: "failed", address: "aws_iam_role.taken" },
    ]);
  });
});
