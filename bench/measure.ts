/** Wall time and peak memory of whole processes, measured by Python, which knows what its children used. */
import { spawnSync } from "node:child_process";

export interface Measured {
  readonly seconds: number;
  /** Largest resident set, in MiB. */
  readonly memory: number;
}

const script = `
import json, os, resource, subprocess, sys, time
runs, limit, allowed, command = int(sys.argv[1]), float(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4:]
seconds = []
for _ in range(runs):
    started = time.monotonic()
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=subprocess.PIPE)
        try:
            said = process.communicate(timeout=limit)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            print(json.dumps({"late": True}))
            sys.exit(0)
    seconds.append(time.monotonic() - started)
    if process.returncode not in allowed:
        print(json.dumps({"failed": process.returncode, "said": said.decode(errors="replace")[-2000:]}))
        sys.exit(0)
print(json.dumps({"seconds": sorted(seconds)[len(seconds) // 2], "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))
`;

export interface MeasureOptions {
  /** The median of so many runs. */
  readonly runs: number;
  /** Seconds after which a run is ended; the answer is then undefined. */
  readonly limit?: number;
  /** Exit codes that are fine: most checkers end with 1 when they find something. */
  readonly allowed?: readonly number[];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws Error with the program's last words where it fails. */
export function measured(command: readonly string[], options: MeasureOptions): Measured | undefined {
  const { runs, limit = 600, allowed = [0, 1], cwd, environment } = options;
  const { stdout, stderr } = spawnSync(
    "python3",
    ["-c", script, String(runs), String(limit), JSON.stringify(allowed), ...command],
    { encoding: "utf8", ...(cwd ? { cwd } : {}), env: { ...process.env, ...environment } },
  );
  const answer = JSON.parse(stdout || JSON.stringify({ failed: "python3", said: stderr })) as {
    readonly late?: true;
    readonly failed?: unknown;
    readonly said?: string;
    readonly seconds: number;
    readonly memory: number;
  };
  if (answer.late) return undefined;
  if (answer.failed !== undefined) {
    throw new Error(`${command.join(" ")} ended with ${String(answer.failed)}: ${answer.said ?? ""}`);
  }
  return { seconds: answer.seconds, memory: answer.memory };
}
