/**
 * A plan read from its bytes: what is not judged (`planned_values`, `before`, drift) is never built, and the values of a
 * resource are parsed when a rule touches them. So a plan larger than a string can be is judged like any other.
 */

import type { InstanceRecord } from "../model";
import { type PlanParts, planParts, remains } from "../plan";
import { deepestModule, resourcesOfValues } from "../stateValues";
import type { ByteSource, Span } from "./byteSource";
import { JsonScanner, parsed } from "./jsonScanner";
import { type InstanceHeader, LazyInstances } from "./lazyInstances";

const wanted: ReadonlySet<string> = new Set(["configuration", "variables", "output_changes"]);

/**
 * Undefined where the bytes are JSON and no plan.
 * @throws JsonScanError where what is read of the plan is not JSON.
 */
export function readPlanBytes(source: ByteSource): PlanParts | undefined {
  const scanner = new JsonScanner(source);
  if (!scanner.isObject()) return undefined;
  const lazy = new LazyInstances(source);
  const names = new Set<string>();
  const members: Record<string, unknown> = {};
  let changed: readonly InstanceRecord[] | undefined;
  let planned: Span | undefined;
  let prior: Span | undefined;
  scanner.members((key) => {
    names.add(key);
    if (key === "resource_changes" && scanner.isList()) changed = changesOf(scanner, source, lazy);
    else {
      const span = scanner.skipValue();
      if (wanted.has(key)) members[key] = parsed(source, span);
      else if (key === "planned_values") planned = span;
      else if (key === "prior_state") prior = span;
    }
  });
  scanner.end();
  if (!names.has("format_version") || !(names.has("planned_values") || names.has("resource_changes"))) return undefined;
  const instances = changed ?? (planned ? resourcesOfValues(rootModuleOf(parsed(source, planned))) : []);
  const known = new Set(instances.map((one) => one.address));
  // Data sources that could be read while planning stand only in the prior state.
  const data = prior ? dataSourcesOf(source, prior) : [];
  return planParts(members, [...instances, ...data.filter((one) => !known.has(one.address))]);
}

function rootModuleOf(values: unknown): unknown {
  return typeof values === "object" && values !== null && "root_module" in values ? values.root_module : undefined;
}

function changesOf(scanner: JsonScanner, source: ByteSource, lazy: LazyInstances): readonly InstanceRecord[] {
  const instances: InstanceRecord[] = [];
  scanner.elements(() => {
    if (!scanner.isObject()) {
      scanner.skipValue();
      return;
    }
    const header = headerOf(scanner, source);
    if (header) instances.push(lazy.instance(header));
  });
  return instances;
}

const headerNames: ReadonlySet<string> = new Set([
  "address",
  "module_address",
  "mode",
  "type",
  "name",
  "index",
  "deposed",
]);

/** Moves behind one element of `resource_changes`; undefined where nothing remains after the apply. */
function headerOf(scanner: JsonScanner, source: ByteSource): InstanceHeader | undefined {
  const stated: Record<string, unknown> = {};
  const spans: Record<string, Span> = {};
  let actions: unknown;
  scanner.members((key) => {
    if (key === "change" && scanner.isObject()) {
      scanner.members((part) => {
        const span = scanner.skipValue();
        if (part === "actions") actions = parsed(source, span);
        else spans[part] = span;
      });
    } else {
      const span = scanner.skipValue();
      if (headerNames.has(key)) stated[key] = parsed(source, span);
    }
  });
  if (!remains(actions) || stated.deposed !== undefined || typeof stated.type !== "string") return undefined;
  const { index } = stated;
  return {
    address: String(stated.address),
    moduleAddress: typeof stated.module_address === "string" ? stated.module_address : "",
    mode: stated.mode === "data" ? "data" : "managed",
    type: stated.type,
    name: String(stated.name),
    ...(typeof index === "string" || typeof index === "number" ? { index } : {}),
    values: spans.after,
    unknown: spans.after_unknown,
    sensitive: spans.after_sensitive,
  };
}

/** Of the prior state only the data sources count; the rest of it stands in `resource_changes` as it will be. */
function dataSourcesOf(source: ByteSource, prior: Span): readonly InstanceRecord[] {
  const scanner = new JsonScanner(source, prior);
  let found: readonly InstanceRecord[] = [];
  const module = (depth: number): readonly InstanceRecord[] => {
    if (!scanner.isObject() || depth > deepestModule) {
      scanner.skipValue();
      return [];
    }
    const inside: InstanceRecord[] = [];
    const own: unknown[] = [];
    let address: unknown;
    scanner.members((key) => {
      if (key === "resources" && scanner.isList()) {
        scanner.elements(() => {
          const span = scanner.skipValue();
          // A cheap look before the value is built: only data sources have this mode.
          const text = source.text(span);
          if (/"mode"\s*:\s*"data"/.test(text)) own.push(JSON.parse(text));
        });
      } else if (key === "child_modules" && scanner.isList()) scanner.elements(() => inside.push(...module(depth + 1)));
      else {
        const span = scanner.skipValue();
        if (key === "address") address = parsed(source, span);
      }
    });
    const records = resourcesOfValues({ address, resources: own });
    return [...records.filter((record) => record.mode === "data"), ...inside];
  };
  const within = (name: string, then: () => void) => (): void => {
    if (!scanner.isObject()) {
      scanner.skipValue();
      return;
    }
    scanner.members((key) => {
      if (key === name) then();
      else scanner.skipValue();
    });
  };
  within(
    "values",
    within("root_module", () => {
      found = module(0);
    }),
  )();
  return found;
}
