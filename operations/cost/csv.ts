/** Rows of a CSV file (RFC 4180) as its text comes in: price lists are larger than what should stand in memory. */

/** Longest row that is taken: rows of price lists have some thousand characters. */
const longestRow = 1_000_000;

export async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let pending = "";
  for await (const chunk of chunks) {
    pending += chunk;
    let from = 0;
    for (let end = rowEnd(pending, from); end >= 0; end = rowEnd(pending, from)) {
      yield cellsOf(pending.slice(from, end).replace(/\r$/, ""));
      from = end + 1;
    }
    pending = pending.slice(from);
    if (pending.length > longestRow) throw new Error(`a row of more than ${longestRow} characters is no CSV`);
  }
  if (pending !== "") yield cellsOf(pending);
}

/** Position of the line break that ends a row: one inside of quotes does not. */
function rowEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (character === "\n" && !quoted) return at;
  }
  return -1;
}

function cellsOf(row: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const character = row[at] ?? "";
    if (quoted && character === '"' && row[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === "," && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}
