/** What in a text must not leave the machine: credentials by their form, accounts, people. */
import { replaceSecrets } from "../../checks/reports/redact";
import type { Pseudonyms } from "./pseudonyms";

const bearer = /(\bbearer\s+)([\w.~+/-]{8,}=*)/gi;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Where a number of twelve digits is an account: in an ARN, or as the value of a name that says so. */
const inArn = /\barn:[\w-]*:[\w-]*:[\w-]*:(\d{12})(?!\d)/g;
const inRegistry = /\b(\d{12})\.dkr\.ecr\./g;
/** In a policy, a principal or the value of a condition. */
const quoted = /"(\d{12})"/g;
const accountName = /(?:account|owner|principal|registry)_?(?:ids?|arn)?s?$|^aws$|sourceaccount|principalaccount/i;

/** Accounts that a text names; `name` is the attribute or key that it stands under. */
export function accountsIn(name: string, text: string): readonly string[] {
  if (!/\d{12}/.test(text)) return [];
  const quotedOnes = text.includes('"Statement"') ? [...text.matchAll(quoted)] : [];
  const found = [...text.matchAll(inArn), ...text.matchAll(inRegistry), ...quotedOnes].map((match) => match[1] ?? "");
  return /^\d{12}$/.test(text) && accountName.test(name.replaceAll(":", "")) ? [...found, text] : found;
}

export interface Known {
  readonly pseudonyms: Pseudonyms;
  readonly accounts: ReadonlySet<string>;
  /** Secrets that were marked or named as such somewhere, with their stand-ins, the longest first. */
  readonly secrets: readonly (readonly [string, string])[];
}

/** The text with stand-ins for everything that must not leave. */
export function redactedText(text: string, known: Known): string {
  const { pseudonyms, accounts } = known;
  let result = text;
  for (const [secret, standIn] of known.secrets) {
    if (secret.length >= shortest && result.includes(secret)) result = result.replaceAll(secret, standIn);
  }
  result = replaceSecrets(result, (secret) => pseudonyms.secret(secret));
  result = result.replace(bearer, (_, word: string, token: string) => `${word}${pseudonyms.secret(token)}`);
  result = result.replace(email, (address) => pseudonyms.person(address));
  if (/\d{12}/.test(result))
    result = result.replace(/(?<![0-9])\d{12}(?![0-9])/g, (id) => (accounts.has(id) ? pseudonyms.account(id) : id));
  return encoded(result, known);
}

/** Shorter secrets are replaced where they are marked, and not wherever the same letters stand. */
const shortest = 6;

/** Base64, as user data is written: looked through, and written again where something in it was replaced. */
function encoded(text: string, known: Known): string {
  if (text.length < 16 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return text;
  const bytes = Buffer.from(text, "base64");
  const inner = bytes.toString("utf8");
  if (!/^[\t\n\r -~]*$/.test(inner)) return text;
  const redacted = redactedText(inner, known);
  return redacted === inner ? text : Buffer.from(redacted, "utf8").toString("base64");
}
