import { createHash, createPublicKey } from "node:crypto";
import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { engineFailed, UserError, usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { publicKeyText, readPublicKey } from "../../common/publicKey";
import type { PlanSigner } from "./signer";

/** The way that sigstore's tools name a key in AWS KMS; what follows is an id, an ARN or an alias. */
const scheme = "awskms:///";

export const isKmsKey = (reference: string): boolean => reference.startsWith("awskms:");

export interface KmsConnection {
  readonly region: string;
  /** Of an emulator; else AWS itself. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * A key in AWS KMS, of the kind ECC_NIST_P256 for signing. The private half never leaves KMS, and CloudTrail notes who
 * used it. Rights needed: `kms:GetPublicKey` and `kms:Sign` on the key.
 * @throws UserError exit 2 for a key that is not there or of another kind, 3 without the right to use it, 4 otherwise
 */
export async function kmsSigner(reference: string, connection: KmsConnection): Promise<PlanSigner> {
  const key = reference.slice(scheme.length);
  if (!reference.startsWith(scheme) || key === "") {
    throw usageError(
      "key-reference",
      `${reference} names no key in AWS KMS.`,
      "Write awskms:///<id, ARN or alias>, for instance awskms:///alias/plan-approval.",
    );
  }
  const [, , , region] = key.startsWith("arn:") ? key.split(":") : [];
  const client = new KMSClient({
    region: region || connection.region,
    maxAttempts: 3,
    ...(connection.endpoint ? { endpoint: connection.endpoint } : {}),
    ...(connection.credentials ? { credentials: connection.credentials } : {}),
  });
  const answer = await asked(key, () => client.send(new GetPublicKeyCommand({ KeyId: key })));
  const publicKey = answer.PublicKey && publicTextOf(Buffer.from(answer.PublicKey));
  const isP256 = publicKey !== undefined && readPublicKey(publicKey)?.asymmetricKeyType === "ec";
  if (!isP256 || answer.KeyUsage !== "SIGN_VERIFY") {
    throw usageError(
      "key-kind",
      `${key} is a key of another kind (for ${answer.KeyUsage}); plans are signed with ECC_NIST_P256 for SIGN_VERIFY.`,
      "Make one: `aws kms create-key --key-usage SIGN_VERIFY --key-spec ECC_NIST_P256`.",
    );
  }
  return {
    publicKey,
    sign: async (message) => {
      const request = {
        KeyId: key,
        // A digest, because KMS takes no more than 4096 bytes of a message.
        Message: createHash("sha256").update(message).digest(),
        MessageType: "DIGEST",
        SigningAlgorithm: "ECDSA_SHA_256",
      } as const;
      const { Signature } = await asked(key, () => client.send(new SignCommand(request)));
      return Buffer.from(Signature ?? []);
    },
  };
}

function publicTextOf(der: Buffer): string | undefined {
  try {
    return publicKeyText(createPublicKey({ key: der, format: "der", type: "spki" }));
  } catch {
    // A kind of key that this Node does not know is one that is not taken.
    return undefined;
  }
}

async function asked<T>(key: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    const said = `AWS KMS does not sign with ${key}: ${name} ${error instanceof Error ? error.message : ""}`.trim();
    if (/^(NotFound|InvalidArn|InvalidKeyUsage|UnsupportedOperation|Disabled|KMSInvalidState)/.test(name)) {
      throw usageError("key-not-usable", said, "Name an enabled key for signing, of the account in use.");
    }
    if (/AccessDenied|Credentials|ExpiredToken|UnrecognizedClient|InvalidClientToken/.test(name)) {
      throw new UserError({
        code: "key-not-allowed",
        message: said,
        exitCode: exitCodes.toolOrPermissionMissing,
        hint: "Check the credentials in use (AWS_PROFILE or the role of this machine); they need kms:GetPublicKey and kms:Sign on the key.",
        cause: error,
      });
    }
    throw engineFailed("key-service", said, "Check the network and try again.", error);
  }
}
