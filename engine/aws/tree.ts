/** What an AWS service answered: JSON as it is, XML as nested objects whose leaves are texts. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [name: string]: Tree };

/** The value below dotted names; undefined where one of them is missing. */
export function at(tree: Tree | undefined, path: string): Tree | undefined {
  let value = tree;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
    value = (value as { readonly [name: string]: Tree })[name];
  }
  return value;
}

/** The values of a list. In XML one entry looks like a value and an empty list like a text without characters. */
export function listAt(tree: Tree | undefined, path: string): readonly Tree[] {
  const value = at(tree, path);
  if (value === undefined || value === null || value === "") return [];
  return Array.isArray(value) ? value : [value as Tree];
}

/** A text, also where the service sent a number; undefined where there is none. */
export function textAt(tree: Tree | undefined, path: string): string | undefined {
  const value = at(tree, path);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** A number, also where XML carries it as text; undefined where there is none. */
export function numberAt(tree: Tree | undefined, path: string): number | undefined {
  const text = textAt(tree, path);
  return text === undefined || text.trim() === "" || !Number.isFinite(Number(text)) ? undefined : Number(text);
}
