/** A plan as `terraform show -json` prints it, of Terraform and OpenTofu 1.x. */
import { baseOf } from "../graph/address";
import { isRecord } from "../graph/cursor";
import type {
  InstanceRecord,
  ModuleCall,
  ModuleConfig,
  OutputConfig,
  OutputRecord,
  ParsedInput,
  ResourceConfig,
} from "./model";
import { resourcesOfValues } from "./stateValues";

type Body = Readonly<Record<string, unknown>>;

export function isPlan(content: unknown): boolean {
  return (
    isRecord(content) && "format_version" in content && ("planned_values" in content || "resource_changes" in content)
  );
}

export type PlanParts = Pick<ParsedInput, "configuration" | "instances" | "variables" | "outputs">;

/** What the graph needs of a plan; nothing is copied. */
export function readPlan(content: unknown): PlanParts {
  const plan = isRecord(content) ? content : {};
  return planParts(plan, instancesOf(plan));
}

/** `plan` needs no more of its members than `configuration`, `variables` and `output_changes`. */
export function planParts(plan: Body, instances: readonly InstanceRecord[]): PlanParts {
  const configuration = record(plan.configuration);
  return {
    configuration: {
      ...moduleOf(record(configuration.root_module)),
      providers: providersOf(configuration.provider_config),
    },
    instances,
    variables: variablesOf(plan.variables),
    outputs: outputsOf(plan.output_changes),
  };
}

function record(value: unknown): Body {
  return isRecord(value) ? value : {};
}

function entries(value: unknown): readonly (readonly [string, Body])[] {
  return Object.entries(record(value)).map(([name, body]) => [name, record(body)]);
}

function variablesOf(value: unknown): Readonly<Record<string, unknown>> {
  const values = Object.create(null) as Record<string, unknown>;
  for (const [name, body] of entries(value)) if (Object.hasOwn(body, "value")) values[name] = body.value;
  return values;
}

function outputsOf(value: unknown): Readonly<Record<string, OutputRecord>> {
  const outputs = Object.create(null) as Record<string, OutputRecord>;
  for (const [name, change] of entries(value)) {
    outputs[name] = { value: change.after, unknown: change.after_unknown, sensitive: change.after_sensitive === true };
  }
  return outputs;
}

/** Everything that exists after the apply: what is deleted or forgotten is not judged. */
function instancesOf(plan: Body): readonly InstanceRecord[] {
  const changed = Array.isArray(plan.resource_changes)
    ? plan.resource_changes.filter(isRecord).flatMap(instanceOfChange)
    : resourcesOfValues(record(plan.planned_values).root_module);
  const known = new Set(changed.map((one) => one.address));
  // Data sources that could be read while planning stand only in the prior state.
  const prior = resourcesOfValues(record(record(plan.prior_state).values).root_module);
  return [...changed, ...prior.filter((one) => one.mode === "data" && !known.has(one.address))];
}

function instanceOfChange(resource: Body): readonly InstanceRecord[] {
  const change = record(resource.change);
  if (!remains(change.actions) || resource.deposed !== undefined || typeof resource.type !== "string") return [];
  const { index } = resource;
  return [
    {
      address: String(resource.address),
      moduleAddress: typeof resource.module_address === "string" ? resource.module_address : "",
      mode: resource.mode === "data" ? "data" : "managed",
      type: resource.type,
      name: String(resource.name),
      ...(typeof index === "string" || typeof index === "number" ? { index } : {}),
      values: change.after,
      unknown: change.after_unknown,
      sensitive: change.after_sensitive,
    },
  ];
}

/** Whether something is there after a change with these actions. */
export function remains(actions: unknown): boolean {
  return Array.isArray(actions) && actions.some((action) => action !== "delete" && action !== "forget");
}

function providersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(entries(value).map(([key, body]) => [key, record(body.expressions)]));
}

function moduleOf(body: Body): ModuleConfig {
  const resources = (Array.isArray(body.resources) ? body.resources : []).filter(isRecord).map(resourceOf);
  return {
    syntax: "plan",
    resources: new Map(resources.map((resource) => [baseOf(resource), resource])),
    variables: new Map(entries(body.variables)),
    locals: undefined,
    outputs: new Map(entries(body.outputs).map(([name, output]) => [name, outputOf(output)])),
    calls: new Map(entries(body.module_calls).map(([name, call]) => [name, callOf(name, call)])),
    providers: new Map(),
    backends: [],
  };
}

function resourceOf(resource: Body): ResourceConfig {
  return {
    mode: resource.mode === "data" ? "data" : "managed",
    type: String(resource.type),
    name: String(resource.name),
    body: record(resource.expressions),
    count: resource.count_expression,
    forEach: resource.for_each_expression,
    provider: String(resource.provider_config_key),
    source: () => ({}),
  };
}

function outputOf(output: Body): OutputConfig {
  const { expression, ...rest } = output;
  return { value: expression, sensitive: output.sensitive === true, body: rest };
}

function callOf(name: string, call: Body): ModuleCall {
  return {
    name,
    sourceAddress: String(call.source),
    arguments: record(call.expressions),
    module: moduleOf(record(call.module)),
    count: call.count_expression,
    forEach: call.for_each_expression,
    providers: {},
  };
}
