/**
 * Parts of a module that are no resources, and that rules about secrets and state judge all the same: variables,
 * outputs and the backend, as nodes of types `terraform_variable`, `terraform_output` and `terraform_backend_<kind>`.
 * They are not counted as resources.
 */
import { ConfigLeaf } from "../expression/written";
import type { InstanceRecord, ModuleConfig, OutputConfig, ResourceConfig } from "../inputs/model";
import { isRecord } from "./cursor";
import type { ModuleScope } from "./moduleScope";

export interface PseudoResource {
  readonly config: ResourceConfig | undefined;
  readonly planned: InstanceRecord | undefined;
}

export function isPseudoType(type: string): boolean {
  return type === "terraform_variable" || type === "terraform_output" || type.startsWith("terraform_backend_");
}

export function pseudoResources(module: ModuleScope): readonly PseudoResource[] {
  const { config, input, parent } = module;
  const variables = [...(config?.variables ?? [])].map(([name, body]) =>
    variableResource(module, name, body, config?.variableSources?.get(name)),
  );
  const outputs = [...(config?.outputs ?? [])].map(([name, output]) => outputResource(name, output));
  const backends = (config?.backends ?? []).map((backend) => backendResource(module, backend));
  const known = config || parent ? [] : Object.entries(input.outputs ?? {});
  const values = known.map(([name, output]) =>
    stated(
      module,
      `output.${name}`,
      "terraform_output",
      name,
      { value: output.value, sensitive: output.sensitive },
      { value: output.sensitive },
    ),
  );
  return [...variables, ...outputs, ...backends, ...values];
}

type Body = Readonly<Record<string, unknown>>;

function variableResource(
  module: ModuleScope,
  name: string,
  body: Body,
  source: ResourceConfig["source"] = () => ({}),
): PseudoResource {
  const address = `var.${name}`;
  // A type is no value, and the conditions of validations are about values that are not given yet.
  const { type: _type, validation: _validation, ...values } = body;
  const config = configOf(address, "terraform_variable", name, values, source);
  if (hasExpressions(values)) return { planned: undefined, config };
  return {
    ...stated(module, address, "terraform_variable", name, values, { default: body.sensitive === true }),
    config,
  };
}

function backendResource(
  module: ModuleScope,
  { type, body, source }: ModuleConfig["backends"][number],
): PseudoResource {
  const address = `terraform.backend.${type}`;
  const pseudoType = `terraform_backend_${type}`;
  const config = configOf(address, pseudoType, type, body, source);
  if (isRecord(body) && hasExpressions(body)) return { planned: undefined, config };
  return { ...stated(module, address, pseudoType, type, body, {}), config };
}

/** Text in JSON is a template elsewhere, but not here; what HCL has is evaluated like everything else. */
function hasExpressions(body: Body): boolean {
  return Object.values(body).some((value) => value instanceof ConfigLeaf);
}

/** Values as they stand: neither variables nor backends may hold expressions. */
function stated(
  module: ModuleScope,
  address: string,
  type: string,
  name: string,
  values: unknown,
  sensitive: unknown,
): { readonly config: undefined; readonly planned: InstanceRecord } {
  const planned = {
    address: module.prefixed(address),
    moduleAddress: module.address,
    mode: "managed",
    type,
    name,
    values,
    sensitive,
  } as const;
  return { config: undefined, planned };
}

function outputResource(name: string, output: OutputConfig): PseudoResource {
  const body = { ...output.body, value: output.value };
  return {
    planned: undefined,
    config: configOf(`output.${name}`, "terraform_output", name, body, output.source ?? (() => ({}))),
  };
}

function configOf(
  address: string,
  type: string,
  name: string,
  body: unknown,
  source: ResourceConfig["source"],
): ResourceConfig {
  return {
    mode: "managed",
    type,
    name,
    body,
    address,
    count: undefined,
    forEach: undefined,
    provider: "terraform",
    source,
  };
}
