import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../common/errors";
import { readPublicKey } from "../../common/publicKey";
import { keyFileSigner } from "./signer";

const folder = mkdtempSync(join(tmpdir(), "signer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const passphrase = "correct horse";
const encrypted = generateKeyPairSync("ed25519", {
  publicKeyEncoding: { format: "der", type: "spki" },
  privateKeyEncoding: { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase },
});
const closed = write("closed.pem", encrypted.privateKey);

test("opens a key with its passphrase, and gives the public half as an environment file declares it", () => {
  const { publicKey } = keyFileSigner(closed, passphrase);
  expect(publicKey).toBe(encrypted.publicKey.toString("base64"));
  expect(readPublicKey(publicKey)?.asymmetricKeyType).toBe("ed25519");
});

const failure = (file: string, words?: string): UserError => {
  try {
    keyFileSigner(file, words);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${file} was taken`);
};

test.each([
  ["without its passphrase", closed, undefined, "key-passphrase", /DIGIT_SIGNING_PASSPHRASE is not set/],
  ["with another passphrase", closed, "wrong battery", "key-passphrase", /does not fit/],
  ["that is not there", join(folder, "none.pem"), undefined, "key-not-readable", /ENOENT/],
  ["that is a folder", folder, undefined, "key-not-readable", /EISDIR/],
  ["that holds something else", write("text.pem", "hello"), undefined, "no-private-key", /no private key/],
])("refuses a key file %s with exit 2, and repeats no passphrase", (_, file, words, code, message) => {
  const error = failure(file, words);
  expect(error).toMatchObject({ code, exitCode: 2 });
  expect(error.message).toMatch(message);
  expect(`${error.message} ${error.hint}`).not.toContain("battery");
});

test.each([
  ["RSA", generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey],
  ["another curve", generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey],
])("refuses %s, which no environment file can declare", (name, key) => {
  const file = write(`${name}.pem`, key.export({ format: "pem", type: "pkcs8" }).toString());
  expect(failure(file)).toMatchObject({ code: "key-kind", exitCode: 2 });
});
