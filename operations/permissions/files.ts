import { join } from "node:path";
import { writeFileAtomically } from "../../common/files";
import { toStableJson } from "../../common/json";
import type { Environment } from "../../config/environment.generated";
import type { PolicyStatement } from "../../constructs/aws/policy";
import { boundaryStatements, underBoundary } from "./boundary";
import { doctorStatements } from "./doctor";
import {
  deployStatements,
  destroyStatements,
  forEnvironment,
  merged,
  type PolicyDocument,
  readStatements,
  split,
  stateReading,
} from "./policies";
import { trustOf } from "./trust";

/** Customer-managed policies that one role can hold unless AWS raises its quota. */
export const mostPolicies = 10;

/**
 * The IAM documents of an environment, by path below `permissions/`: per stack what deploying and what destroying it
 * needs, the same for all its stacks packed for one role, the reader's, what `doctor` asks, the boundary of the
 * roles that the stacks make, and whom the two roles trust.
 */
export function permissionFiles(environment: Environment, stacks: readonly string[]): ReadonlyMap<string, object> {
  const scope = {
    name: environment.name,
    account: environment.aws.accountId,
    region: environment.region,
    recoveryRegion: environment.recoveryRegion ?? environment.region,
  };
  const { permissionsBoundary, pipeline } = environment.aws;
  const of = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
    forEnvironment(permissionsBoundary ? underBoundary(statements, permissionsBoundary) : statements, scope);
  const deploying = stacks.map((stack) => ({ stack, statements: of(deployStatements(stack)) }));
  const destroying = stacks
    .map((stack) => ({ stack, statements: of(destroyStatements(stack)) }))
    .filter(({ statements }) => statements.length > 0);
  const files = new Map<string, object>();
  const add = (path: string, documents: readonly PolicyDocument[]): void => {
    for (const [index, document] of documents.entries()) files.set(`${path}-${index + 1}.json`, document);
  };
  for (const { stack, statements } of deploying) add(`stacks/${stack}`, split(statements));
  for (const { stack, statements } of destroying) add(`stacks/${stack}-destroy`, split(statements));
  add("deployer", split(merged(deploying.flatMap(({ statements }) => statements))));
  add("destroyer", split(merged(destroying.flatMap(({ statements }) => statements))));
  add("reader", split(of([...readStatements(), ...stateReading])));
  add("doctor", split(forEnvironment(doctorStatements, scope)));
  add("boundary", split(forEnvironment(boundaryStatements, scope)));
  if (pipeline !== undefined) {
    const trust = trustOf(pipeline, scope.account);
    files.set("deployer-trust.json", trust.deployer);
    files.set("reader-trust.json", trust.reader);
  }
  return files;
}

/** Writes them below the environment's directory. @returns their paths, relative to it */
export function writePermissions(
  environment: Environment,
  stacks: readonly string[],
  directory: string,
): readonly string[] {
  const files = [...permissionFiles(environment, stacks)];
  for (const [path, content] of files) {
    writeFileAtomically(join(directory, "permissions", path), toStableJson(content), 0o644);
  }
  return files.map(([path]) => `permissions/${path}`);
}
