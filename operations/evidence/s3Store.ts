import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { StoredRecord } from "../../checks/evidence/chain";
import type { Anchor } from "../../checks/evidence/record";
import { UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import type { BucketPlace } from "./location";
import { anchorOf, type EvidenceStore, type Listing, recordName, sequenceOf } from "./store";

export interface S3Connection {
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * A bucket with object lock. Each record is put only where there is none (`If-None-Match`), and locked in compliance
 * mode, so that until its retention ends nobody, the owner of the account included, can change or remove it. A later
 * version or a delete marker can still hide it; therefore the first version of each record is what counts.
 */
export class S3EvidenceStore implements EvidenceStore {
  private readonly client: S3Client;
  /** First version of each record, as listed last. */
  private versions = new Map<number, string | undefined>();

  constructor(
    private readonly place: BucketPlace,
    connection: S3Connection = {},
  ) {
    this.client = new S3Client({
      ...(place.region ? { region: place.region } : {}),
      followRegionRedirects: true,
      maxAttempts: 3,
      ...(connection.endpoint ? { endpoint: connection.endpoint, forcePathStyle: true } : {}),
      ...(connection.credentials ? { credentials: connection.credentials } : {}),
    });
  }

  get location(): string {
    return `s3://${this.place.bucket}/${this.place.prefix}`.replace(/\/$/, "");
  }

  private key(name: string): string {
    return this.place.prefix === "" ? name : `${this.place.prefix}/${name}`;
  }

  async list(): Promise<Listing> {
    const found = new Map<number, { versions: string[]; hidden: boolean }>();
    for (let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}; marker; ) {
      const page = { Bucket: this.place.bucket, Prefix: this.key(""), ...marker };
      const answer: ListObjectVersionsCommandOutput = await this.asked((client) =>
        client.send(new ListObjectVersionsCommand(page)),
      );
      // Newest first, key by key.
      for (const { Key, VersionId } of answer.Versions ?? [])
        this.entry(found, Key)?.versions.push(VersionId ?? "null");
      for (const { Key } of answer.DeleteMarkers ?? []) {
        const entry = this.entry(found, Key);
        if (entry) entry.hidden = true;
      }
      marker = answer.IsTruncated
        ? {
            ...(answer.NextKeyMarker ? { KeyMarker: answer.NextKeyMarker } : {}),
            ...(answer.NextVersionIdMarker ? { VersionIdMarker: answer.NextVersionIdMarker } : {}),
          }
        : undefined;
    }
    const kept = [...found].filter(([, { versions }]) => versions.length > 0).sort(([a], [b]) => a - b);
    this.versions = new Map(kept.map(([sequence, { versions }]) => [sequence, versions.at(-1)]));
    return {
      sequences: kept.map(([sequence]) => sequence),
      oddities: kept.flatMap(([sequence, { versions, hidden }]) => [
        ...(versions.length > 1 ? [this.oddity(sequence, "was overwritten later; the first version is read")] : []),
        ...(hidden ? [this.oddity(sequence, "was deleted later; its first version is still there and is read")] : []),
      ]),
    };
  }

  private entry(
    found: Map<number, { versions: string[]; hidden: boolean }>,
    key: string | undefined,
  ): { versions: string[]; hidden: boolean } | undefined {
    const start = this.key("");
    const sequence = key?.startsWith(start) ? sequenceOf(key.slice(start.length)) : undefined;
    if (sequence === undefined) return undefined;
    const entry = found.get(sequence) ?? { versions: [], hidden: false };
    found.set(sequence, entry);
    return entry;
  }

  private oddity(sequence: number, what: string): Listing["oddities"][number] {
    return { sequence, where: this.whereOf(recordName(sequence)), message: `It ${what}` };
  }

  private whereOf(name: string): string {
    return `s3://${this.place.bucket}/${this.key(name)}`;
  }

  async read(sequence: number): Promise<StoredRecord | undefined> {
    const version = this.versions.get(sequence);
    const bytes = await this.get(recordName(sequence), version);
    return bytes && { where: this.whereOf(recordName(sequence)), sequence, bytes };
  }

  async create(sequence: number, bytes: Uint8Array, time: Date): Promise<boolean> {
    const { bucket, lockedDays } = this.place;
    const until = new Date(time.getTime() + lockedDays * 86_400_000);
    try {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: this.key(recordName(sequence)),
        Body: bytes,
        ContentType: "application/json",
        IfNoneMatch: "*",
        ...(lockedDays > 0 ? { ObjectLockMode: "COMPLIANCE", ObjectLockRetainUntilDate: until } : {}),
      });
      await this.asked((client) => client.send(command));
      return true;
    } catch (error) {
      const status = statusOf(error instanceof UserError ? error.cause : error);
      // Taken, or being taken by another writer this very moment.
      if (status === 412 || status === 409) return false;
      throw error;
    }
  }

  async head(): Promise<(Anchor & { where: string }) | undefined> {
    const bytes = await this.get("head.json", undefined);
    const anchor = bytes && anchorOf(Buffer.from(bytes).toString("utf8"));
    return anchor && { ...anchor, where: this.whereOf("head.json") };
  }

  async noteHead(anchor: Anchor): Promise<void> {
    const known = await this.head();
    if (known && known.sequence >= anchor.sequence) return;
    const body = `${JSON.stringify(anchor)}\n`;
    const command = new PutObjectCommand({ Bucket: this.place.bucket, Key: this.key("head.json"), Body: body });
    await this.asked((client) => client.send(command));
  }

  private async get(name: string, version: string | undefined): Promise<Uint8Array | undefined> {
    try {
      const command = new GetObjectCommand({
        Bucket: this.place.bucket,
        Key: this.key(name),
        ...(version === undefined ? {} : { VersionId: version }),
      });
      const answer = await this.asked((client) => client.send(command));
      return await answer.Body?.transformToByteArray();
    } catch (error) {
      if (statusOf(error instanceof UserError ? error.cause : error) === 404 && !isMissingBucket(error))
        return undefined;
      throw error;
    }
  }

  /** @throws UserError exit 2 where the bucket is not there or not locked, 3 without permission, 4 for all else */
  private async asked<T>(ask: (client: S3Client) => Promise<T>): Promise<T> {
    try {
      return await ask(this.client);
    } catch (error) {
      throw this.explained(error);
    }
  }

  private explained(error: unknown): UserError {
    const name = error instanceof Error ? error.name : "";
    const message = error instanceof Error ? error.message : String(error);
    const unlocked = /object ?lock/i.test(message);
    const usage = name === "NoSuchBucket" || unlocked;
    const denied = statusOf(error) === 403 || name === "CredentialsProviderError";
    return new UserError({
      code: usage ? "evidence-bucket" : "evidence-unreachable",
      message: `The evidence log ${this.location} cannot be used: ${name} ${message}`.trim(),
      exitCode: usage ? exitCodes.usage : denied ? exitCodes.toolOrPermissionMissing : exitCodes.engineFailed,
      hint: unlocked
        ? "Name a bucket that was made with object lock, or write ?lock=0 behind its name to go without."
        : "Check the bucket's name and region, the credentials in use, and that they may list versions, get and put objects there.",
      cause: error,
    });
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}

function isMissingBucket(error: unknown): boolean {
  return error instanceof UserError && error.code === "evidence-bucket";
}
