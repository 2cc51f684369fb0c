import { EMULATOR_ACCOUNT_ID } from "./environment";

type Block = Readonly<Record<string, unknown>>;

/** What every AWS provider block needs to talk to the emulator. */
const PROVIDER_SETTINGS: Block = {
  // A call that the emulator lacks must fail in seconds; the default of 25 retries looks like a hang.
  max_retries: 2,
  s3_use_path_style: true,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
};

/** The same for the place of the state. */
const BACKEND_SETTINGS: Block = {
  max_retries: 2,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  use_path_style: true,
};

/** The provider sleeps ten minutes before its first look at a domain; its check after the time-out succeeds. */
const OPENSEARCH_TIMEOUTS: Block = { create: "5s", delete: "5s", update: "5s" };

/**
 * The content of `emulator_override.tf.json`, which lies beside a stack's `cdk.tf.json` and which Terraform merges over
 * it, so that the synthesized file is the same byte for byte on the emulator and on AWS. Only the way to the API
 * changes, and `allowed_account_ids`, since the emulator answers for one account; no protection of a resource does.
 */
export function emulatorOverride(stackJson: unknown): Record<string, unknown> {
  const stack = blockOf(stackJson);
  const override: Record<string, unknown> = {};
  const providers = blocksOf(blockOf(stack.provider).aws).map(overriddenProvider);
  if (providers.length > 0) override.provider = { aws: providers };
  // An override replaces a backend as a whole, so it repeats everything that the stack says.
  const [backend] = blocksOf(blockOf(blockOf(stack.terraform).backend).s3);
  if (backend !== undefined) override.terraform = { backend: { s3: withAccount({ ...backend, ...BACKEND_SETTINGS }) } };
  const domains = Object.keys(blockOf(blockOf(stack.resource).aws_opensearch_domain));
  if (domains.length > 0) {
    const timeouts = Object.fromEntries(domains.sort().map((name) => [name, { timeouts: OPENSEARCH_TIMEOUTS }]));
    override.resource = { aws_opensearch_domain: timeouts };
  }
  return override;
}

/** A block with an alias merges over the one with the same alias. */
function overriddenProvider(provider: Block): Block {
  const alias = provider.alias === undefined ? {} : { alias: provider.alias };
  const accounts = provider.allowed_account_ids === undefined ? {} : { allowed_account_ids: [EMULATOR_ACCOUNT_ID] };
  return { ...alias, ...PROVIDER_SETTINGS, ...accounts };
}

function withAccount(backend: Block): Block {
  return backend.allowed_account_ids === undefined
    ? backend
    : { ...backend, allowed_account_ids: [EMULATOR_ACCOUNT_ID] };
}

function blockOf(value: unknown): Block {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Block) : {};
}

/** Terraform's JSON lets a block stand alone or in a list. */
function blocksOf(value: unknown): readonly Block[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(blockOf);
}
