import { compile } from "json-schema-to-typescript";
import schema from "../../catalogue/digit/digit.schema.json";

const banner = `/**
 * Types of the catalogue of DIGIT's services. Generated from catalogue/digit/digit.schema.json by \`npm run generate\`;
 * do not edit.
 */`;

/** The text of `config/digit/catalogue.generated.ts`. The same schema gives the same text. */
export async function generateDigitTypes(): Promise<string> {
  // The compiler changes what it is given.
  const text = await compile(structuredClone(schema) as Parameters<typeof compile>[0], "DigitCatalogue", {
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
    format: true,
    style: { printWidth: 120, singleQuote: false },
  });
  return `${banner}\n\n${text}`;
}
