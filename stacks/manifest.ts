/**
 * What synthesis says of its stacks to whoever plans, checks and applies them
 * (`out/<name>/stacks/manifest.json`). Written sorted, without clock or machine: same environment, same bytes.
 */
export interface StackManifest {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly target: "aws" | "datacentre";
  /** Account that every stack's provider is limited to. */
  readonly accountId: string;
  readonly region: string;
  readonly recoveryRegion: string;
  /** Bucket that holds all states, and the key that encrypts them; made by the stack `state`. */
  readonly stateBackend: { readonly bucket: string; readonly region: string; readonly kmsKeyAlias: string };
  /** In deployment order: a stack stands after everything that it needs. */
  readonly stacks: readonly StackDescriptor[];
}

export interface StackDescriptor {
  readonly name: string;
  /** What the stack is for, in one sentence for the plan and the report. */
  readonly title: string;
  /** Directory with `cdk.tf.json`, relative to the manifest. */
  readonly directory: string;
  /** Stacks that must be applied before this one is planned. */
  readonly needs: readonly string[];
  /** Terraform variables of this stack and the output of an earlier stack that each is filled from. */
  readonly inputs: { readonly [variable: string]: { readonly stack: string; readonly output: string } };
  /** True for the one stack whose own state starts local and is then moved into the bucket that it makes. */
  readonly bootstrapsState: boolean;
  /** Why `destroy` leaves the whole stack alone (the states, what several environments share); unset: it goes. */
  readonly keptOnDestroy?: string;
}

/** Name under which the services' Kubernetes objects are judged, beside the stacks of Terraform. */
export const servicesStack = "services";
