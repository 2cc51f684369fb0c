import { Testing } from "cdktf";
import type { Construct } from "constructs";
import type { Place } from "./place";
import type { PolicyStatement } from "./policy";

/** For tests: an account and region that are nobody's. */
export const testPlace: Place = { accountId: "111122223333", region: "ap-south-1" };

/** A resource as it stands in the synthesized JSON. */
export interface Written {
  readonly [attribute: string]: unknown;
}

/** For tests: what constructs write, by resource type. */
export interface Synthesized {
  /** All resources of a type, by their Terraform name. */
  all(type: string): { readonly [name: string]: Written };
  /** The one resource of a type. */
  only(type: string): Written;
  /** The whole text, for what must not be in it. */
  readonly text: string;
}

export function synthesized(build: (scope: Construct) => void): Synthesized {
  const text = Testing.synthScope(build);
  const { resource = {} } = JSON.parse(text) as {
    readonly resource?: { readonly [type: string]: { readonly [name: string]: Written } };
  };
  const all = (type: string) => resource[type] ?? {};
  const only = (type: string) => {
    const [found, ...others] = Object.values(all(type));
    if (found === undefined || others.length > 0)
      throw new Error(`Expected one ${type}, found ${others.length + (found ? 1 : 0)}`);
    return found;
  };
  return { all, only, text };
}

/** Statements of a policy attribute. */
export function statements(policy: unknown): readonly PolicyStatement[] {
  return (JSON.parse(String(policy)) as { readonly Statement: readonly PolicyStatement[] }).Statement;
}

/** Statements that let everyone in: an Allow for `*` that no condition narrows. */
export function openStatements(policy: unknown): readonly PolicyStatement[] {
  return statements(policy).filter(
    (statement) =>
      statement.Effect === "Allow" &&
      Object.values(statement.Principal ?? {})
        .flat()
        .includes("*") &&
      Object.keys(statement.Condition ?? {}).length === 0,
  );
}
