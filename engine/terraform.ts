import { engineFailed, gateRefused, missingTool, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { type Diagnostic, type EngineEvent, parseEvent } from "./events";
import { LockFile } from "./lockFile";
import { type ProcessEnd, type RunningProcess, runProcess } from "./process";

/** Both read the same configuration and the same states. */
export type EngineName = "terraform" | "opentofu";

export interface EngineOptions {
  /** What it is called in messages. @default "terraform" */
  readonly name?: EngineName;
  readonly binary: string;
  /** Directory with a `registry.terraform.io` tree; without it Terraform asks its own CLI configuration. */
  readonly pluginDirectory?: string;
  /** Where downloaded providers are kept for the next stack and the next run, when there is no mirror. */
  readonly pluginCache: string;
  /** Variables that reach the child beyond the process's own; undefined removes one. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Terraform's own variables change what a plan contains or skip a step behind the gate's back; these do not. */
const harmlessVariables = /^(TF_CLI_CONFIG_FILE$|TF_TOKEN_|TF_REGISTRY_|TF_APPEND_USER_AGENT$)/;
const passesOn = (name: string): boolean => !/^(TF_|TERRAFORM_)/.test(name) || harmlessVariables.test(name);

/**
 * Go's garbage collector, told to rest longer: a call of Terraform builds the schemas of 1,400 resource types and ends.
 * It takes a sixth of the processor time off a plan, for 75 MB more (measured with Terraform 1.11.4 and provider 5.100.0);
 * the limit keeps a provider that works long from growing by that. What the caller's environment says counts more.
 */
const memoryForTime = { GOGC: "300", GOMEMLIMIT: "1GiB" };

function given(environment: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** An engine call that ended with an error of its own, with what Terraform said. */
export class EngineError extends UserError {
  readonly diagnostics: readonly Diagnostic[];
  readonly end: ProcessEnd;

  constructor(step: string, end: ProcessEnd, diagnostics: readonly Diagnostic[], name: EngineName = "terraform") {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const said = errors.map((error) =>
      [error.address, error.summary, firstLines(error.detail, 6)].filter(Boolean).join(": "),
    );
    const how = end.signal ? `was ended by ${end.signal}` : `failed (exit ${end.code})`;
    super({
      code: end.signal ? "engine-killed" : "engine-failed",
      message: `${name} ${step} ${how}${said.length > 0 ? `:\n  ${said.join("\n  ")}` : `:\n  ${firstLines(end.stderr, 12)}`}`,
      exitCode: exitCodes.engineFailed,
    });
    this.diagnostics = errors;
    this.end = end;
  }
}

function firstLines(text: string, count: number): string {
  return text.trim().split("\n").slice(0, count).join("\n  ");
}

/** Terraform or OpenTofu behind its stable machine interfaces (`-json`, `show -json`); no text is ever parsed. */
export class Terraform {
  private readonly running = new Set<RunningProcess>();

  private stopped = false;
  private readonly name: EngineName;

  constructor(private readonly options: EngineOptions) {
    this.name = options.name ?? "terraform";
  }

  /**
   * Passes a signal on to every call under way, and starts no plan or apply any more: a signal that comes between two
   * calls counts as well. Terraform answers an interrupt by finishing what it has in hand.
   */
  signalAll(signal: NodeJS.Signals): void {
    this.stopped = true;
    for (const child of this.running) child.signal(signal);
  }

  /** Numbers of the processes under way. */
  get pids(): readonly number[] {
    return [...this.running].map((child) => child.pid);
  }

  /** `lockedProviders`: refuse a provider whose checksum is not in the lock file that lies in `directory`. */
  async init(
    directory: string,
    options: { readonly lockedProviders: boolean; readonly migrateState?: boolean; readonly backend?: boolean },
  ): Promise<void> {
    const args = ["init", "-input=false", "-no-color"];
    if (this.options.pluginDirectory) args.push(`-plugin-dir=${this.options.pluginDirectory}`);
    const lock = options.lockedProviders && this.name === "opentofu" ? new LockFile(directory) : undefined;
    if (options.lockedProviders && !lock) args.push("-lockfile=readonly");
    if (options.backend === false) args.push("-backend=false");
    if (options.migrateState) args.push("-migrate-state", "-force-copy");
    else args.push("-reconfigure");
    let overrides: Diagnostic | undefined;
    // A move of the state and machine output exclude each other.
    const { end, diagnostics } = await this.call(
      directory,
      options.migrateState ? args : [...args, "-json"],
      (event) => {
        if (event.type === "diagnostic" && /development overrides/i.test(event.diagnostic.summary))
          overrides = event.diagnostic;
      },
    );
    if (overrides) {
      throw gateRefused(
        "provider-overridden",
        `A provider of one's own stands in for the checked one (${firstLines(overrides.detail, 6)}); its checksum is not looked at.`,
        "Take the block dev_overrides out of Terraform's CLI configuration (~/.terraformrc or what TF_CLI_CONFIG_FILE names).",
      );
    }
    lock?.restore();
    if (end.code === 0) return;
    const unreachable = diagnostics.some(
      (diagnostic) => /provider|registry/i.test(diagnostic.summary) && !/backend/i.test(diagnostic.summary),
    );
    if (unreachable) {
      const said = diagnostics
        .map((diagnostic) => `${diagnostic.summary}: ${firstLines(diagnostic.detail, 4)}`)
        .join("\n  ");
      throw missingTool(
        "provider-aws",
        `The Terraform provider hashicorp/aws could not be installed:\n  ${said}`,
        "Give this machine access to the Terraform registry, or put a filesystem mirror with the provider into one of Terraform's plugin directories or name it in DIGIT_PROVIDER_MIRROR (`digit-platform doctor` shows where was looked).",
      );
    }
    throw new EngineError("init", end, diagnostics, this.name);
  }

  async validate(directory: string): Promise<readonly Diagnostic[]> {
    const end = await this.run(directory, ["validate", "-json", "-no-color"]);
    const result = JSON.parse(end.stdout) as {
      diagnostics?: { severity: string; summary: string; detail?: string; address?: string }[];
    };
    return (result.diagnostics ?? []).map((found) => ({
      severity: found.severity === "error" ? "error" : "warning",
      summary: found.summary,
      detail: found.detail ?? "",
      ...(found.address ? { address: found.address } : {}),
    }));
  }

  /** Writes a plan file. True when it changes something. */
  async plan(
    directory: string,
    planFile: string,
    options: { readonly destroy?: boolean; readonly onEvent?: (event: EngineEvent) => void } = {},
  ): Promise<boolean> {
    this.refuseWhenStopped("plan");
    const args = [
      "plan",
      "-input=false",
      "-no-color",
      "-lock-timeout=20s",
      "-detailed-exitcode",
      `-out=${planFile}`,
      "-json",
    ];
    if (options.destroy) args.push("-destroy");
    const { end, diagnostics } = await this.call(directory, args, options.onEvent);
    if (end.code === 0) return false;
    if (end.code === 2) return true;
    throw new EngineError("plan", end, diagnostics, this.name);
  }

  /** `terraform show -json` of a plan file, as text: the bytes that are hashed and judged. */
  async showPlan(directory: string, planFile: string): Promise<string> {
    return this.output(directory, ["show", "-json", "-no-color", planFile], "show");
  }

  /** The raw state (version 4), or undefined when there is none yet. */
  async pullState(directory: string): Promise<RawState | undefined> {
    const text = (await this.output(directory, ["state", "pull"], "state pull")).trim();
    return text === "" ? undefined : (JSON.parse(text) as RawState);
  }

  async pushState(directory: string, file: string): Promise<void> {
    await this.output(directory, ["state", "push", file], "state push");
  }

  async untaint(directory: string, address: string): Promise<void> {
    await this.output(directory, ["untaint", "-no-color", address], "untaint");
  }

  async forceUnlock(directory: string, lockId: string): Promise<void> {
    await this.output(directory, ["force-unlock", "-force", lockId], "force-unlock");
  }

  /** Applies exactly a plan file. */
  async apply(directory: string, planFile: string, onEvent: (event: EngineEvent) => void): Promise<void> {
    this.refuseWhenStopped("apply");
    const { end, diagnostics } = await this.call(
      directory,
      ["apply", "-input=false", "-no-color", "-lock-timeout=20s", "-json", planFile],
      onEvent,
    );
    if (end.code !== 0) throw new EngineError("apply", end, diagnostics, this.name);
  }

  private refuseWhenStopped(step: string): void {
    if (!this.stopped) return;
    throw new UserError({
      code: "interrupted",
      message: `${this.name} ${step} was not started: the run was interrupted`,
      exitCode: exitCodes.interrupted,
    });
  }

  private async output(directory: string, args: readonly string[], step: string): Promise<string> {
    const end = await this.run(directory, args);
    if (end.code !== 0) throw new EngineError(step, end, [], this.name);
    return end.stdout;
  }

  private async call(
    directory: string,
    args: readonly string[],
    onEvent?: (event: EngineEvent) => void,
  ): Promise<{ end: ProcessEnd; diagnostics: Diagnostic[] }> {
    const diagnostics: Diagnostic[] = [];
    const end = await this.run(directory, args, (line) => {
      const event = parseEvent(line);
      if (!event) return;
      if (event.type === "diagnostic" && event.diagnostic.severity === "error") diagnostics.push(event.diagnostic);
      onEvent?.(event);
    });
    return { end, diagnostics };
  }

  private async run(directory: string, args: readonly string[], onLine?: (line: string) => void): Promise<ProcessEnd> {
    let started: RunningProcess | undefined;
    try {
      return await runProcess(this.options.binary, args, {
        cwd: directory,
        env: this.childEnvironment(),
        ...(onLine ? { onLine } : {}),
        onStart: (child) => {
          started = child;
          this.running.add(child);
        },
      });
    } catch (error) {
      throw engineFailed(
        "engine-not-started",
        `${this.options.binary} could not be started`,
        "Run `digit-platform doctor`.",
        error,
      );
    } finally {
      if (started) this.running.delete(started);
    }
  }

  private childEnvironment(): NodeJS.ProcessEnv {
    const environment: NodeJS.ProcessEnv = {};
    for (const [name, value] of Object.entries(process.env)) {
      if (passesOn(name)) environment[name] = value;
    }
    Object.assign(environment, {
      ...memoryForTime,
      ...given(process.env, Object.keys(memoryForTime)),
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_PLUGIN_CACHE_DIR: this.options.pluginCache,
    });
    if (this.options.pluginDirectory) environment.TF_PLUGIN_CACHE_DIR = undefined;
    for (const [name, value] of Object.entries(this.options.environment)) environment[name] = value;
    for (const name of Object.keys(environment)) if (environment[name] === undefined) delete environment[name];
    return environment;
  }
}

/** The parts of a raw state (version 4) that the gate binds and resumes by. */
export interface RawState {
  readonly version: number;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly status?: string }[];
  }[];
}
