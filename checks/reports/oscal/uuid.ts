import { createHash } from "node:crypto";

/** Namespace of all UUIDs that OSCAL documents of this product hold; drawn once at random. */
const namespace = Buffer.from("6f0e7c1b52d84a0f9b7d3c52a1d4e860", "hex");

/** UUID of version 5 (RFC 9562): the same names give the same UUID, and no name can be made to look like two. */
export function uuidOf(...names: readonly (string | null)[]): string {
  const bytes = createHash("sha1").update(namespace).update(JSON.stringify(names)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
