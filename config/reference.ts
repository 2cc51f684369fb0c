import { environmentSchema, type Schema, valueSchema } from "./schema";

const marker = "<!-- reference -->";

/**
 * The text of `docs/environment-file.md`: the hand-written template with the generated tables at its marker.
 * The same schema and template give the same text.
 */
export function environmentReference(template: string): string {
  if (!template.includes(marker)) throw new Error(`the template of the environment reference lacks ${marker}`);
  return template.replace(marker, () => tables(environmentSchema()));
}

interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

function tables(root: Schema): string {
  const parts = Object.entries(root.properties ?? {}).filter(([, field]) => field["x-reserved"] === undefined);
  const isRequired = (name: string): boolean => (root.required ?? []).includes(name);
  const plain = parts
    .filter(([, field]) => field.type !== "object")
    .map(([path, schema]) => ({ path, schema, isRequired: isRequired(path) }));
  const sections = parts
    .filter(([, field]) => field.type === "object")
    .map(([name, schema]) => {
      const need = isRequired(name) ? "Required." : "Optional.";
      return `### ${name}\n\n${schema.description ?? ""} ${need}\n\n${table(rowsOf(schema, name))}`;
    });
  return [
    `### Top level\n\n${table(plain)}`,
    ...sections,
    `### Places of later versions\n\n${reservedTable(root)}`,
  ].join("\n\n");
}

function rowsOf(schema: Schema, path: string): Row[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): Row[] => {
    if (field["x-reserved"] !== undefined) return [];
    const here = `${path}.${name}`;
    return [{ path: here, schema: field, isRequired: (schema.required ?? []).includes(name) }, ...rowsOf(field, here)];
  });
  const values = valueSchema(schema);
  const named = values === undefined ? [] : rowsOf(values, `${path}.<name>`);
  const listed = schema.items === undefined ? [] : rowsOf(schema.items, `${path}[]`);
  return [...own, ...named, ...listed];
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ path, schema, isRequired }) =>
    row([`\`${path}\``, allowed(schema), defaultOf(schema, isRequired), schema.description ?? "", example(schema)]),
  );
  return [row(["Key", "Takes", "Default", "Meaning", "Example"]), "|---|---|---|---|---|", ...lines].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

const typeWords: { readonly [type: string]: string } = {
  object: "map",
  array: "list",
  string: "text",
  integer: "whole number",
  boolean: "true or false",
};

function allowed(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema["x-allowed"] !== undefined) return schema["x-allowed"];
  const limits = [
    ...(schema.minimum === undefined ? [] : [`from ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`to ${schema.maximum}`]),
  ].join(" ");
  const type = typeWords[schema.type ?? ""] ?? "anything";
  return limits === "" ? type : `${type} ${limits}`;
}

function defaultOf(schema: Schema, isRequired: boolean): string {
  if (isRequired) return "required";
  if (schema["x-computed"] !== undefined) return schema["x-computed"];
  if (schema.default === undefined) return "not given";
  const value = schema.type === "object" || schema.type === "array" ? "" : `\`${JSON.stringify(schema.default)}\`: `;
  return `${value}${schema["x-reason"] ?? ""}`;
}

function example(schema: Schema): string {
  const [first] = schema.examples ?? [];
  return first === undefined ? "" : `\`${JSON.stringify(first)}\``;
}

function reservedTable(schema: Schema): string {
  const reserved = (part: Schema, path: string): string[] =>
    Object.entries(part.properties ?? {}).flatMap(([name, field]) => {
      const here = path === "" ? name : `${path}.${name}`;
      return field["x-reserved"] === undefined
        ? reserved(field, here)
        : [row([`\`${here}\``, field.description ?? "", field["x-reserved"]])];
    });
  return [row(["Key", "Meaning", "Why it is refused now"]), "|---|---|---|", ...reserved(schema, "")].join("\n");
}
