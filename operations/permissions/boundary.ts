import reviewed from "../../catalogue/permissions/boundary.json";
import type { PolicyStatement } from "../../constructs/aws/policy";

/** The most that a role of the stacks may ever do. Reviewed by hand; the stacks' roles are held to it by a test. */
export const boundaryStatements: readonly PolicyStatement[] = reviewed.statements as readonly PolicyStatement[];

/** AWS's policies that roles of the stacks hold, with what the boundary leaves out of each on purpose. */
export const boundedPolicies: { readonly [policy: string]: string } = reviewed.managed;

/** What IAM lets only who keeps the boundary on the role do. */
const bounded = new Set([
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePolicy",
]);

/** The same statements, with roles made and furnished only under the boundary; none can take it off. */
export function underBoundary(statements: readonly PolicyStatement[], boundary: string): readonly PolicyStatement[] {
  const arn = `arn:aws:iam::{account}:policy/${boundary}`;
  return statements.flatMap((statement) => {
    const actions = [statement.Action].flat();
    const held = actions.filter((action) => bounded.has(action));
    if (statement.Condition !== undefined || held.length === 0) return [statement];
    const others = actions.filter((action) => !bounded.has(action));
    return [
      ...(others.length === 0 ? [] : [{ ...statement, Action: others }]),
      {
        ...statement,
        Sid: `${statement.Sid}Bounded`,
        Action: [...held, "iam:PutRolePermissionsBoundary"],
        Condition: { StringEquals: { "iam:PermissionsBoundary": arn } },
      },
    ];
  });
}
