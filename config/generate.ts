import type { JSONSchema } from "json-schema-to-typescript";
import { environmentSchema, type Schema, valueSchema } from "./schema";
import { schemaTypes } from "./schemaTypes";

const banner = `/**
 * Types of an environment file. Generated from environments/environment.schema.json by \`npm run generate\`; do not edit.
 * \`EnvironmentFile\` is what a file may say, \`Environment\` is what it means: every default filled.
 */`;

/** The text of `config/environment.generated.ts`. The same schema gives the same text. */
export async function generateTypes(): Promise<string> {
  const schema = environmentSchema();
  const asWritten = await interfaceText(shapeOf(schema, "file"), "EnvironmentFile");
  const asMeant = await interfaceText(shapeOf(schema, "resolved"), "Environment");
  return `${banner}\n\n${asWritten}\n${asMeant}`;
}

async function interfaceText(schema: JSONSchema, name: string): Promise<string> {
  return schemaTypes({ ...schema, title: name }, name);
}

/** `resolved`: whatever has a default is always there, and what only steers the reading is gone. */
function shapeOf(schema: Schema, view: "file" | "resolved"): JSONSchema {
  const {
    properties,
    additionalProperties,
    items,
    required,
    $id: _id,
    examples: _examples,
    propertyNames: _names,
    ...rest
  } = schema;
  const shape: JSONSchema = { ...withoutDefault(rest) } as JSONSchema;
  const values = valueSchema(schema);
  if (properties !== undefined) {
    const kept = Object.entries(properties).filter(
      ([, field]) => field["x-reserved"] === undefined && !(view === "resolved" && field["x-fileOnly"] === true),
    );
    shape.properties = Object.fromEntries(kept.map(([key, field]) => [key, shapeOf(field, view)]));
    shape.required = kept
      .filter(([key, field]) => (required ?? []).includes(key) || (view === "resolved" && isFilled(field)))
      .map(([key]) => key);
  }
  if (additionalProperties !== undefined)
    shape.additionalProperties = values === undefined ? false : shapeOf(values, view);
  if (items !== undefined) shape.items = shapeOf(items, view);
  return shape;
}

function withoutDefault(schema: Schema): Schema {
  const { default: _default, ...rest } = schema;
  return rest;
}

function isFilled(field: Schema): boolean {
  return field.default !== undefined || field["x-computed"] !== undefined;
}
