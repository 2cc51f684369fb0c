/** One root module with a module call per example, so that one real `terraform plan` covers all of them. */

import type { RuleExample } from "../../checks/rule";
import { allRules } from "../../checks/rules";
import { examplesOf } from "../../checks/rules/examples";
import { sha256 } from "../../common/hash";
import { type Json, type JsonObject, toStableJson } from "../../common/json";

export interface PlannedExample {
  /** `RDS-05/good`; also the key of the fixture's hash. */
  readonly id: string;
  /** Name of the module call. */
  readonly module: string;
  readonly group: string;
  readonly example: RuleExample;
}

/** Examples of one stack: what crosses stacks needs an applied producer, and is compared on sources alone. */
export function plannedExamples(): readonly PlannedExample[] {
  return allRules.flatMap((rule) =>
    examplesOf(rule.metadata.id)
      .filter((example) => example.terraform !== undefined && example.otherStacks === undefined)
      .map((example) => {
        const id = `${rule.metadata.id}/${example.name}`;
        return { id, module: id.replace(/[^A-Za-z0-9_-]/g, "_"), group: rule.metadata.group, example };
      }),
  );
}

/** Of what is planned: a fixture whose hash differs is stale. */
export function hashOf(example: RuleExample): string {
  return sha256(toStableJson(example.terraform ?? null));
}

function record(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Provider configurations of an example as `key → region`: `aws`, `aws.recovery`. */
function regionsOf(example: RuleExample): ReadonlyMap<string, string> {
  const blocks = [record(record(example.terraform).provider).aws ?? []].flat() as readonly Json[];
  return new Map(
    blocks
      .map(record)
      .map((block) => [typeof block.alias === "string" ? `aws.${block.alias}` : "aws", String(block.region)]),
  );
}

function aliasOf(region: string): string {
  return region.replace(/-/g, "_");
}

const source = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" } as const;

/** Files by path below the root. Providers move to the root, one per region, so that one process serves each. */
export function filesOf(examples: readonly PlannedExample[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const regions = new Set<string>(["ap-south-1"]);
  const calls: Record<string, Json> = {};
  for (const { module, example } of examples) {
    const { provider: _provider, terraform: _terraform, ...rest } = record(example.terraform);
    const configured = regionsOf(example);
    for (const region of configured.values()) regions.add(region);
    const aliases = [...configured.keys()].filter((key) => key !== "aws");
    const required = { aws: { ...source, ...(aliases.length > 0 ? { configuration_aliases: aliases } : {}) } };
    files.set(`${module}/main.tf.json`, toStableJson({ ...rest, terraform: { required_providers: required } }));
    const providers = Object.fromEntries([...configured].map(([key, region]) => [key, `aws.${aliasOf(region)}`]));
    calls[module] = { source: `./${module}`, ...(configured.size > 0 ? { providers } : {}) };
  }
  const blocks = [...regions].sort().flatMap((region) => [providerOf(region, aliasOf(region))]);
  files.set(
    "main.tf.json",
    toStableJson({
      terraform: { required_providers: { aws: source } },
      provider: { aws: [providerOf("ap-south-1"), ...blocks] },
      module: calls,
    }),
  );
  return files;
}

/** A provider that plans without an account: the credentials are no secrets, only required to be there. */
function providerOf(region: string, alias?: string): Json {
  return {
    region,
    ...(alias ? { alias } : {}),
    access_key: "none",
    secret_key: "none",
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_region_validation: true,
    skip_requesting_account_id: true,
  };
}
