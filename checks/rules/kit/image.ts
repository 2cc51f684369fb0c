/** Names of container images: registry, repository, tag and digest, as container runtimes read them. */
import type { Reading } from "../../graph/graph";

export interface Image {
  /** `docker.io` where none is written. */
  readonly registry: string;
  /** With the registry and without tag and digest: `docker.io/library/nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export type ImageReading =
  | { readonly kind: "image"; readonly text: string; readonly image: Image }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly cause: string };

export function readImage(reading: Reading): ImageReading {
  if (reading.kind === "unknown") return { kind: "unknown", cause: reading.cause };
  if (reading.kind === "absent" || typeof reading.value !== "string") return { kind: "absent" };
  const text = reading.value.trim();
  // Tools that replace a word in a manifest leave such marks for it: `<tag>`, `%IMAGE%`.
  if (/[<>%]|\$\(/.test(text)) return { kind: "unknown", cause: `not rendered yet: ${text.slice(0, 100)}` };
  return { kind: "image", text, image: parseImage(text) };
}

export function parseImage(text: string): Image {
  const [name = "", digest] = text.split("@", 2);
  const slash = name.lastIndexOf("/");
  const colon = name.indexOf(":", slash + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  const tag = colon < 0 ? undefined : name.slice(colon + 1);
  const parts = repository.split("/");
  const [first = ""] = parts;
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === "localhost");
  const registry = hasRegistry ? first.toLowerCase() : "docker.io";
  const rest = hasRegistry ? parts.slice(1) : parts.length === 1 ? ["library", ...parts] : parts;
  return {
    registry,
    repository: [registry, ...rest].join("/"),
    tag: tag === "" ? undefined : tag,
    digest: digest === "" ? undefined : digest,
  };
}

/** True where the same name may mean another image tomorrow by its very nature. */
export function isLatest({ tag, digest }: Image): boolean {
  return digest === undefined && (tag === undefined || tag === "latest");
}

const hexadecimal: Readonly<Record<string, number>> = { sha256: 64, sha512: 128, blake3: 64 };

/** The forms that the image specification of the Open Container Initiative allows. */
export function isDigest(digest: string): boolean {
  const match = /^([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([A-Za-z0-9=_-]+)$/.exec(digest);
  if (!match) return false;
  const [, algorithm = "", encoded = ""] = match;
  const length = Object.hasOwn(hexadecimal, algorithm) ? hexadecimal[algorithm] : undefined;
  return length === undefined || (encoded.length === length && /^[0-9a-f]+$/.test(encoded));
}
