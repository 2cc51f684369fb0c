import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gateRefused } from "../common/errors";

/**
 * The lock file of a directory while OpenTofu initialises it. OpenTofu cannot be told to leave it alone where it names a
 * provider by Terraform's registry: it adds an entry of its own registry, finds that the file would change, and stops
 * (1.12.6). Left to write, it still refuses a package whose checksum is not there; that it has written nothing else is
 * looked at here.
 */
export class LockFile {
  private readonly path: string;
  private readonly text: string;

  constructor(directory: string) {
    this.path = join(directory, ".terraform.lock.hcl");
    this.text = readFileSync(this.path, "utf8");
  }

  /** Puts the text back. @throws UserError exit 1 (`provider-lock-changed`) when OpenTofu has locked anything else */
  restore(): void {
    const now = readFileSync(this.path, "utf8");
    if (now === this.text) return;
    writeFileSync(this.path, this.text);
    if (withoutComments(now) === withoutComments(this.text)) return;
    throw gateRefused(
      "provider-lock-changed",
      "OpenTofu would use providers or packages whose checksums are not the checked ones.",
      "Have the stacks use the locked provider alone; `digit-platform doctor` shows where providers are taken from.",
    );
  }
}

const withoutComments = (text: string): string =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .join("\n");
