/** Validators for the official schemas in `fixtures/`. For tests only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

export const schemaFolder = join(__dirname, "../fixtures");

/** @param unicode whether the schema's patterns are read with the flag `u`, which `\\p{L}` needs and `\\-` forbids. */
function compile(file: string, drop: readonly string[], unicode: boolean): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(schemaFolder, file), "utf8")) as Record<string, unknown>;
  for (const key of drop) delete schema[key];
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: unicode });
  addFormats(ajv);
  return ajv.compile(schema);
}

/** SARIF's schema is draft-04; the only word of that draft in it is `id`, so it is read as draft-07 without it. */
export const sarifSchema = (): ValidateFunction => compile("sarif-2.1.0-rtm.5.json", ["$schema", "id"], false);

export const oscalSchema = (): ValidateFunction => compile("oscal-1.2.3-complete.json", [], true);

/** Problems as short lines, so that a failing test says what is wrong. */
export function schemaProblems(validate: ValidateFunction, value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
