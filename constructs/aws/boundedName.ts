import { sha256 } from "../../common/hash";

/** A name of at most `limit` characters; a longer one keeps its beginning and ends in eight characters of its hash. */
export function boundedName(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const suffix = sha256(name).slice(0, 8);
  return `${name.slice(0, limit - suffix.length - 1)}-${suffix}`;
}
