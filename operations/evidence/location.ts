import { usageError } from "../../common/errors";
import type { S3Connection } from "./s3Store";
import type { EvidenceStore } from "./store";

export interface BucketPlace {
  readonly bucket: string;
  /** Without slashes at its ends; empty for the bucket as a whole. */
  readonly prefix: string;
  /** Undefined: as the credentials' configuration says. */
  readonly region: string | undefined;
  /** How long a record is locked. 0: not at all. */
  readonly lockedDays: number;
}

/** One year: rule 6(1)(e) and rule 8(3) of the DPDP Rules ask for logs of at least that. */
const defaultLockedDays = 365;
/** S3 allows 100 years. */
const mostLockedDays = 36_500;

const form =
  "Write s3://bucket/prefix, and behind it ?region=ap-south-1&lock=365 (days) where the defaults do not fit.";

/** @throws UserError exit 2 for what is no address of a bucket */
export function bucketPlaceOf(
  text: string,
  defaults: Partial<Pick<BucketPlace, "region" | "lockedDays">> = {},
): BucketPlace {
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([^?]*))?(?:\?(.*))?$/.exec(text);
  if (!parts) throw usageError("evidence-place", `${text} is no address of a bucket.`, form);
  const options = new URLSearchParams(parts[3] ?? "");
  const strange = [...options.keys()].filter((key) => key !== "region" && key !== "lock");
  if (strange.length > 0) throw usageError("evidence-place", `${text}: there is no ${strange.join(", ")}.`, form);
  const lock = options.get("lock") ?? String(defaults.lockedDays ?? defaultLockedDays);
  if (!/^\d{1,5}$/.test(lock) || Number(lock) > mostLockedDays)
    throw usageError("evidence-place", `${text}: lock takes days, from 0 to ${mostLockedDays}.`, form);
  return {
    bucket: parts[1] ?? "",
    prefix: (parts[2] ?? "").replace(/^\/+|\/+$/g, ""),
    region: options.get("region") ?? defaults.region,
    lockedDays: Number(lock),
  };
}

/** Opens a log at a folder or `s3://…`. Nothing is made or read yet. */
export async function openEvidence(
  location: string,
  options: Partial<Pick<BucketPlace, "region" | "lockedDays">> & {
    readonly connection?: S3Connection | undefined;
  } = {},
): Promise<EvidenceStore> {
  if (location === "") throw usageError("evidence-place", "The evidence log has no name.", "Name a folder or s3://…");
  if (!location.startsWith("s3:")) {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location))
      throw usageError("evidence-place", `${location} is neither a folder nor a bucket.`, form);
    return new (await import("./folderStore")).FolderStore(location);
  }
  const place = bucketPlaceOf(location, options);
  // The client of S3 is large; whoever keeps a folder does not load it.
  return new (await import("./s3Store")).S3EvidenceStore(place, options.connection);
}
