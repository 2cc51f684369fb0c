import type { Json, JsonObject } from "../../../common/json";

/**
 * A whole root module for a rule's example: the parts given, and a provider that plans without an account.
 * Credentials, which the provider wants to see though it never uses them, come from the environment of whoever plans.
 */
export function rootModule(parts: JsonObject): Json {
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: {
      aws: {
        region: "ap-south-1",
        skip_credentials_validation: true,
        skip_metadata_api_check: "true",
        skip_requesting_account_id: true,
      },
    },
    ...parts,
  };
}

/** A Terraform reference or expression inside a JSON string. */
export function ref(expression: string): string {
  return `\${${expression}}`;
}
