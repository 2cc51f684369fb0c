/** Kinds of values that pass from one stack to a later one. Nothing sensitive does: references to secrets only. */
export type ValueKind = "string" | "strings";
type ValueOf<K extends ValueKind> = K extends "strings" ? string[] : string;

/** What a stack offers to later ones: output name to kind and meaning. */
export interface Contract<
  Outputs extends { readonly [output: string]: OutputShape } = { readonly [output: string]: OutputShape },
> {
  readonly stack: string;
  readonly outputs: Outputs;
}

export interface OutputShape {
  readonly kind: ValueKind;
  readonly description: string;
}

/** The values of some outputs of a contract, as tokens of the stack that gives or takes them. */
export type Values<C extends Contract, Names extends keyof C["outputs"] = keyof C["outputs"]> = {
  readonly [Name in Names]: ValueOf<C["outputs"][Name]["kind"]>;
};

/** Keeps the literal types of a contract. */
export function contract<const Outputs extends { readonly [output: string]: OutputShape }>(
  stack: string,
  outputs: Outputs,
): Contract<Outputs> {
  return { stack, outputs };
}
