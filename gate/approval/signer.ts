import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { UserError, usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { publicKeyText } from "../../common/publicKey";

/** Whatever holds a private key: a file, or a service that never gives it away. */
export interface PlanSigner {
  /** As an environment file declares it. */
  readonly publicKey: string;
  /** Ed25519, or ECDSA on P-256 with SHA-256 in DER form. */
  sign(message: Buffer): Promise<Buffer>;
}

export const passphraseVariable = "DIGIT_SIGNING_PASSPHRASE";

/**
 * A private key in PEM form (PKCS#8), with or without a passphrase.
 * @throws UserError exit 2 for a file that is no such key, or whose passphrase is missing or wrong; nothing of the key
 * or the passphrase is repeated
 */
export function keyFileSigner(file: string, passphrase: string | undefined): PlanSigner {
  const key = readKey(file, passphrase);
  const publicKey = publicKeyText(createPublicKey(key));
  if (publicKey === undefined) {
    throw usageError(
      "key-kind",
      `${file} holds a key of another kind (${key.asymmetricKeyType}); plans are signed with Ed25519 or with ECDSA on P-256.`,
      "Make one: `openssl genpkey -algorithm ed25519 -aes256 -out key.pem`.",
    );
  }
  const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256";
  return { publicKey, sign: async (message) => sign(digest, message, key) };
}

function readKey(file: string, passphrase: string | undefined): KeyObject {
  let pem: Buffer;
  try {
    pem = readFileSync(file);
  } catch (error) {
    const cause = String((error as NodeJS.ErrnoException).code ?? "no cause given");
    throw new UserError({
      code: "key-not-readable",
      message: `The key file ${file} cannot be read (${cause}).`,
      exitCode: cause === "EACCES" ? exitCodes.toolOrPermissionMissing : exitCodes.usage,
      hint: "Name a file with a private key in PEM form, or a key in AWS KMS as awskms:///<id, ARN or alias>.",
    });
  }
  try {
    return createPrivateKey({ key: pem, format: "pem", ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // OpenSSL's own words differ from version to version; which of the two it was, the file says.
    if (pem.includes("ENCRYPTED")) {
      throw usageError(
        "key-passphrase",
        `The key in ${file} has a passphrase, and ${passphrase === undefined ? `${passphraseVariable} is not set` : `the one in ${passphraseVariable} does not fit`}.`,
        `Set ${passphraseVariable} for this command alone.`,
      );
    }
    throw usageError(
      "no-private-key",
      `${file} holds no private key in PEM form (PKCS#8).`,
      "Make one: `openssl genpkey -algorithm ed25519 -aes256 -out key.pem`.",
    );
  }
}
