import { join } from "node:path";
import type { ResourceGraph } from "../checks/graph/graph";
import type { Report } from "../checks/model";
import type { EngineName, Terraform } from "../engine/terraform";
import type { StackDescriptor, StackManifest } from "../stacks/manifest";
import type { Adoption } from "./adoption";
import type { ApprovalPolicy } from "./approval/approval";
import type { DeploymentLock } from "./deploymentLock";
import { type Holder, thisHolder } from "./holder";
import type { StateStore } from "./stateStore";

/** Reports what long work is doing. `stack` is empty for steps of the whole run. */
export type Progress = (message: string, stack?: string) => void;

/** How a set of inputs is judged: all rules, the exceptions file and the fixed threshold `medium`. */
export interface Judge {
  judge(inputs: readonly JudgeInput[], now: Date): Judgement;
  /** SHA-256 of what decides besides the inputs: exceptions, parameters and the rules themselves. */
  readonly policy: { readonly exceptions: string; readonly parameters: string; readonly rules: string };
}

export interface JudgeInput {
  readonly path: string;
  readonly stack: string;
  readonly kind: "terraform-json" | "plan" | "state" | "manifest";
  readonly text: string;
  readonly links: StackDescriptor["inputs"];
}

export interface Judgement {
  /** With passes, so that the evidence of each control can be shown. */
  readonly report: Report;
  /** What was judged, for the drawing; undefined in tests of the gate alone. */
  readonly graph?: ResourceGraph;
  /** One line each: why the gate says no. Empty when it says yes. Each names the stack that it stands on. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly stack: string | null;
  /** Rule and resource of the finding; unset for a refusal of another kind. */
  readonly rule?: string;
  readonly resource?: string;
  /** Stacks of the other resources that take part. */
  readonly related: readonly string[];
  readonly text: string;
}

/** Everything that plan, deploy, verify and destroy need of one environment; made once per run by the CLI. */
export interface Deployment {
  readonly name: string;
  /** Directory `out/<name>`, absolute. */
  readonly directory: string;
  readonly manifest: StackManifest;
  /** Kubernetes objects of the services, as they will be installed: part of the design. @default none */
  readonly manifests?: readonly { readonly path: string; readonly text: string }[];
  /** Stacks that the run plans or applies; the others are judged from their states. @default all of them */
  readonly only?: ReadonlySet<string>;
  readonly engine: Terraform;
  readonly provenance: {
    readonly kitVersion: string;
    readonly engineName: EngineName;
    readonly engineVersion: string;
    readonly providerVersion: string;
  };
  /** Text of the lock file that every stack's providers must match, or undefined on a platform without known sums. */
  readonly lockFile: string | undefined;
  readonly emulator:
    | { readonly instanceId: string; readonly endpoint: string; isAlive(): Promise<boolean> }
    | undefined;
  /** Content of `emulator_override.tf.json` for a stack's Terraform JSON, where an emulator is used. */
  readonly overrideFor: ((stackJson: unknown) => unknown) | undefined;
  readonly stateStore: StateStore;
  /** Keeps other deployments of the environment away while one runs, from whichever machine. */
  readonly lock: DeploymentLock;
  readonly judge: Judge;
  /** By stack: what stands already and the next plan takes over. @default nothing */
  readonly imports?: { readonly [stack: string]: readonly Adoption[] };
  /** Who must have signed a plan before it is applied; undefined where the environment asks for nobody. */
  readonly approval: ApprovalPolicy | undefined;
  readonly progress: Progress;
  readonly now: () => Date;
  /** Hours that a plan's verdict stays good. */
  readonly timeToLiveHours: number;
  /** Applies at the same time; they mostly wait for the provider. */
  readonly parallelism: number;
  /**
   * Plans and verdicts at the same time. @default `parallelism`: they wait for AWS too. On the emulator nothing is far
   * away, and more of them than processors only hold up those that others wait for.
   */
  readonly planningSlots?: number;
}

/** This run as the holder of the environment's lock. */
export function holderOf(deployment: Pick<Deployment, "only" | "now">, operation: "deploy" | "destroy"): Holder {
  return thisHolder(operation, deployment.only, deployment.now());
}

export function stackDirectory(deployment: Pick<Deployment, "directory">, stack: StackDescriptor): string {
  return join(deployment.directory, "stacks", stack.directory);
}

export function stackNamed(deployment: Deployment, name: string): StackDescriptor {
  const found = deployment.manifest.stacks.find((stack) => stack.name === name);
  if (!found) throw new Error(`no stack ${name} in the manifest`);
  return found;
}

/** Names of all stacks that a stack builds on, directly or through others, in deployment order. */
export function upstreamOf(manifest: StackManifest, stack: StackDescriptor): readonly string[] {
  const wanted = new Set<string>();
  const visit = (names: readonly string[]): void => {
    for (const name of names) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      visit(manifest.stacks.find((candidate) => candidate.name === name)?.needs ?? []);
    }
  };
  visit(stack.needs);
  return manifest.stacks.map((candidate) => candidate.name).filter((name) => wanted.has(name));
}
