/**
 * The one archive format that every system can look into (ustar, POSIX.1-1988), in its simplest form: regular files with
 * short names, one after the other. What is read must have exactly that form, so that an archive can hold nothing that a
 * reader would have to be careful with: no links, no devices, no directories, no long names, nothing twice.
 */
export interface TarEntry {
  readonly name: string;
  readonly content: Buffer;
}

const block = 512;
const longestName = 100;

/** The same entries give the same bytes: no times, no owners. Mode 0600. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap(({ name, content }) => [
    headerOf(name, content.length),
    content,
    Buffer.alloc((block - (content.length % block)) % block),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > longestName) throw new Error(`${name} is too long a name for the archive`);
  const header = Buffer.alloc(block);
  header.write(name, 0, "utf8");
  header.write("0000600\0", 100, "latin1");
  header.write("0000000\0".repeat(2), 108, "latin1");
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  header.write(`${"0".repeat(11)}\0`, 136, "latin1");
  header.write("0", 156, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  header.write(`${checksumOf(header).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/** Sum of the header's bytes, the checksum's own place counted as blanks. */
function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

/** @throws Error that says what is wrong with the archive; nothing of it is given then */
export function readTar(bytes: Buffer, isExpected: (name: string) => boolean): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let offset = 0;
  for (;;) {
    const header = bytes.subarray(offset, offset + block);
    if (header.length < block) throw new Error("the archive ends in the middle of an entry");
    if (header.every((byte) => byte === 0)) break;
    const { name, size } = entryOf(header);
    if (!isExpected(name)) throw new Error(`the archive holds ${JSON.stringify(name)}, which has no place in it`);
    if (entries.has(name)) throw new Error(`the archive holds ${name} twice`);
    const start = offset + block;
    if (start + size > bytes.length) throw new Error(`the archive ends in the middle of ${name}`);
    entries.set(name, bytes.subarray(start, start + size));
    offset = start + Math.ceil(size / block) * block;
  }
  // Whatever else an archive may say of an entry, and whatever may stand in its gaps, has no place either.
  if (!writeTar([...entries].map(([name, content]) => ({ name, content }))).equals(bytes))
    throw new Error("it is not as `plan --bundle` writes it");
  return entries;
}

function entryOf(header: Buffer): { readonly name: string; readonly size: number } {
  const text = (start: number, length: number): string =>
    header.toString("utf8", start, start + length).replace(/\0.*$/s, "");
  const octal = (start: number, length: number): number => {
    const digits = text(start, length).trim();
    if (!/^[0-7]+$/.test(digits)) throw new Error("the archive has a number that cannot be read");
    return Number.parseInt(digits, 8);
  };
  if (text(257, 6) !== "ustar" || octal(148, 8) !== checksumOf(header))
    throw new Error("it is no archive of the form that `plan --bundle` writes");
  const name = text(0, longestName);
  if (header[156] !== "0".charCodeAt(0) || header[345] !== 0)
    throw new Error(`the archive holds ${JSON.stringify(name)}, which is no plain file with a short name`);
  return { name, size: octal(124, 12) };
}
