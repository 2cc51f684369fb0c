import { annotations, environmentSchema, type Schema, schemaAt, valueSchema } from "./schema";
import { strictAjv } from "./shape";

const known = new Set([
  "$schema",
  "$id",
  "title",
  "description",
  "examples",
  "type",
  "const",
  "enum",
  "pattern",
  "format",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minProperties",
  "uniqueItems",
  "not",
  "default",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "items",
  ...annotations,
]);

function parts(schema: Schema, path: string): { readonly path: string; readonly schema: Schema }[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => parts(field, `${path}.${name}`));
  const values = valueSchema(schema);
  return [
    { path, schema },
    ...below,
    ...(values === undefined ? [] : parts(values, `${path}.<name>`)),
    ...(schema.items === undefined ? [] : parts(schema.items, `${path}[]`)),
  ];
}

const all = parts(environmentSchema(), "file");
const active = all.filter(({ schema }) => schema["x-reserved"] === undefined);

test("uses only the keywords that the code knows", () => {
  expect(
    all.flatMap(({ path, schema }) =>
      Object.keys(schema)
        .filter((keyword) => !known.has(keyword))
        .map((keyword) => `${path}: ${keyword}`),
    ),
  ).toEqual([]);
});

test("every part has a description, and every part but the root an example", () => {
  expect(all.filter(({ schema }) => !schema.description)).toEqual([]);
  expect(
    all
      .slice(1)
      .filter(({ schema }) => (schema.examples ?? []).length === 0)
      .map(({ path }) => path),
  ).toEqual([]);
});

test("every map is closed: other keys are refused, or have a pattern and a schema", () => {
  const maps = all.filter(({ schema }) => schema.type === "object");
  expect(maps.length).toBeGreaterThan(20);
  const open = maps.filter(
    ({ schema }) =>
      schema.additionalProperties !== false &&
      (valueSchema(schema) === undefined || schema.propertyNames === undefined),
  );
  expect(open.map(({ path }) => path)).toEqual([]);
});

test.each(active.slice(1))("$path: examples and default are valid, and the default has a reason", ({ schema }) => {
  const validate = strictAjv().compile(schema);
  for (const example of schema.examples ?? []) expect([example, validate(example)]).toEqual([example, true]);
  if (schema.default === undefined) return;
  expect(validate(schema.default)).toBe(true);
  expect(schema["x-reason"]).toBeTruthy();
});

test("free text has a greatest length, so that no name outgrows what it is put into", () => {
  const texts = active.filter(
    ({ schema }) =>
      schema.type === "string" &&
      schema.enum === undefined &&
      schema.const === undefined &&
      schema.pattern === undefined &&
      schema.format === undefined,
  );
  expect(texts.filter(({ schema }) => schema.maxLength === undefined).map(({ path }) => path)).toEqual([]);
});

test("schemaAt follows keys, chosen names and list indexes", () => {
  expect(schemaAt(["access", "approvers", "0", "email"])?.format).toBe("email");
  expect(schemaAt(["access", "groups", "operators", "role"])?.enum).toContain("operator");
  expect(schemaAt(["access", "nothing"])).toBeUndefined();
});
