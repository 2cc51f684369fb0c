import { publicKeyForm } from "../common/publicKey";
import { secretFormIn } from "../common/secretForms";

/**
 * Shapes that stand for a secret in an environment file, comments included, beside the forms that are known everywhere.
 * The name says what was seen, never the value.
 */
const shapes: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: "a password hash", pattern: /\$(?:2[aby]|5|6|y|argon2id?)\$[^\s]{10,}/ },
  { name: "credentials inside an address", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i },
  {
    name: "a password or a token",
    pattern:
      /(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|credential)s?["']?\s*=\s*["']?[^\s"']{4,}/i,
  },
  // After a colon prose is possible ("reset of password: citizens"), so only a word that no sentence would hold counts.
  {
    name: "a password or a token",
    pattern:
      /(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|credential)s?["']?\s*:\s*["']?(?=[^\s"']*[0-9!#$%^&*])[^\s"']{6,}/i,
  },
];

const secretKeys = /passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential/i;
/** An identifier, alone or at the end of an ARN (`certificate/0f1e2d3c-…`). */
const uuid = /^(?:[a-z-]+\/)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What kind of secret a text holds, in words, or undefined. Recognises known shapes, and words too random to be written by hand. */
export function secretKind(text: string): string | undefined {
  return knownShape(text) ?? (hasRandomWord(text) ? "a random token" : undefined);
}

/** Only the shapes that cannot be mistaken; for text that is no value, such as a comment. */
export function knownShape(text: string): string | undefined {
  return secretFormIn(text) ?? shapes.find((shape) => shape.pattern.test(text))?.name;
}

export function looksSecret(text: string): boolean {
  return secretKind(text) !== undefined;
}

/** True of a key that announces a secret, such as `dbPassword`. */
export function announcesSecret(key: string): boolean {
  return secretKeys.test(key);
}

function hasRandomWord(text: string): boolean {
  return (text.match(/[A-Za-z0-9+/_=-]{20,}/g) ?? []).some(isRandom);
}

/**
 * Judges a word by the entropy of its characters and by how often it changes between small letters, capitals and digits:
 * words made of words change seldom, random ones at nearly every second character. The limits were set so that random
 * base64 and hexadecimal of 128 bits and more is found, and names of groups and offices are not (see the tests).
 */
function isRandom(word: string): boolean {
  // A public key is as random, and meant to be seen.
  if (uuid.test(word) || publicKeyForm.test(word)) return false;
  const changes = classChanges(word) / word.length;
  if (/^[0-9a-f]+$|^[0-9A-F]+$/.test(word)) return word.length >= 32 && entropy(word) >= 3 && changes >= 0.2;
  const hasAllClasses = /[a-z]/.test(word) && /[A-Z]/.test(word) && /[0-9]/.test(word);
  if (hasAllClasses) return entropy(word) >= (word.length < 32 ? 3.7 : 4.1) && changes >= 0.35;
  return word.length >= 24 && /[0-9]/.test(word) && entropy(word) >= 3.7 && changes >= 0.35;
}

/** Shannon entropy in bits per character. */
function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}

function classChanges(word: string): number {
  const classes = [...word].map((character) =>
    /[a-z]/.test(character) ? "a" : /[A-Z]/.test(character) ? "A" : /[0-9]/.test(character) ? "0" : "-",
  );
  return classes.filter((current, index) => index > 0 && current !== classes[index - 1]).length;
}
