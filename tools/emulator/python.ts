import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { missingTool, UserError } from "../../common/errors";
import { sha256 } from "../../common/hash";
import { emulatorSources } from "./location";
import { type Outcome, runQuietly } from "./run";

/** Where an interpreter comes from: found as it is, made by us earlier, or made just now. */
type PythonOrigin = "path" | "cache" | "installed";

export interface EmulatorPython {
  /** Command or path to start. */
  readonly python: string;
  /** Version of Python, for instance `3.11.7`. */
  readonly version: string;
  readonly origin: PythonOrigin;
}

const OLDEST = [3, 10] as const;

/** Prints the version of Python, and of moto where its server can be loaded. */
const PROBE = [
  "import json, platform",
  "found = {'python': platform.python_version(), 'moto': None}",
  "try:",
  "    import moto, moto.moto_server.werkzeug_app",
  "    found['moto'] = moto.__version__",
  "except Exception:",
  "    pass",
  "print(json.dumps(found))",
].join("\n");

/**
 * An interpreter that can run the emulator: `python3` of the PATH when it has the pinned moto, else a virtual
 * environment under `cacheDirectory`, made once from `requirements.txt` and found again by its hash. It is built aside
 * and moved into place whole, so an interrupted or a parallel installation leaves nothing half made.
 * @throws UserError exit code 3 when Python is missing or too old, or the packages cannot be had.
 */
export async function resolveEmulatorPython(
  cacheDirectory: string,
  progress: (message: string) => void = () => undefined,
  candidate = "python3",
): Promise<EmulatorPython> {
  const requirements = join(emulatorSources(), "requirements.txt");
  const pins = readFileSync(requirements, "utf8");
  const moto = pinnedMoto(pins);
  const found = await probe(candidate);
  if (found === undefined) {
    throw missingTool("python", "The AWS emulator needs Python, but there is no python3 on the PATH.", INSTALL_PYTHON);
  }
  if (found.moto === moto) return { python: candidate, version: found.python, origin: "path" };
  if (isTooOld(found.python)) {
    throw missingTool(
      "python",
      `The AWS emulator needs Python 3.10 or later; python3 is ${found.python}.`,
      INSTALL_PYTHON,
    );
  }
  const home = join(cacheDirectory, `emulator-python-${sha256(`${pins}\n${found.python}`).slice(0, 16)}`);
  const cached = await usable(home, moto);
  if (cached) return { ...cached, origin: "cache" };
  progress(`Installing moto ${moto} for the AWS emulator (once, about half a minute)`);
  await install(candidate, requirements, home, moto);
  const installed = await usable(home, moto);
  if (installed === undefined) {
    throw missingTool(
      "moto",
      `moto ${moto} was installed in ${home} but cannot be loaded.`,
      `Remove ${home} and run the command again.`,
    );
  }
  return { ...installed, origin: "installed" };
}

const PIP_INSTALL = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"];

const REACH_REGISTRY =
  "Make a Python package registry reachable (pip reads its own configuration and HTTPS_PROXY), or install tools/emulator/requirements.txt for python3 by hand.";

const INSTALL_PYTHON =
  "Install Python 3.10 or later with its venv module (Debian, Ubuntu: apt-get install python3 python3-venv).";

/** The version in the line `moto==…`. */
export function pinnedMoto(requirements: string): string {
  const version = /^moto(?:\[[^\]]*\])?==(\S+)$/m.exec(requirements)?.[1];
  if (version === undefined) throw new Error("requirements.txt pins no moto");
  return version;
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

async function probe(python: string): Promise<{ python: string; moto: string | null } | undefined> {
  const outcome = await runQuietly(python, ["-c", PROBE]);
  if (outcome.code !== 0) return undefined;
  try {
    return JSON.parse(outcome.output.trim().split("\n").at(-1) ?? "") as { python: string; moto: string | null };
  } catch {
    return undefined;
  }
}

async function usable(home: string, moto: string): Promise<{ python: string; version: string } | undefined> {
  const python = join(home, "bin", "python");
  const found = await probe(python);
  return found?.moto === moto ? { python, version: found.python } : undefined;
}

async function install(python: string, requirements: string, home: string, moto: string): Promise<void> {
  const aside = `${home}.${process.pid}.tmp`;
  mkdirSync(dirname(home), { recursive: true });
  try {
    refuseFailure(
      await runQuietly(python, ["-m", "venv", aside]),
      missingTool("venv", "A virtual environment for the AWS emulator could not be made.", INSTALL_PYTHON),
    );
    refuseFailure(
      await runQuietly(join(aside, "bin", "python"), [...PIP_INSTALL, "--requirement", requirements]),
      missingTool("moto", "pip could not install what the AWS emulator needs.", REACH_REGISTRY),
    );
    // Another process may have been quicker: then its installation is as good as this one.
    if (await usable(home, moto)) return;
    rmSync(home, { recursive: true, force: true });
    renameSync(aside, home);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function refuseFailure(outcome: Outcome, error: UserError): void {
  if (outcome.code === 0) return;
  const said = outcome.output.trim().split("\n").slice(-6).join("\n");
  throw said === "" ? error : withDetail(error, said);
}

function withDetail(error: UserError, detail: string): UserError {
  const { code, exitCode, hint } = error;
  return new UserError({ code, exitCode, message: `${error.message}\n${detail}`, ...(hint ? { hint } : {}) });
}
