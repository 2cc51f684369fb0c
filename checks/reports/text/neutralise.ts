/**
 * Characters that act on a terminal, a page or a reader's eye instead of being read: controls (C0, DEL, C1), bidirectional
 * and other invisible format characters, line and paragraph separators, halves of surrogate pairs. The zero-width joiner
 * and non-joiner stay, because Indian scripts spell words with them.
 */
const acting = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const named: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Nearly all text: worth one cheap test, because the other one walks through it character by character. */
const harmless = /^[\x20-\x7e]*$/;

/** The text with every acting character written out (`\u{1b}`), so that a hostile name is seen instead of obeyed. */
export function neutralise(text: string): string {
  if (harmless.test(text)) return text;
  return text.replace(
    acting,
    (character) => named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** As `neutralise`, for prose: runs of white space, line breaks among them, become one space. */
export function neutraliseProse(text: string): string {
  return neutralise(text.replace(/\s+/gu, " ").trim());
}
