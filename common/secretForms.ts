/**
 * Credentials that are known by their own form, wherever they stand. One list for the environment file (which refuses
 * them), for the rules (which find them in code) and for the reports (which mask them); what each of the three knows
 * beside it, such as an assignment to a name, depends on the text that it reads and stays with it.
 *
 * Lengths are those that the issuers use, lower bounds where they vary. All patterns take linear time.
 */
export interface SecretForm {
  /** In words that do not repeat the value. */
  readonly kind: string;
  /** Without flags. */
  readonly pattern: RegExp;
}

export const secretForms: readonly SecretForm[] = [
  // Keys of users and roles, and the identifiers of bearer tokens and of context credentials.
  { kind: "an AWS access key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/ },
  {
    kind: "a private key",
    pattern: /-{3,5}BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-{3,5}|\bAGE-SECRET-KEY-1[A-Z0-9]*|\bPuTTY-User-Key-File-\d/,
  },
  // Header and payload of a signed one are objects; an encrypted one has its key in the second part.
  { kind: "a JSON Web Token", pattern: /\beyJ[\w-]{8,2000}\.[\w-]{8,}\.[\w-]*/ },
  { kind: "a token of GitHub", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/ },
  { kind: "a token of GitLab", pattern: /\bglpat-[\w-]{20,}/ },
  { kind: "a token of Slack", pattern: /\bxox[abeprs]-[\w-]{10,}/ },
  { kind: "a key of Stripe", pattern: /\b[rs]k_(?:live|test)_\w{16,}/ },
  { kind: "a key of Google", pattern: /\bAIza[\w-]{35}/ },
  { kind: "a token of Vault", pattern: /\bhv[sb]\.[\w-]{20,}/ },
  { kind: "a token of npm", pattern: /\bnpm_[A-Za-z0-9]{36}/ },
  { kind: "a key of SendGrid", pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
];

/** A word or beginning that stands in every one of them, so that ordinary text costs one test. */
export const mayHoldSecretForm =
  /AKIA|ASIA|ABIA|ACCA|PRIVATE KEY|AGE-SECRET|PuTTY|eyJ|gh[pousr]_|github_pat|glpat|xox|[rs]k_(?:live|test)|AIza|hv[sb]\.|npm_|SG\./;

/** What kind of credential the text holds; undefined for none that is known by its form. */
export function secretFormIn(text: string): string | undefined {
  return mayHoldSecretForm.test(text) ? secretForms.find(({ pattern }) => pattern.test(text))?.kind : undefined;
}
