import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import type { StoredRecord } from "../../checks/evidence/chain";
import type { Anchor } from "../../checks/evidence/record";
import { usageError } from "../../common/errors";
import { writeFileAtomically } from "../../common/files";
import { anchorOf, type EvidenceStore, type Listing, recordName, sequenceOf } from "./store";

const headName = "head.json";

/** A folder on a disk. It shows tampering; only a disk that nobody may rewrite prevents it. */
export class FolderStore implements EvidenceStore {
  constructor(private readonly folder: string) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory())
      throw usageError("evidence-no-folder", `${this.location} is no folder.`, "Name a folder for the evidence log.");
  }

  get location(): string {
    return relative(process.cwd(), this.folder) || this.folder;
  }

  async list(): Promise<Listing> {
    const names = statSync(this.folder, { throwIfNoEntry: false }) ? readdirSync(this.folder) : [];
    const sequences = names.flatMap((name) => sequenceOf(name) ?? []).sort((a, b) => a - b);
    return { sequences, oddities: [] };
  }

  async read(sequence: number): Promise<StoredRecord | undefined> {
    const where = join(this.location, recordName(sequence));
    try {
      return { where, sequence, bytes: readFileSync(join(this.folder, recordName(sequence))) };
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  }

  async create(sequence: number, bytes: Uint8Array): Promise<boolean> {
    mkdirSync(this.folder, { recursive: true });
    const temporary = join(this.folder, `.${recordName(sequence)}.${randomBytes(6).toString("hex")}.tmp`);
    try {
      writeFileSync(temporary, bytes, { mode: 0o600, flag: "wx", flush: true });
      // A link never replaces a file, and the file is whole from its first moment.
      linkSync(temporary, join(this.folder, recordName(sequence)));
      this.flushNames();
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error)))
        return this.createWithoutLinks(sequence, bytes);
      throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  /** Some network disks know no links. A crash may then leave half a record, which is found as such. */
  private createWithoutLinks(sequence: number, bytes: Uint8Array): boolean {
    try {
      writeFileSync(join(this.folder, recordName(sequence)), bytes, { mode: 0o600, flag: "wx", flush: true });
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    }
  }

  /** So that a power cut after the answer does not take the name away again. */
  private flushNames(): void {
    const descriptor = openSync(this.folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  async head(): Promise<(Anchor & { where: string }) | undefined> {
    const path = join(this.folder, headName);
    if (!statSync(path, { throwIfNoEntry: false })) return undefined;
    const anchor = anchorOf(readFileSync(path, "utf8"));
    return anchor && { ...anchor, where: join(this.location, headName) };
  }

  async noteHead(anchor: Anchor): Promise<void> {
    const known = await this.head();
    // Of two writers the one with the lower number may come later; the head only ever moves on.
    if (known && known.sequence >= anchor.sequence) return;
    writeFileAtomically(join(this.folder, headName), `${JSON.stringify(anchor)}\n`);
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
