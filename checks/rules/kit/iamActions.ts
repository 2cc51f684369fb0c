/** What is known of IAM actions; the data and its source are in `iamActions.json`. */
import facts from "./iamActions.json";

const unrestrictable: Readonly<Record<string, string>> = facts.unrestrictable;
const permissionsManagement: Readonly<Record<string, string>> = facts.permissionsManagement;

/**
 * Whether an action, or a pattern of actions, could be limited to a resource. An action that the data does not know
 * counts as one that can; so does a pattern, but for those reviewed as only reading what is no secret.
 */
export function canBeRestricted(action: string): boolean {
  if (facts.readOnlyPatterns.includes(action)) return false;
  const [service = "", name = ""] = action.split(":");
  const names = unrestrictable[service.toLowerCase()]?.split(" ") ?? [];
  if (!/[*?]/.test(name)) return !names.some((known) => known.toLowerCase() === name.toLowerCase());
  return true;
}

/**
 * Whether a pattern that only reads holds actions that could be limited to a resource: among `ec2:Describe*`,
 * `DescribeInstanceAttribute` shows user data, and can be limited to instances.
 */
export function holdsRestrictableReads(action: string): boolean {
  return facts.patternsWithRestrictableReads.includes(action);
}

/** `service:Action` of everything by which permissions are given or taken. */
export function permissionActions(): readonly string[] {
  return Object.entries(permissionsManagement).flatMap(([service, names]) =>
    names.split(" ").map((name) => `${service}:${name}`),
  );
}
