/** From the emulator's lines to the recording that is kept: what each stack called, in which phase, on what. */
import names from "../../catalogue/permissions/names.json";
import type { Json, JsonObject } from "../../common/json";

const phases = ["create", "read", "update", "destroy"] as const;
export type Phase = (typeof phases)[number];

/** ARNs that a call named, sorted; empty where it names nothing. `{name}`, `{account}` and regions stand for values. */
type Targets = readonly string[];

/** By stack, phase, operation (`service:Operation` after botocore's models) and region. */
export interface Recording {
  readonly [stack: string]: {
    readonly [phase: string]: { readonly [operation: string]: { readonly [region: string]: Targets } };
  };
}

/** By service, or by operation where it names things otherwise. */
const parameters: { readonly [operation: string]: { readonly [parameter: string]: string } } = names.parameters;

/** Kinds of EC2's things by the beginnings of their ids. */
const identifiers: { readonly [prefix: string]: string } = names.identifiers;

/** Values of the recorded environment, and what stands for them; the longer ones first. */
const placeholders: readonly (readonly [value: RegExp, placeholder: string])[] = [
  [/quillmark/g, "{name}"],
  [/123456789012/g, "{account}"],
  [/ap-south-2/g, "{recoveryRegion}"],
  [/ap-south-1/g, "{region}"],
  // What AWS numbers by itself, and the provider's own random names.
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "*"],
  [/terraform-\d{20,}/g, "*"],
  [/\b(?:config-rule-[a-z0-9]{6}|rslvr-[a-z]+-[0-9a-f]{17})\b/g, "*"],
  [/(?<=[/:])(?:[0-9a-f]{16,}|[a-z0-9]{30,}|[A-Z0-9]{13,})(?=$|[/:])/g, "*"],
];

/** @throws Error for a line that names no operation: nothing may be missed in silence */
export function recordingOf(text: string): Recording {
  const found = new Map<string, Set<string>>();
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const call = JSON.parse(line) as JsonObject;
    const by = callerOf(String(call.caller));
    if (by === undefined) continue;
    if (typeof call.operation !== "string") throw new Error(`an operation that nobody knows: ${line}`);
    const region = generalised(String(call.region));
    const key = [by.stack, by.phase, `${call.service}:${call.operation}`, region].join(" ");
    const targets = found.get(key) ?? new Set();
    const forms = parameters[`${call.service}:${call.operation}`] ?? parameters[String(call.service)] ?? {};
    for (const target of targetsOf(forms, call.parameters ?? {}, region)) targets.add(target);
    found.set(key, targets);
  }
  const recording: Record<string, Record<string, Record<string, Record<string, Targets>>>> = {};
  for (const key of [...found.keys()].sort()) {
    const [stack = "", phase = "", operation = "", region = ""] = key.split(" ");
    recording[stack] ??= {};
    const ofStack = recording[stack];
    ofStack[phase] ??= {};
    const ofPhase = ofStack[phase];
    ofPhase[operation] ??= {};
    ofPhase[operation][region] = [...(found.get(key) ?? [])].sort();
  }
  return recording;
}

/** `createdata` is the stack data while it is created; other callers keep the states and are no provider's. */
function callerOf(caller: string): { readonly phase: Phase; readonly stack: string } | undefined {
  const phase = phases.find((one) => caller.startsWith(one));
  return phase === undefined ? undefined : { phase, stack: caller.slice(phase.length) };
}

function targetsOf(forms: { readonly [parameter: string]: string }, values: Json, region: string): readonly string[] {
  return Object.entries(values as JsonObject).flatMap(([parameter, value]) =>
    [value].flat().flatMap((one) => {
      if (typeof one !== "string") return [];
      if (one.startsWith("arn:")) return [generalised(one)];
      const kind = identifiers[/^([a-z]+)-[0-9a-f]{8,17}$/.exec(one)?.[1] ?? ""];
      if (kind !== undefined) return [`arn:aws:ec2:${region}:{account}:${kind}/*`];
      const form = forms[parameter];
      if (form === undefined) return [];
      return [form.replace("{value}", generalised(one)).replaceAll("{called}", region)];
    }),
  );
}

function generalised(text: string): string {
  return placeholders.reduce((sofar, [value, placeholder]) => sofar.replace(value, placeholder), text);
}
