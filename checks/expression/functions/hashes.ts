import { createHash } from "node:crypto";
import type { Datum } from "../../graph/graph";
import { EvaluationFailure } from "./failure";
import { type Functions, textOf } from "./values";

function digest(algorithm: string, encoding: "hex" | "base64") {
  return ([text]: readonly Datum[]): string => createHash(algorithm).update(textOf(text)).digest(encoding);
}

export const hashFunctions: Functions = {
  overValues: {
    md5: digest("md5", "hex"),
    sha1: digest("sha1", "hex"),
    sha256: digest("sha256", "hex"),
    sha512: digest("sha512", "hex"),
    base64sha256: digest("sha256", "base64"),
    base64sha512: digest("sha512", "base64"),
    uuidv5: ([namespace, name]) => nameBased(textOf(namespace), textOf(name)),
  },
};

const namespaces: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

/** RFC 9562, version 5. */
function nameBased(namespace: string, name: string): string {
  const id = (Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined) ?? namespace;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new EvaluationFailure(`${id} is no UUID`);
  const bytes = createHash("sha1")
    .update(Buffer.from(id.replaceAll("-", ""), "hex"))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
