import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment.generated";
import type { StackManifest } from "../../stacks/manifest";
import { synthesize } from "../../stacks/synthesize";

/** A resource that the environment's stacks will make, as they were synthesized. */
export interface PlannedResource {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly region: string;
  readonly body: Body;
}
export type Body = Readonly<Record<string, unknown>>;

export interface Needs {
  readonly manifest: StackManifest;
  readonly resources: readonly PlannedResource[];
}

/** What the stacks will make. Synthesized aside: nothing is left behind, and no plan of `out/` is touched. */
export function needsOf(environment: Environment): Needs {
  const folder = mkdtempSync(join(tmpdir(), "digit-platform-doctor-"));
  try {
    const manifest = synthesize(environment, folder);
    const resources = manifest.stacks.flatMap((stack) => {
      const source: unknown = JSON.parse(readFileSync(join(folder, "stacks", stack.directory, "cdk.tf.json"), "utf8"));
      return resourcesIn(stack.name, bodyOf(source), manifest.region);
    });
    return { manifest, resources };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resourcesIn(stack: string, source: Body, home: string): readonly PlannedResource[] {
  const providers = bodiesOf(bodyOf(source.provider).aws);
  const regions = new Map(providers.map(({ alias, region }) => [alias ? `aws.${alias}` : "aws", String(region)]));
  return Object.entries(bodyOf(source.resource)).flatMap(([type, named]) =>
    Object.entries(bodyOf(named)).map(([name, body]) => {
      const region = regions.get(String(bodyOf(body).provider ?? "aws")) ?? home;
      return { stack, type, name, region, body: bodyOf(body) };
    }),
  );
}

/**
 * Addresses in a state as Terraform stores it (raw, version 4).
 * @throws SyntaxError for anything else, an encrypted state of OpenTofu among it: it would look like an empty one.
 */
export function addressesIn(state: string): ReadonlySet<string> {
  const { resources } = JSON.parse(state) as { resources?: readonly Body[] };
  if (!Array.isArray(resources)) throw new SyntaxError("The states cannot be read: they list no resources.");
  const managed = resources.filter(
    (resource) => resource.mode === "managed" && bodiesOf(resource.instances).length > 0,
  );
  return new Set(managed.map((resource) => `${resource.type}.${resource.name}`));
}

export function bodyOf(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

/** Terraform's JSON lets a block stand alone or in a list. */
export function bodiesOf(value: unknown): readonly Body[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(bodyOf);
}

/** A text that synthesis wrote out; undefined for one that is only known when applied. */
export function literal(value: unknown): string | undefined {
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

export const figure = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0);
