import { compile } from "json-schema-to-typescript";

/** The TypeScript of a JSON Schema with named parts. The same schema gives the same text. */
export async function schemaTypes(schema: object, name: string): Promise<string> {
  // The compiler changes what it is given.
  return compile(structuredClone(schema) as Parameters<typeof compile>[0], name, {
    bannerComment: "",
    // A list with a least length is a list here: the checker has seen its length, the compiler need not.
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
    format: true,
    style: { printWidth: 120, singleQuote: false },
  });
}
