/**
 * Who is who. Owners and approvers are written by hand, so that one person stands there as `Asha Rao`, `A. Rao`,
 * `asha.rao@example.org` or `Asha.Rao+gate@example.org`. To be listed, a person must be written as in the list; to be
 * somebody else than the owner, a person must not look like the owner under any of these spellings.
 */

export interface Person {
  /** As written, without the address. */
  readonly name: string | undefined;
  /** In lower case. */
  readonly email: string | undefined;
}

/** `Name <address>`, an address, or a name. */
export function personOf(text: string): Person {
  const clean = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();
  const angled = /^([^<]*)<([^<>]*)>$/.exec(clean);
  const address = (angled ? (angled[2] ?? "") : clean).trim().toLowerCase();
  const name = (angled ? (angled[1] ?? "") : clean.includes("@") ? "" : clean).trim().replace(/^"(.*)"$/, "$1");
  return {
    name: name === "" ? undefined : name,
    email: address.includes("@") ? address : undefined,
  };
}

/** The listed person that a text names exactly: by address, or by the whole name where it gives no address. */
export function listedAs(text: string, listed: readonly string[]): string | undefined {
  const person = personOf(text);
  return listed.find((one) => {
    const candidate = personOf(one);
    if (person.email !== undefined) return person.email === candidate.email;
    return person.name !== undefined && candidate.name !== undefined && plain(person.name) === plain(candidate.name);
  });
}

/** Whether two texts may name one person. `listed` tells the address of a name and the name of an address. */
export function mayBeSame(a: string, b: string, listed: readonly string[] = []): boolean {
  const entryOfA = listedAs(a, listed);
  const entryOfB = listedAs(b, listed);
  if (entryOfA !== undefined && entryOfA === entryOfB) return true;
  const first = merged(personOf(a), entryOfA);
  const second = merged(personOf(b), entryOfB);
  if (first.email && second.email && sameAddress(first.email, second.email)) return true;
  if (first.name && second.name && sameWords(wordsOf(first.name), wordsOf(second.name))) return true;
  // Two addresses that differ, and names that differ or are not given: two people.
  if (first.email && second.email) return false;
  return spellingsOf(first).some((one) => spellingsOf(second).some((other) => similar(one, other)));
}

function merged(person: Person, entry: string | undefined): Person {
  const known = entry === undefined ? undefined : personOf(entry);
  return { name: person.name ?? known?.name, email: person.email ?? known?.email };
}

/** Titles say nothing about who it is. */
const titles = new Set(["mr", "mrs", "ms", "dr", "prof", "shri", "sri", "smt", "er", "ias"]);

/** Lower case without accents of Latin letters; the marks of Indian scripts are letters' parts and stay. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

function wordsOf(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "" && !titles.has(word));
}

function localPart(email: string): string {
  return email.replace(/@.*$/, "").replace(/\+.*$/, "");
}

/** The same mailbox with a tag or other dots, or the same personal name at another provider. */
function sameAddress(a: string, b: string): boolean {
  const [first, second] = [wordsOf(localPart(a)), wordsOf(localPart(b))];
  if (first.join("") !== second.join("")) return false;
  return a.slice(a.indexOf("@")) === b.slice(b.indexOf("@")) || Math.max(first.length, second.length) > 1;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && [...a].sort().join(" ") === [...b].sort().join(" ");
}

interface Spelling {
  readonly words: readonly string[];
  /** A name of several words, as people have it; a handle such as `security-lead` is not. */
  readonly fullName: boolean;
}

function spellingsOf(person: Person): readonly Spelling[] {
  return [
    ...(person.name ? [{ words: wordsOf(person.name), fullName: /\s/.test(person.name.trim()) }] : []),
    ...(person.email ? [{ words: wordsOf(localPart(person.email)), fullName: false }] : []),
  ].filter(({ words }) => words.length > 0);
}

function similar(a: Spelling, b: Spelling): boolean {
  return (
    sameWords(a.words, b.words) ||
    joinedForms(a.words).some((form) => joinedForms(b.words).includes(form)) ||
    sameInitials(a.words, b.words) ||
    isPartOf(a, b) ||
    isPartOf(b, a)
  );
}

/** How two words become one: `asharao`, `raoasha`, `arao`, `ashar`, `raoa`. */
function joinedForms(words: readonly string[]): readonly string[] {
  const [first, last] = [words[0] ?? "", words.at(-1) ?? ""];
  if (words.length < 2) return [first];
  return [
    words.join(""),
    [...words].reverse().join(""),
    `${first.charAt(0)}${last}`,
    `${first}${last.charAt(0)}`,
    `${last}${first.charAt(0)}`,
  ];
}

/** `A. Rao` and `Asha Rao`, in either order; at least one word must be the same in full. */
function sameInitials(a: readonly string[], b: readonly string[]): boolean {
  if (a.length < 2 || a.length !== b.length) return false;
  return [b, [...b].reverse()].some((other) => {
    const pairs = a.map((word, index) => [word, other[index] ?? ""] as const);
    const fits = pairs.every(([one, two]) => one === two || isInitial(one, two) || isInitial(two, one));
    return fits && pairs.some(([one, two]) => one === two && one.length > 1);
  });
}

function isInitial(short: string, long: string): boolean {
  return [...short].length === 1 && long.startsWith(short);
}

/** A bare first or last name of somebody whose full name is known. */
function isPartOf(part: Spelling, whole: Spelling): boolean {
  const [word = ""] = part.words;
  return whole.fullName && part.words.length === 1 && word.length > 1 && whole.words.includes(word);
}
