/** The part of a plan that belongs to one module call of the root, as if it had been planned alone. */
type Body = Readonly<Record<string, unknown>>;

function record(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

function list(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** Only what the check engine reads is kept; times and versions of the run are not. */
export function subPlan(plan: unknown, module: string): Body {
  const whole = record(plan);
  const configuration = record(whole.configuration);
  const call = record(record(record(configuration.root_module).module_calls)[module]);
  const prior = record(record(record(whole.prior_state).values).root_module);
  const priorModule = list(prior.child_modules).find((child) => child.address === `module.${module}`);
  return {
    format_version: whole.format_version,
    terraform_version: whole.terraform_version,
    planned_values: {},
    resource_changes: list(whole.resource_changes).flatMap((change) => inside(change, module)),
    prior_state: { values: { root_module: priorModule ? moduleInside(priorModule, module) : {} } },
    configuration: { provider_config: configuration.provider_config, root_module: call.module ?? {} },
  };
}

function inside(resource: Body, module: string): readonly Body[] {
  const address = String(resource.module_address ?? "");
  if (address !== `module.${module}` && !address.startsWith(`module.${module}.`)) return [];
  const { module_address: _moduleAddress, ...rest } = resource;
  const inner = address.slice(`module.${module}.`.length);
  return [
    { ...rest, address: withoutPrefix(resource.address, module), ...(inner === "" ? {} : { module_address: inner }) },
  ];
}

function withoutPrefix(address: unknown, module: string): string {
  const prefix = `module.${module}.`;
  const text = String(address ?? "");
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function moduleInside(tree: Body, module: string): Body {
  return {
    ...tree,
    address: withoutPrefix(`${String(tree.address)}.`, module).replace(/\.$/, ""),
    resources: list(tree.resources).map((resource) => ({
      ...resource,
      address: withoutPrefix(resource.address, module),
    })),
    child_modules: list(tree.child_modules).map((child) => moduleInside(child, module)),
  };
}
