import type { Check, Readiness, Status } from "./model";

const titles: Readonly<Record<Check["area"], string>> = {
  credentials: "Credentials",
  regions: "Regions",
  quotas: "Quotas",
  availability: "Services and versions",
  account: "What the account has already",
  names: "Names",
  dns: "Domain",
  "way-in": "Way in",
};
const marks: Readonly<Record<Status, string>> = {
  ok: "ok     ",
  warning: "WARNING",
  problem: "PROBLEM",
  unknown: "unknown",
};

export interface Paint {
  readonly ok: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly problem: (text: string) => string;
  readonly unknown: (text: string) => string;
}

/** For people: area by area; what is not in order with its why and what to do. */
export function renderReadiness(readiness: Readiness, paint: Paint): string {
  const { name, accountId, region, recoveryRegion, emulator, summary, checks } = readiness;
  const where = emulator ? "asked of the emulator, which proves nothing for AWS" : `account ${accountId}`;
  const lines = [`${name} in ${[...new Set([region, recoveryRegion])].join(" and ")}, ${where}`];
  let area: Check["area"] | undefined;
  for (const [index, check] of checks.entries()) {
    if (check.area !== area) lines.push("", titles[check.area]);
    area = check.area;
    lines.push(`${paint[check.status](marks[check.status])}  ${check.where}: ${check.what}`);
    // The same advice for several stands once, below the last of them.
    const next = checks[index + 1];
    if (next?.area === check.area && next.why === check.why && next.toDo === check.toDo) continue;
    if (check.why !== undefined) lines.push(`         why: ${check.why}`);
    if (check.toDo !== undefined) lines.push(`         what to do: ${check.toDo}`);
  }
  const counts = `${summary.ok} in order, warnings: ${summary.warning}, problems: ${summary.problem}, unknown: ${summary.unknown}`;
  return `${[...lines, "", `${counts}; ${conclusion(readiness)}`].join("\n")}\n`;
}

function conclusion({ outcome }: Readiness): string {
  if (outcome === "ready") return "nothing stands in the way.";
  if (outcome === "problems") return "the deployment would fail; mend the problems first.";
  return "no problem was found, and not everything was seen.";
}
