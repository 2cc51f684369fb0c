/** The output of `terraform providers schema -json`, as far as the catalogues need it. */
export type Body = Record<string, unknown>;

/** Types whose schema is larger than that of all others together, and that no control reads. */
export const leftOut = /^aws_(quicksight|lex|medialive|appmesh)/;

export function record(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

export function providerOf(schema: unknown): Body {
  const [provider] = Object.entries(record(record(schema).provider_schemas)).flatMap(([name, body]) =>
    name.endsWith("/hashicorp/aws") ? [record(body)] : [],
  );
  return provider ?? {};
}
