import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackDescriptor } from "../stacks/manifest";
import { type Adoption, addressesOf } from "./adoption";
import { type Deployment, stackDirectory } from "./deployment";
import { resourcesOf } from "./reduce";
import { files } from "./workspace";

/**
 * What the environment's file of imports names for a stack, and the stack declares and does not have yet: once it is in
 * the state, the entry has done its work. The stack's directory must be initialised.
 */
export async function declaredImports(deployment: Deployment, stack: StackDescriptor): Promise<readonly Adoption[]> {
  const named = deployment.imports?.[stack.name] ?? [];
  if (named.length === 0) return [];
  const directory = stackDirectory(deployment, stack);
  const declared = resourcesOf(JSON.parse(readFileSync(join(directory, files.source), "utf8")));
  const present = addressesOf(await deployment.engine.pullState(directory));
  const open = named.filter(({ to }) => declared.has(to) && !present.has(to));
  for (const { to, id } of open) deployment.progress(`taking over ${id} as ${to}`, stack.name);
  return open;
}

/** The declared imports with each set that a resumed run would adopt; one address is taken over once. */
export function withDeclared(
  declared: readonly Adoption[],
  sets: readonly (readonly Adoption[])[],
): readonly (readonly Adoption[])[] {
  const taken = new Set(declared.map(({ to }) => to));
  return sets.map((set) => [...declared, ...set.filter(({ to }) => !taken.has(to))]);
}
