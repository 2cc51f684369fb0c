/** Splits `DPDP Rules 2025: 6(1)(a)` into edition and number; a reference without an edition is all number. */
export function splitReference(reference: string): { readonly edition: string; readonly number: string } {
  const at = reference.indexOf(": ");
  return at < 0
    ? { edition: "", number: reference }
    : { edition: reference.slice(0, at), number: reference.slice(at + 2) };
}
