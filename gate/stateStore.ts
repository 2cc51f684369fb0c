import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import type { StackManifest } from "../stacks/manifest";

/** Where Terraform keeps the states of all stacks; only what the gate must know before Terraform can be asked. */
export interface StateStore {
  bucketExists(): Promise<boolean>;
  stateExists(stack: string): Promise<boolean>;
  /** A stack's state as Terraform stores it (raw, version 4); undefined when there is none. */
  read(stack: string): Promise<string | undefined>;
  /** Contents of the lock that Terraform left or holds, if any. */
  lock(stack: string): Promise<StateLock | undefined>;
  /** Writes the lock of a whole run where none lies; false where one does. */
  takeRunLock(text: string): Promise<boolean>;
  /** Text of the lock of a whole run; undefined where none lies. */
  runLock(): Promise<string | undefined>;
  releaseRunLock(): Promise<void>;
}

/** What tells one state from another: a state of the same lineage with a higher serial is a later one. */
export interface StateVersion {
  readonly lineage: string;
  readonly serial: number;
}

/** @throws SyntaxError for text that is no JSON. */
export function versionOf(stateText: string): StateVersion {
  const { lineage, serial } = JSON.parse(stateText) as StateVersion;
  return { lineage, serial };
}

/** Terraform's own lock information (`use_lockfile`). */
export interface StateLock {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
}

/** Key of a stack's state in the bucket; stacks/ writes the same into the backend block. */
const stateKey = (stack: string): string => `${stack}/terraform.tfstate`;

/** Beside the states, in no stack's folder. */
const runLockKey = "deployment.lock";

const notFound = new Set(["NotFound", "NoSuchBucket", "NoSuchKey"]);

export class S3StateStore implements StateStore {
  private readonly client: S3Client;

  constructor(
    private readonly backend: StackManifest["stateBackend"],
    connection: {
      readonly endpoint?: string;
      readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    } = {},
  ) {
    this.client = new S3Client({
      region: backend.region,
      maxAttempts: 3,
      ...(connection.endpoint ? { endpoint: connection.endpoint, forcePathStyle: true } : {}),
      ...(connection.credentials ? { credentials: connection.credentials } : {}),
    });
  }

  bucketExists(): Promise<boolean> {
    return this.exists(() => this.client.send(new HeadBucketCommand({ Bucket: this.backend.bucket })));
  }

  stateExists(stack: string): Promise<boolean> {
    return this.exists(() =>
      this.client.send(new HeadObjectCommand({ Bucket: this.backend.bucket, Key: stateKey(stack) })),
    );
  }

  read(stack: string): Promise<string | undefined> {
    return this.text(stateKey(stack));
  }

  async lock(stack: string): Promise<StateLock | undefined> {
    const text = await this.text(`${stateKey(stack)}.tflock`);
    return text ? (JSON.parse(text) as StateLock) : undefined;
  }

  async takeRunLock(text: string): Promise<boolean> {
    const put = new PutObjectCommand({
      Bucket: this.backend.bucket,
      Key: runLockKey,
      Body: text,
      ContentType: "application/json",
      IfNoneMatch: "*",
    });
    try {
      await this.client.send(put);
      return true;
    } catch (error) {
      // 412: one lies there. 409: another conditional write of the same key was under way.
      if ([409, 412].includes(statusOf(error) ?? 0)) return false;
      throw this.unreachable(error, "written");
    }
  }

  runLock(): Promise<string | undefined> {
    return this.text(runLockKey);
  }

  async releaseRunLock(): Promise<void> {
    try {
      await this.client.send(new DeleteObjectCommand({ Bucket: this.backend.bucket, Key: runLockKey }));
    } catch (error) {
      throw this.unreachable(error, "written");
    }
  }

  private async text(key: string): Promise<string | undefined> {
    let text: string | undefined;
    const there = await this.exists(async () => {
      const answer = await this.client.send(new GetObjectCommand({ Bucket: this.backend.bucket, Key: key }));
      text = await answer.Body?.transformToString();
    });
    return there ? text : undefined;
  }

  private async exists(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask();
      return true;
    } catch (error) {
      if ((error instanceof Error && notFound.has(error.name)) || statusOf(error) === 404) return false;
      throw this.unreachable(error, "read");
    }
  }

  private unreachable(error: unknown, what: "read" | "written"): UserError {
    const name = error instanceof Error ? error.name : "";
    return new UserError({
      code: "state-store-unreachable",
      message:
        `The state bucket ${this.backend.bucket} in ${this.backend.region} cannot be ${what}: ${name} ${error instanceof Error ? error.message : ""}`.trim(),
      exitCode:
        statusOf(error) === 403 || name === "CredentialsProviderError"
          ? exitCodes.toolOrPermissionMissing
          : exitCodes.engineFailed,
      hint: "Check the credentials in use (AWS_PROFILE or the role of this machine), their permissions on the state bucket, and the network.",
      cause: error,
    });
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } } | undefined)?.$metadata
    ?.httpStatusCode;
}
