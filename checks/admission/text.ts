/** Pieces of CEL text, for what every expression on pods has to say at length. */

/** True where every step of the path is there: CEL fails on a member of nothing. */
export function present(root: string, path: string): string {
  const steps = path.split(".");
  return steps.map((_, index) => `has(${[root, ...steps.slice(0, index + 1)].join(".")})`).join(" && ");
}

/** The value at a path, or another where nothing is stated. */
export function valueOr(root: string, path: string, otherwise: string): string {
  return `(${present(root, path)} ? ${root}.${path} : ${otherwise})`;
}

/** A field of the security context: the container's own, else the pod's, else another value. */
export function effective(field: string, otherwise: string): string {
  const path = `securityContext.${field}`;
  const own = `container.${path}`;
  const shared = `variables.pod.${path}`;
  return `(${present("container", path)} ? ${own} : ${present("variables.pod", path)} ? ${shared} : ${otherwise})`;
}

/** A list of texts. */
export function listOf(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
}

/** The kernel's name of a capability, with and without the prefix that some runtimes accept. */
export function capabilities(...names: readonly string[]): string {
  return listOf(names.flatMap((name) => [name, `CAP_${name}`]));
}
