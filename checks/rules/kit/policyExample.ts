import type { Json, JsonObject } from "../../../common/json";

/** An IAM document as text, as most inputs have it. */
export function policyText(...statements: readonly JsonObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function allow(action: Json, resource: Json, more: JsonObject = {}): JsonObject {
  return { Effect: "Allow", Action: action, Resource: resource, ...more };
}

/** A statement of a role's trust. */
export function trust(principal: Json, more: JsonObject = {}): JsonObject {
  return { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more };
}
