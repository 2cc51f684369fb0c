/** A document that never grows beyond a length: parts that no longer fit are left out whole, and counted. */

/**
 * GitHub takes comments of up to 65,536 characters, GitLab of up to 1,000,000. Below the smaller one there stays room
 * for what a bot puts around it.
 */
export const mostCharacters = 60_000;

export class MarkdownDocument {
  private readonly parts: string[] = [];
  private length = 0;

  constructor(private readonly most: number = mostCharacters) {}

  /** For what is short by its nature: the verdict, headings, the closing line. */
  add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  /**
   * Writes `open`, as many items as fit, the note about those that do not, and `close`. `reserve` characters stay free
   * for what follows.
   * @returns how many items were left out.
   */
  list(
    open: string,
    items: Iterable<string>,
    close: string,
    note: (leftOut: number) => string,
    options: { readonly reserve: number; readonly most: number; readonly total: number },
  ): number {
    // The note is measured with the largest number that it can name.
    const room = this.most - this.length - options.reserve - open.length - close.length - note(options.total).length;
    if (room <= 0) return options.total;
    const shown: string[] = [];
    let used = 0;
    for (const item of items) {
      if (shown.length >= options.most || used + item.length > room) break;
      shown.push(item);
      used += item.length;
    }
    if (shown.length === 0) return options.total;
    const leftOut = options.total - shown.length;
    this.add(`${open}${shown.join("")}${leftOut > 0 ? note(leftOut) : ""}${close}`);
    return leftOut;
  }

  toString(): string {
    return this.parts.join("");
  }
}
