import { createPublicKey, type KeyObject } from "node:crypto";
import { sha256 } from "./hash";

/**
 * Public keys as an environment file declares them: base64 of the DER form (SubjectPublicKeyInfo), on one line, as AWS
 * KMS gives it. Two kinds, which OpenSSL, AWS KMS (P-256) and sigstore's tools have in common.
 */
export const publicKeyForm =
  /^(?:MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=|MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==)$/;

/** The key, or undefined for text that is none: another kind, or a point that is not on the curve. */
export function readPublicKey(base64: string): KeyObject | undefined {
  if (!publicKeyForm.test(base64)) return undefined;
  try {
    return createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
  } catch {
    // The form is right and the numbers are not: no key.
    return undefined;
  }
}

/** The form that an environment file takes; undefined for a key of a kind that it does not take. */
export function publicKeyText(key: KeyObject): string | undefined {
  const text = spki(key).toString("base64");
  return publicKeyForm.test(text) ? text : undefined;
}

/** What a signature names its key by: SHA-256 of the DER form. */
export function keyIdOf(key: KeyObject): string {
  return sha256(spki(key));
}

const spki = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" });
