/** Functions of moments that are written down. What asks for the present moment is not evaluated. */
import { months } from "../../../common/months";
import { EvaluationFailure } from "./failure";
import { type Functions, textOf } from "./values";

export const dateFunctions: Functions = {
  overValues: {
    formatdate: ([pattern, moment]) => formatted(textOf(pattern), momentOf(textOf(moment))),
    timeadd: ([moment, duration]) => shown(momentOf(textOf(moment)), durationOf(textOf(duration))),
    timecmp: ([a, b]) => Math.sign(momentOf(textOf(a)).time - momentOf(textOf(b)).time),
  },
};

interface Moment {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
  /** Minutes east of UTC, in which it was written. */
  readonly zone: number;
}

function momentOf(text: string): Moment {
  const match = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
  const time = Date.parse(text);
  if (!match || Number.isNaN(time)) throw new EvaluationFailure(`${text} is no moment in RFC 3339`);
  const zone = match[1] === undefined ? 0 : (Number(match[2]) * 60 + Number(match[3])) * (match[1] === "-" ? -1 : 1);
  return { time, zone };
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

function durationOf(text: string): number {
  const match = /^([+-]?)((?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (!match && text !== "0") throw new EvaluationFailure(`${text} is no duration`);
  const pieces = [...(match?.[2] ?? "").matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  const total = pieces.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0), 0);
  return match?.[1] === "-" ? -total : total;
}

function zoneText(zone: number, colon: boolean): string {
  const minutes = Math.abs(zone);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${zone < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${colon ? ":" : ""}${pad(minutes % 60)}`;
}

function shown({ time, zone }: Moment, more: number): string {
  const local = new Date(time + more + zone * 60_000).toISOString();
  return `${local.slice(0, 19)}${zone === 0 ? "Z" : zoneText(zone, true)}`;
}

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Letters in a row are a field, text in single quotes stands for itself. */
function formatted(pattern: string, moment: Moment): string {
  return pattern.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (whole, quoted?: string) =>
    quoted === undefined ? field(whole, moment) : quoted.replaceAll("''", "'"),
  );
}

function field(name: string, { time, zone }: Moment): string {
  const local = new Date(time + zone * 60_000);
  const pad = (value: number, length = 2) => String(value).padStart(length, "0");
  const hour12 = local.getUTCHours() % 12 === 0 ? 12 : local.getUTCHours() % 12;
  const month = months[local.getUTCMonth()] ?? "";
  const day = days[local.getUTCDay()] ?? "";
  const half = local.getUTCHours() < 12 ? "AM" : "PM";
  const fields: Readonly<Record<string, string>> = {
    YYYY: pad(local.getUTCFullYear(), 4),
    YY: pad(local.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: pad(local.getUTCMonth() + 1),
    M: String(local.getUTCMonth() + 1),
    DD: pad(local.getUTCDate()),
    D: String(local.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: pad(local.getUTCHours()),
    h: String(local.getUTCHours()),
    HH: pad(hour12),
    H: String(hour12),
    AA: half,
    aa: half.toLowerCase(),
    mm: pad(local.getUTCMinutes()),
    m: String(local.getUTCMinutes()),
    ss: pad(local.getUTCSeconds()),
    s: String(local.getUTCSeconds()),
    ZZZZZ: zoneText(zone, true),
    ZZZZ: zoneText(zone, false),
    ZZZ: zone === 0 ? "UTC" : zoneText(zone, false),
    Z: zone === 0 ? "Z" : zoneText(zone, true),
  };
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) throw new EvaluationFailure(`${name} is no field of a date`);
  return value;
}
