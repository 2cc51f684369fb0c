/** From recorded and reviewed calls to what IAM must allow: actions, each with the resources that it is for. */
import reference from "../../catalogue/permissions/actions.json";
import names from "../../catalogue/permissions/names.json";
import recorded from "../../catalogue/permissions/recorded.json";
import reviewed from "../../catalogue/permissions/reviewed.json";

/** ARNs that a call named, by region. */
interface CallsByRegion {
  readonly [region: string]: readonly string[];
}

/** What the emulator saw; `tools/permissions/record.ts` writes it. */
export interface Recording {
  readonly [stack: string]: { readonly [phase: string]: { readonly [operation: string]: CallsByRegion } };
}

/** An action with the resources that it is allowed on; `*` where IAM knows no resource for it. */
export interface Grant {
  readonly action: string;
  readonly resources: readonly string[];
  readonly regions: readonly string[];
}

/** A statement that no recording shows, with its reason and where AWS says so. Never seen on AWS itself. */
export interface ReviewedStatement {
  /** Stacks that need it; `*` for all. */
  readonly stacks: readonly string[];
  readonly sid: string;
  readonly why: string;
  readonly source: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
}

export const recording: Recording = recorded as Recording;

export const reviewedStatements: readonly ReviewedStatement[] = reviewed.statements as readonly ReviewedStatement[];

/** Phases of stacks that the recording lacks, and why. */
export const notRecorded: readonly { readonly stack: string; readonly phase: string; readonly why: string }[] =
  reviewed.notRecorded;

/** Actions by which stored data, or a key of it, is lost; only the policies for `destroy` have them. */
export const dataDeletions: ReadonlySet<string> = new Set(reviewed.dataDeletions);

/** Actions that are allowed only on what carries the environment's tag, because its ARN cannot carry its name. */
export const tiedByTag: ReadonlySet<string> = new Set(reviewed.tiedByTag);

const prefixes: { readonly [service: string]: string } = names.prefixes;
const differing: { readonly [operation: string]: readonly string[] } = names.operations;
const types: { readonly [action: string]: string } = reference.types;
const levels: { readonly [action: string]: string } = reference.levels;
const patterns: { readonly [service: string]: { readonly [type: string]: string } } = reference.resources;

/** IAM actions that an operation needs; none where `catalogue/permissions/names.json` says why. */
export function actionsOf(operation: string): readonly string[] {
  const [service = "", name = ""] = operation.split(":");
  return differing[operation] ?? [`${prefixes[service] ?? service}:${name}`];
}

/** `Read`, `List`, `Write`, `Tagging` or `Permissions management`, after the reference. */
export function levelOf(action: string): string | undefined {
  return levels[action];
}

/** Whether the reference of IAM's actions, as far as it is kept here, has the action. */
export function isKnown(action: string): boolean {
  return action in types;
}

/** What a stack's recorded calls need. `phases`: those of interest. */
export function grantsOf(calls: Recording, stack: string, phases: readonly string[]): readonly Grant[] {
  const found = new Map<string, { readonly targets: Set<string>; readonly regions: Set<string> }>();
  for (const phase of phases) {
    for (const [operation, byRegion] of Object.entries(calls[stack]?.[phase] ?? {})) {
      for (const action of actionsOf(operation)) {
        const entry = found.get(action) ?? { targets: new Set(), regions: new Set() };
        for (const [region, targets] of Object.entries(byRegion)) {
          entry.regions.add(region);
          for (const target of targets) entry.targets.add(scoped(target));
        }
        found.set(action, entry);
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([action, { targets, regions }]) => {
      const sorted = [...regions].sort();
      return { action, resources: resourcesOf(action, [...targets], sorted), regions: sorted };
    });
}

/**
 * Cut behind the environment's name: what belongs to the environment begins with its name, so a stack may gain a part
 * without a new policy, and no other environment is reached.
 */
export function scoped(arn: string): string {
  const at = arn.indexOf("{name}");
  if (at < 0) return arn;
  const end = at + "{name}".length;
  return end === arn.length ? arn : `${arn.slice(0, end + 1)}*`;
}

function resourcesOf(action: string, targets: readonly string[], regions: readonly string[]): readonly string[] {
  const listed = (types[action] ?? "").split(" ").filter((type) => type !== "");
  if (listed.length === 0) return ["*"];
  const kinds = listed.map((type) => {
    const isRequired = type.endsWith("*");
    const name = isRequired ? type.slice(0, -1) : type;
    const pattern = patternOf(action, name);
    return { isRequired, pattern, named: targets.filter((target) => matches(pattern, target)) };
  });
  const isNamed = kinds.some(({ named }) => named.length > 0);
  // Of the kinds that can be tagged a call tags one, although the reference marks each as asked for.
  const isOneOf = isNamed && /Tag/.test(action);
  const resources = kinds.flatMap(({ isRequired, pattern, named }) => {
    if (named.length > 0) return named;
    return (isRequired && !isOneOf) || !isNamed ? regions.map((region) => inAccount(pattern, region)) : [];
  });
  return withoutCovered(resources);
}

/** Sorted, without what another of them covers. */
export function withoutCovered(resources: readonly string[]): readonly string[] {
  const all = [...new Set(resources)].sort();
  return all.filter((one) => !all.some((other) => other !== one && matches(other, one)));
}

function patternOf(action: string, type: string): string {
  const pattern = patterns[action.split(":")[0] ?? ""]?.[type];
  if (pattern === undefined)
    throw new Error(`catalogue/permissions/actions.json lacks the resource ${type} of ${action}`);
  return pattern;
}

export function matches(pattern: string, arn: string): boolean {
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`).test(arn);
}

/** A pattern of the reference, tied to the account and, where its ARNs have one, to a region. */
function inAccount(pattern: string, region: string): string {
  const [arn = "", aws = "", service = "", place = "", account = "", ...rest] = pattern.split(":");
  const tied = [arn, aws, service, place === "" ? "" : region, account === "" ? "" : "{account}"];
  return [...tied, ...rest].join(":");
}
