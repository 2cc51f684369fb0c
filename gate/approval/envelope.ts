/**
 * Signatures in the form that in-toto and sigstore share (DSSE, Dead Simple Signing Envelope 1.0.2), so that whoever does
 * not want to trust this product can verify one with other tools.
 */
export interface Envelope {
  readonly payloadType: string;
  /** What was signed, in base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** The bytes that a signature is made over: the type and the text, each with its length, so that no two pairs are alike. */
export function signedBytes(payloadType: string, payload: Uint8Array): Buffer {
  const header = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(header, "utf8"), payload]);
}

/** The envelope, or undefined for text that is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isEnvelope(value) ? value : undefined;
}

function isEnvelope(value: unknown): value is Envelope {
  if (value === null || typeof value !== "object") return false;
  const { payloadType, payload, signatures } = value as Record<string, unknown>;
  return (
    typeof payloadType === "string" &&
    typeof payload === "string" &&
    Array.isArray(signatures) &&
    signatures.every((one: unknown) => {
      if (one === null || typeof one !== "object") return false;
      const { keyid, sig } = one as Record<string, unknown>;
      return typeof keyid === "string" && typeof sig === "string";
    })
  );
}
