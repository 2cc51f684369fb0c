/** Large plans made of real ones: every resource of the source plans, again and again, as instances of modules. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

type Body = Readonly<Record<string, unknown>>;

interface SourcePlan {
  readonly name: string;
  readonly plan: Body;
}

export interface PlanSource {
  /** Said beside the figures. */
  readonly what: string;
  readonly plans: readonly SourcePlan[];
}

/** The plans of the last `npm start`; on a machine without one, those of the rules' good examples. */
export function planSource(root: string): PlanSource {
  const stacks = join(root, "out", "demo", "stacks");
  const applied = existsSync(stacks)
    ? readdirSync(stacks).filter((name) => existsSync(join(stacks, name, "plan.json")))
    : [];
  if (applied.length > 0) {
    const plans = applied.map((name) => ({ name, plan: read(join(stacks, name, "plan.json")) }));
    return { what: "resources of the last npm start's plans", plans };
  }
  const fixtures = join(root, "checks", "rules", "fixtures");
  const plans = readdirSync(fixtures).flatMap((file) =>
    Object.entries(read(join(fixtures, file)) as Record<string, { plan: Body }>)
      .filter(([id]) => id.includes("good"))
      .map(([id, { plan }]) => ({ name: id.replace(/[^a-zA-Z0-9]+/g, "_"), plan })),
  );
  return { what: "resources of the rules' good examples", plans };
}

function read(path: string): Body {
  return JSON.parse(readFileSync(path, "utf8")) as Body;
}

const record = (value: unknown): Body => (typeof value === "object" && value !== null ? (value as Body) : {});
const list = (value: unknown): readonly Body[] => (Array.isArray(value) ? value.map(record) : []);

/** Writes a plan of `count` resources as `terraform show -json` lays it out, planned values included. */
export function writePlan(path: string, { plans }: PlanSource, count: number): void {
  const changes = plans.flatMap(({ name, plan }) => list(plan.resource_changes).map((change) => ({ name, change })));
  const descriptor = openSync(path, "w");
  const write = (text: string): void => {
    writeSync(descriptor, text);
  };
  const each = (print: (module: string, change: Body) => unknown): void => {
    for (let index = 0; index < count; index += 1) {
      const source = changes[index % changes.length];
      if (!source) throw new Error("the source plans hold no resource");
      const copy = Math.floor(index / changes.length);
      const text = JSON.stringify(print(`module.${source.name}[${copy}]`, source.change));
      // Names are unique in an account; so they are here.
      write(`${index === 0 ? "" : ","}${text.replaceAll("demo", `demo${copy}`)}`);
    }
  };
  write('{"format_version":"1.2","terraform_version":"1.11.4","variables":{"copies":{"value":2}},');
  write('"planned_values":{"root_module":{"resources":[');
  each((module, { address, mode, type, name, provider_name, change }) => ({
    address: `${module}.${String(address)}`,
    mode,
    type,
    name,
    provider_name,
    schema_version: 0,
    values: record(change).after,
    sensitive_values: record(change).after_sensitive,
  }));
  write(']}},"resource_changes":[');
  each((module, change) => ({ ...change, address: `${module}.${String(change.address)}`, module_address: module }));
  write(`],"output_changes":{},"configuration":${JSON.stringify(configurationOf(plans))}}`);
  closeSync(descriptor);
}

function configurationOf(plans: readonly SourcePlan[]): Body {
  const configurations = plans.map(({ name, plan }) => ({ name, plan, configuration: record(plan.configuration) }));
  return {
    provider_config: Object.assign({}, ...configurations.map((one) => record(one.configuration.provider_config))),
    root_module: {
      module_calls: Object.fromEntries(
        configurations.map(({ name, plan, configuration }) => [
          name,
          {
            source: `./${name}`,
            expressions: Object.fromEntries(
              Object.entries(record(plan.variables)).map(([key, one]) => [key, { constant_value: record(one).value }]),
            ),
            module: configuration.root_module,
            count_expression: { references: ["var.copies"] },
          },
        ]),
      ),
    },
  };
}
