import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";

/** The parts of `terraform show -json PLAN` (format 1.x) that the gate reads. */
export interface PlanDocument {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly applyable?: boolean;
  readonly errored?: boolean;
  /** False for a plan that leaves things out (`-target`, deferred changes). */
  readonly complete?: boolean;
  readonly configuration?: PlanConfiguration;
  /** Actions of providers that are no resources (Terraform 1.14 and later). */
  readonly action_invocations?: readonly unknown[];
  readonly resource_changes?: readonly ResourceChange[];
  /** What changed outside Terraform since the last apply, as the refresh before the plan found it. */
  readonly resource_drift?: readonly ResourceChange[];
  /** The state as the refresh left it, in the form of `terraform show -json`. */
  readonly prior_state?: unknown;
  readonly output_changes?: Readonly<Record<string, unknown>>;
}

interface PlanConfiguration {
  readonly provider_config?: Readonly<
    Record<
      string,
      {
        readonly full_name?: string;
        readonly expressions?: { readonly region?: { readonly constant_value?: unknown } };
      }
    >
  >;
  readonly root_module?: PlanModule;
}

interface PlanModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly provider_config_key?: string;
    readonly expressions?: Readonly<Record<string, unknown>>;
    readonly provisioners?: readonly unknown[];
  }[];
  readonly module_calls?: Readonly<Record<string, { readonly module?: PlanModule }>>;
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** Set for what a replacement left behind and this plan deletes. */
  readonly deposed?: string;
  /** Why Terraform chose these actions, for instance `replace_because_tainted`. */
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown: unknown;
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    readonly importing?: unknown;
    /** Paths of the attributes that cannot be changed in place. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** Providers whose resources the rules speak of, and Terraform's own. */
const judgedProviders = /^(registry\.(terraform\.io|opentofu\.org)\/hashicorp\/aws|terraform\.io\/builtin\/terraform)$/;

/**
 * What an apply of the plan would do and no rule can see: commands of provisioners, other providers, actions. A plan
 * file carries a configuration of its own, so that looking at the files beside it is not enough.
 */
export function unjudgedParts(plan: PlanDocument): readonly string[] {
  const providers = Object.values(plan.configuration?.provider_config ?? {}).map(
    (provider) => provider.full_name ?? "a provider without a name",
  );
  return [
    ...provisionedIn(plan.configuration?.root_module, "").map(
      (address) => `${address} runs commands (a provisioner), which no rule judges`,
    ),
    ...[...new Set(providers)]
      .filter((name) => !judgedProviders.test(name))
      .sort()
      .map((name) => `the plan uses ${name}, whose resources no rule judges`),
    ...((plan.action_invocations ?? []).length > 0 ? ["the plan invokes actions, which no rule judges"] : []),
    ...(plan.complete === false ? ["the plan is not complete: parts of the configuration are left out"] : []),
  ];
}

function provisionedIn(module: PlanModule | undefined, prefix: string): readonly string[] {
  const own = (module?.resources ?? []).filter((resource) => (resource.provisioners ?? []).length > 0);
  const calls = Object.entries(module?.module_calls ?? {});
  return [
    ...own.map((resource) => `${prefix}${resource.address}`),
    ...calls.flatMap(([name, call]) => provisionedIn(call.module, `${prefix}module.${name}.`)),
  ];
}

/**
 * Whether an apply of the plan would do anything. Terraform says so itself; OpenTofu does not, so that it is read from
 * what would change.
 */
export function isApplyable(plan: PlanDocument): boolean {
  if (plan.applyable !== undefined) return plan.applyable;
  const outputs = Object.values(plan.output_changes ?? {}) as readonly { readonly actions?: readonly string[] }[];
  return (
    (plan.resource_changes ?? []).some((change) => !["none", "read"].includes(kindOf(change))) ||
    outputs.some(({ actions }) => (actions ?? []).some((action) => action !== "no-op"))
  );
}

export type ChangeKind = "delete" | "replace" | "forget" | "update" | "create" | "import" | "read" | "none";

/** The worst first, as a reader of a plan wants it. */
export const changeKinds: readonly ChangeKind[] = ["delete", "replace", "forget", "update", "create", "import"];

export function kindOf(change: ResourceChange): ChangeKind {
  const actions = change.change.actions;
  if (actions.includes("delete")) return actions.includes("create") ? "replace" : "delete";
  // Left to itself in the cloud, out of the state and of every rule's sight.
  if (actions.includes("forget")) return "forget";
  if (actions.includes("update")) return "update";
  if (actions.includes("create")) return "create";
  if (change.change.importing) return "import";
  return actions.includes("read") ? "read" : "none";
}

export function countChanges(plan: PlanDocument): { add: number; change: number; remove: number } {
  const kinds = (plan.resource_changes ?? []).map(kindOf);
  const count = (...wanted: ChangeKind[]): number => kinds.filter((kind) => wanted.includes(kind)).length;
  return {
    add: count("create", "replace", "import"),
    change: count("update"),
    remove: count("delete", "replace", "forget"),
  };
}

/** Two plans with the same fingerprint do the same thing: same changes and outputs, in any order (design §4). */
export function planFingerprint(plan: PlanDocument): string {
  const changes = (plan.resource_changes ?? [])
    .filter((change) => !["none", "read"].includes(kindOf(change)))
    .map((change) => ({
      address: change.address,
      actions: change.change.actions,
      after: change.change.after,
      after_unknown: change.change.after_unknown,
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return sha256(toStableJson({ changes, outputs: plan.output_changes ?? {} }));
}
