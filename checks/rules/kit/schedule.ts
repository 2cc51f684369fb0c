/** Longest time between two runs of a schedule of EventBridge, as Secrets Manager takes it. */

/** In days, rounded up; undefined for what cannot be read. */
export function longestInterval(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/i.exec(expression.trim());
  if (rate) {
    const perDay = { minute: 1440, hour: 24, day: 1 }[(rate[2] ?? "day").toLowerCase()] ?? 1;
    return Math.ceil(Number(rate[1]) / perDay);
  }
  const cron = /^cron\(\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*\)$/i.exec(expression.trim());
  if (!cron) return undefined;
  const months = monthsOf(cron[4] ?? "");
  if (!months || (cron[6] !== undefined && cron[6] !== "*")) return undefined;
  return Math.max(...months.map((month, index) => gap(month, months[index + 1] ?? (months[0] ?? 1) + 12))) * 31;
}

function gap(from: number, to: number): number {
  return to - from;
}

const names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** Months in which a cron field fires, ascending: `*`, `1/3`, `JAN,JUL`, `1-6`. */
function monthsOf(field: string): number[] | undefined {
  const all = Array.from({ length: 12 }, (_, index) => index + 1);
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(\*|[A-Za-z]{3}|\d+)(?:-([A-Za-z]{3}|\d+))?(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const from = match[1] === "*" ? 1 : monthNumber(match[1] ?? "");
    const step = match[3] === undefined ? 1 : Number(match[3]);
    const open = match[1] === "*" || match[3] !== undefined;
    const to = match[2] === undefined ? (open ? 12 : from) : monthNumber(match[2]);
    for (const month of all)
      if (month >= from && month <= to && (month - from) % Math.max(step, 1) === 0) found.add(month);
  }
  return found.size === 0 ? undefined : [...found].sort((a, b) => a - b);
}

function monthNumber(text: string): number {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + 1 : Number(text);
}
