import schema from "../../catalogue/digit/digit.schema.json";
import { schemaTypes } from "../schemaTypes";

const banner = `/**
 * Types of the catalogue of DIGIT's services. Generated from catalogue/digit/digit.schema.json by \`npm run generate\`;
 * do not edit.
 */`;

/** The text of `config/digit/catalogue.generated.ts`. */
export async function generateDigitTypes(): Promise<string> {
  return `${banner}\n\n${await schemaTypes(schema, "DigitCatalogue")}`;
}
