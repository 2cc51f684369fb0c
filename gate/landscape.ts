import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RawState } from "../engine/terraform";
import { type StackDescriptor, servicesStack } from "../stacks/manifest";
import { type Deployment, type JudgeInput, type Judgement, stackDirectory } from "./deployment";
import { resourcesOf } from "./reduce";
import type { StateStore } from "./stateStore";
import { files } from "./workspace";

type StoredOutputs = { readonly [name: string]: { readonly value: unknown; readonly sensitive?: boolean } };

/**
 * What is known of every stack during a run: its source always, its state once there is one. A plan is judged
 * together with it, so that rules across stacks see the whole platform.
 */
export class Landscape {
  private readonly states = new Map<string, { readonly text: string; readonly outputs: StoredOutputs }>();

  constructor(
    private readonly deployment: Pick<Deployment, "directory" | "manifest" | "manifests"> & {
      readonly stateStore: Pick<StateStore, "read">;
    },
  ) {}

  /** Takes a stack's state from where it is stored. A destroyed stack's empty one counts as none. */
  async readState(stack: string): Promise<void> {
    const text = await this.deployment.stateStore.read(stack);
    const state = text === undefined ? undefined : JSON.parse(text);
    if (text !== undefined && state.resources?.length > 0)
      this.states.set(stack, { text, outputs: state.outputs ?? {} });
    else this.states.delete(stack);
  }

  stateOf(stack: string): string | undefined {
    return this.states.get(stack)?.text;
  }

  /** An output of a stack as its state has it. */
  outputOf(stack: string, output: string): { readonly value: unknown; readonly sensitive: boolean } | undefined {
    const stored = this.states.get(stack)?.outputs[output];
    return stored && { value: stored.value, sensitive: stored.sensitive === true };
  }

  /** Whether a stack declares a resource of this plain address, or has it in its state. */
  holds(stack: string, address: string): boolean {
    const base = address.replace(/\[.*$/, "");
    const [type = "", name = ""] = base.split(".");
    const descriptor = this.deployment.manifest.stacks.find((candidate) => candidate.name === stack);
    const source = descriptor && join(stackDirectory(this.deployment, descriptor), files.source);
    if (source && existsSync(source) && resourcesOf(JSON.parse(readFileSync(source, "utf8"))).has(base)) return true;
    const state = JSON.parse(this.stateOf(stack) ?? "{}") as RawState;
    return (state.resources ?? []).some((resource) => resource.type === type && resource.name === name);
  }

  /** Everything as source, and what will run in the cluster: the design. */
  designInputs(): JudgeInput[] {
    const manifests = (this.deployment.manifests ?? []).map(
      ({ path, text }): JudgeInput => ({ path, text, kind: "manifest", stack: servicesStack, links: {} }),
    );
    return [...this.deployment.manifest.stacks.map((stack) => this.sourceInput(stack)), ...manifests];
  }

  /** One stack by its plan, the others by their states where they have one, else by their sources. */
  planInputs(planned: StackDescriptor, planJson: string): JudgeInput[] {
    return this.deployment.manifest.stacks.map((stack) => {
      if (stack.name !== planned.name) return this.stateOrSource(stack);
      return {
        path: this.pathOf(stack, files.planJson),
        stack: stack.name,
        kind: "plan" as const,
        text: planJson,
        links: stack.inputs,
      };
    });
  }

  /** Every stack by its state, where it has one; `refreshed` holds states that were read anew, in place of those. */
  stateInputs(refreshed: ReadonlyMap<string, string> = new Map()): JudgeInput[] {
    return this.deployment.manifest.stacks.map((stack) => this.stateOrSource(stack, refreshed.get(stack.name)));
  }

  private stateOrSource(stack: StackDescriptor, text = this.stateOf(stack.name)): JudgeInput {
    if (text === undefined) return this.sourceInput(stack);
    return { path: this.pathOf(stack, "state"), stack: stack.name, kind: "state", text, links: stack.inputs };
  }

  private sourceInput(stack: StackDescriptor): JudgeInput {
    const text = readFileSync(join(stackDirectory(this.deployment, stack), files.source), "utf8");
    return {
      path: this.pathOf(stack, files.source),
      stack: stack.name,
      kind: "terraform-json",
      text,
      links: stack.inputs,
    };
  }

  private pathOf(stack: StackDescriptor, file: string): string {
    return `stacks/${stack.directory}/${file}`;
  }
}

/**
 * Of a judgement over the whole landscape, what concerns some stacks: findings that stand on them or that take one of
 * their resources as the other side. A weakness of another stack's state is that stack's own to refuse or repair.
 */
export function refusalsOf(judgement: Judgement, stacks: ReadonlySet<string>): Judgement {
  return {
    ...judgement,
    refusals: judgement.refusals.filter(
      ({ stack, related }) => stack === null || stacks.has(stack) || related.some((other) => stacks.has(other)),
    ),
  };
}
