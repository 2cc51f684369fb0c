/** What the readers hand to the graph: views over parsed input, nothing copied or normalised yet. */
import type { PathStep } from "../graph/path";
import type { InputKind, InputNote, SourceLocation } from "../model";
import type { RecordedFiles } from "./sourceFiles";

/** An output of an earlier stack that fills a variable. */
export interface Link {
  readonly stack: string;
  readonly output: string;
}

export interface ParsedInput {
  readonly path: string;
  readonly kind: InputKind;
  readonly stack: string | null;
  /** Of the bytes of its own files; the report's sum also covers files that expressions read. */
  readonly sha256: string;
  /** Variables of the root module that an earlier stack's outputs fill. */
  readonly links: Readonly<Record<string, Link>>;
  /** What the input says about how values come about: Terraform JSON, or the configuration inside a plan. */
  readonly configuration?: ModuleConfig;
  /** Resources as planned or as they are. Absent for sources, whose resources follow from the configuration. */
  readonly instances?: readonly InstanceRecord[];
  /** Kubernetes objects, in the order in which they are written. */
  readonly objects?: readonly ManifestObject[];
  /** Kinds of a live cluster that could not be read, with the cause. */
  readonly unread?: readonly { readonly type: string; readonly cause: string }[];
  /** Values of the root module's variables, where the input states them. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Values of the root module's outputs, where the input states them. */
  readonly outputs?: Readonly<Record<string, OutputRecord>>;
  /** What could not be read, with the reason. */
  readonly notes?: readonly InputNote[];
  /** Files that functions may read, by paths relative to the root module; only where a folder was named. */
  readonly files?: RecordedFiles;
  /** Whether its text calls a function that may read one of them. */
  readonly readsFiles?: boolean;
}

/** One Kubernetes object with the place where it is written. */
export interface ManifestObject {
  readonly body: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** Template of the chart that Helm rendered it from. */
  readonly construct?: string;
  /** Line, from 1, of the value at a path, or of the nearest thing around it. Undefined for what is in no file. */
  lineOf(steps: readonly PathStep[]): number | undefined;
  /** Comments that stand in the object or in front of it; YAML only. */
  comments?(): readonly Comment[];
}

export interface OutputRecord {
  readonly value: unknown;
  /** True, or a tree with true where the value is only known after apply. */
  readonly unknown?: unknown;
  readonly sensitive: boolean;
}

export interface InstanceRecord {
  readonly address: string;
  /** Empty for the root module. */
  readonly moduleAddress: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: unknown;
  /** Tree of the shape of `values` with true where the value is only known after apply. */
  readonly unknown?: unknown;
  /** Tree of the same shape with true where the value is sensitive. */
  readonly sensitive?: unknown;
}

/**
 * How values in a module are written. `json`: Terraform JSON, strings are templates; HCL has the same shape with
 * expressions (`WrittenExpression`) as leaves, and both may stand in one module. `plan`: the representation of a plan's
 * configuration, `{constant_value}` or `{references}` at the leaves.
 */
export type ConfigSyntax = "json" | "plan";

export interface ModuleConfig {
  readonly syntax: ConfigSyntax;
  /** `path.module`: relative to the root module, `.` for the root itself. Undefined where the input has no folder. */
  readonly directory?: string;
  /** By `type.name`, or `data.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly variables: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Where variables are declared, as far as the input says it. */
  readonly variableSources?: ReadonlyMap<string, () => SourceLocation>;
  /** Undefined where the input does not carry local values (a plan). */
  readonly locals: ReadonlyMap<string, unknown> | undefined;
  readonly outputs: ReadonlyMap<string, OutputConfig>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By `aws`, or `aws.<alias>`. */
  readonly providers: ReadonlyMap<string, unknown>;
  readonly backends: readonly {
    readonly type: string;
    readonly body: unknown;
    readonly source: () => SourceLocation;
  }[];
}

export interface OutputConfig {
  readonly value: unknown;
  readonly sensitive: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  readonly source?: () => SourceLocation;
}

export interface ModuleCall {
  readonly name: string;
  readonly sourceAddress: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Undefined where the called module is not part of the input. */
  readonly module: ModuleConfig | undefined;
  readonly count: unknown;
  readonly forEach: unknown;
  /** Provider of the child by its key in the child: `{ aws: "aws.recovery" }`. */
  readonly providers: Readonly<Record<string, string>>;
  readonly source?: () => SourceLocation;
}

export interface ResourceConfig {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: unknown;
  readonly count: unknown;
  readonly forEach: unknown;
  /** Key in the module's providers; in a plan, key in those of the root, already resolved through the modules. */
  readonly provider: string;
  /** Address inside the module where it is not `type.name`: `var.region`. */
  readonly address?: string;
  source(): SourceLocation;
  /** Line, from 1, of the attribute or block at a path, or of the nearest thing around it; HCL only. */
  lineAt?(steps: readonly PathStep[]): number | undefined;
  /** Comments that stand in the resource or directly above it: `//` in JSON, all three kinds in HCL. */
  comments?(): readonly Comment[];
}

export interface Comment {
  /** Without the marks that make it a comment. */
  readonly text: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}
