/** What modules and the graph that holds them ask of each other. */
import type { ModuleCall } from "../inputs/model";
import { type GraphScope } from "./boundScope";
import type { Datum, References } from "./graph";
import type { ModuleScope } from "./moduleScope";
import type { TerraformNode } from "./terraformNode";

/** What a module asks of the whole graph. */
export interface World {
  /** The producer of a stack's output, seen from another input. */
  output(stack: string, output: string, from: number): Output | undefined;
  /** Runs `compute` unless it is already running or the chain of references has grown too long. */
  guarded<T>(key: string, compute: () => T, otherwise: (cause: string) => T): T;
  /** Makes the nodes of one resource of a source. */
  expandResource(scope: ModuleScope, base: string): readonly TerraformNode[];
}

export interface Output {
  readonly value: () => Datum;
  readonly references: () => References;
}

export interface ParentCall {
  readonly module: ModuleScope;
  /** With `each` and `count` of the call. */
  readonly scope: GraphScope;
  readonly call: ModuleCall;
}
