import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineFailed, missingTool, type UserError } from "../../common/errors";
import { endProcess } from "../processes/endProcess";
import { withStartLock } from "../processes/startLock";
import { EMULATOR_ACCOUNT_ID, emulatorVariables } from "./environment";
import { instanceAt } from "./identity";
import { emulatorSources } from "./location";
import { type EmulatorRecord, logFilePath, readRecord, removeRecord, statusFilePath } from "./statusFile";

/** `emulator status --format json` (design §3). Without a running emulator the values are null and `env` is empty. */
export interface EmulatorStatus {
  readonly running: boolean;
  readonly endpoint: string | null;
  readonly pid: number | null;
  readonly accountId: string;
  /** Variables with which an AWS client or Terraform reaches it. */
  readonly env: Readonly<Record<string, string>>;
  readonly instanceId: string | null;
}

/** A running emulator. */
export interface Emulator extends EmulatorStatus {
  readonly running: true;
  readonly endpoint: string;
  readonly pid: number;
  readonly instanceId: string;
  /** False when one was already running in the folder and this call started none. */
  readonly started: boolean;
  readonly logFile: string;
}

export interface StartOptions {
  /** Where its status and its log lie, for instance `out/emulator`. One emulator per folder. */
  readonly directory: string;
  /** A Python interpreter that has moto (`resolveEmulatorPython`). */
  readonly python: string;
  /**
   * It ends when this process has ended, however that ended (a number: when the process with that number has).
   * @default false: it stays until it is stopped
   */
  readonly ownedByProcess?: boolean | number;
  /** @default 0: any free port */
  readonly port?: number;
  /** File to which every distinct call is appended. @default nothing is recorded */
  readonly recordFile?: string;
  /** @default 60 seconds: loading takes one on an idle machine, far more on a busy one */
  readonly timeoutMs?: number;
}

/**
 * Starts an emulator, or reports the one that runs in the folder already. It is a process group of its own: Ctrl-C in
 * the terminal reaches Terraform, which still needs the emulator to finish what it has begun.
 * @throws UserError exit code 3 when Python or moto is missing, 4 when the emulator does not come up.
 */
export async function startEmulator(options: StartOptions): Promise<Emulator> {
  const directory = resolve(options.directory);
  return withStartLock(directory, async () => {
    const present = await runningRecord(directory);
    return present
      ? emulatorOf(directory, present, false)
      : emulatorOf(directory, await launch(directory, options), true);
  });
}

/** Ends the emulator of the folder. Its state is gone with it. @returns false when none was running */
export async function stopEmulator(directory: string): Promise<boolean> {
  const record = readRecord(directory);
  if (record === undefined) return false;
  // The process number may belong to somebody else by now; only who answers with the right instance is ended.
  const ours = (await instanceAt(record.endpoint)) === record.instanceId;
  if (ours) await endProcess(record.pid);
  removeRecord(directory, record.instanceId);
  return ours;
}

export async function emulatorStatus(directory: string): Promise<EmulatorStatus> {
  const record = await runningRecord(directory);
  return record
    ? statusOf(record)
    : { running: false, endpoint: null, pid: null, accountId: EMULATOR_ACCOUNT_ID, env: {}, instanceId: null };
}

async function runningRecord(directory: string): Promise<EmulatorRecord | undefined> {
  const record = readRecord(directory);
  if (record === undefined) return undefined;
  return (await instanceAt(record.endpoint)) === record.instanceId ? record : undefined;
}

function statusOf(record: EmulatorRecord): EmulatorStatus & { readonly running: true } {
  return {
    running: true,
    endpoint: record.endpoint,
    pid: record.pid,
    accountId: EMULATOR_ACCOUNT_ID,
    env: emulatorVariables(record.endpoint, process.env),
    instanceId: record.instanceId,
  };
}

function emulatorOf(directory: string, record: EmulatorRecord, started: boolean): Emulator {
  const { endpoint, pid, instanceId } = record;
  return { ...statusOf(record), endpoint, pid, instanceId, started, logFile: logFilePath(directory) };
}

async function launch(directory: string, options: StartOptions): Promise<EmulatorRecord> {
  mkdirSync(directory, { recursive: true });
  rmSync(statusFilePath(directory), { force: true });
  const child = spawnServer(directory, options);
  const end = endOf(child);
  const patience = Date.now() + (options.timeoutMs ?? 60_000);
  for (;;) {
    const record = readRecord(directory);
    if (record !== undefined && record.pid === child.pid) {
      child.unref();
      return record;
    }
    if (end.reason !== undefined) throw startFailure(end.reason, directory, options.python);
    if (Date.now() > patience) {
      if (child.pid !== undefined) await endProcess(child.pid);
      throw startFailure("it was not ready in time", directory, options.python);
    }
    await sleep(50);
  }
}

function spawnServer(directory: string, options: StartOptions): ChildProcess {
  const log = openSync(logFilePath(directory), "w", 0o600);
  try {
    const { ownedByProcess = false } = options;
    const ownerPid = ownedByProcess === true ? process.pid : ownedByProcess;
    const owner = ownerPid === false ? [] : ["--parent-pid", String(ownerPid)];
    return spawn(
      options.python,
      [
        join(emulatorSources(), "server.py"),
        ...["--port", String(options.port ?? 0), "--ready-file", statusFilePath(directory)],
        ...owner,
        ...(options.recordFile === undefined ? [] : ["--record", resolve(options.recordFile)]),
      ],
      { detached: true, stdio: ["ignore", log, log], env: serverEnvironment(process.env) },
    );
  } finally {
    closeSync(log);
  }
}

/** Without settings that would change what moto answers, and without credentials it has no need of. */
function serverEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^(AWS_|MOTO_|FLASK_|WERKZEUG_)/.test(name));
  return { ...Object.fromEntries(kept), PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" };
}

/** Filled in when the process ends or could not be started. */
function endOf(child: ChildProcess): { reason: string | undefined } {
  const end: { reason: string | undefined } = { reason: undefined };
  child.once("error", (error: NodeJS.ErrnoException) => {
    end.reason = error.code === "ENOENT" ? "no such interpreter" : error.message;
  });
  child.once("exit", (code, signal) => {
    end.reason ??= signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
  });
  return end;
}

function startFailure(reason: string, directory: string, python: string): UserError {
  if (reason === "no such interpreter") {
    return missingTool(
      "python",
      `The emulator needs Python, but ${python} is not there.`,
      "Install Python 3.10 or later as python3.",
    );
  }
  const log = lastLines(logFilePath(directory), 12);
  if (/No module named '(moto|flask|werkzeug|botocore)/.test(log)) {
    return missingTool(
      "moto",
      `${python} lacks what the emulator needs.\n${log}`,
      "Run the command again without --python, or install tools/emulator/requirements.txt.",
    );
  }
  return engineFailed(
    "emulator-start-failed",
    `The AWS emulator did not start: ${reason}.\n${log}`,
    `The whole log is in ${logFilePath(directory)}.`,
  );
}

function lastLines(path: string, count: number): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}
