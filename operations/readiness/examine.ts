import { UserError } from "../../common/errors";
import type { Environment } from "../../config/environment.generated";
import type { Credentials } from "../../engine/aws/client";
import type { Question } from "../../engine/aws/services";
import type { Tree } from "../../engine/aws/tree";
import type { StateStore } from "../../gate/stateStore";
import { examineAccount } from "./account";
import { examineAvailability } from "./availability";
import type { Context } from "./context";
import { callerOf, examineCaller } from "./credentials";
import { examineNamesInAccount, examineNamesOfDomain, type NameLookup } from "./dns";
import { areas, type Check, type Outcome, type Readiness, type Status } from "./model";
import { examineNames } from "./names";
import { addressesIn, type Needs, type PlannedResource } from "./needs";
import { examineQuotas } from "./quotas";
import { examineRegions, isEnabled, regionStates, regionsOf } from "./regions";
import { examineWayIn, examineWayInTools } from "./wayIn";

/** Who is asked. Tests put answers of their own here. */
export interface Sources {
  readonly ask: (question: Question) => Promise<readonly Tree[]>;
  readonly credentials: () => Promise<Credentials>;
  readonly states: Pick<StateStore, "bucketExists" | "read">;
  readonly names: NameLookup;
  readonly emulated: boolean;
  readonly now: Date;
  /** @default the PATH */
  readonly findTool?: (name: string) => readonly string[];
}

/** Looks at everything at once; what cannot be asked is `unknown`, and nothing is changed. */
export async function examineEnvironment(environment: Environment, needs: Needs, sources: Sources): Promise<Readiness> {
  const asking: Context = {
    environment,
    emulated: sources.emulated,
    resources: needs.resources,
    missing: needs.resources,
    now: sources.now,
    ask: inTurns(sources.ask),
  };
  const local = [...examineWayInTools(sources.findTool), ...(await examineCloud(asking, needs, sources))];
  return readinessOf(environment, sources.emulated, local);
}

async function examineCloud(asking: Context, needs: Needs, sources: Sources): Promise<readonly Check[]> {
  const caller = await callerOf(asking);
  if ("unknown" in caller) {
    const names = await examineNamesOfDomain(asking, sources.names);
    return [caller.unknown, ...notAsked(caller.unknown), ...names];
  }
  const who = examineCaller(asking, caller.answer, await sources.credentials());
  // Answers of another account would say nothing about this one.
  const wrong = who.find(({ id, status }) => id === "credentials.account" && status === "problem");
  if (wrong) return [...who, ...notAsked({ ...wrong, cause: "credentials" })];
  const known = await missingOf(needs, sources);
  const context: Context = { ...asking, missing: known.missing };
  const states = await regionStates(context);
  const regions = regionsOf(context);
  const enabled = "answer" in states ? regions.filter((region) => isEnabled(states.answer.get(region))) : regions;
  const inEnabled: Context = {
    ...context,
    resources: context.resources.filter(({ region }) => enabled.includes(region)),
    missing: context.missing.filter(({ region }) => enabled.includes(region)),
  };
  const examined = await Promise.all([
    examineQuotas(inEnabled, enabled),
    examineAvailability(inEnabled, enabled),
    examineAccount(inEnabled),
    examineNames(inEnabled),
    examineNamesInAccount(context),
    examineNamesOfDomain(context, sources.names),
    examineWayIn(inEnabled),
  ]);
  const closed = regions.filter((region) => !enabled.includes(region)).map(closedRegion);
  const regionChecks = "answer" in states ? examineRegions(context, states.answer) : [states.unknown];
  return [...who, ...known.checks, ...regionChecks, ...closed, ...examined.flat()];
}

/** What no state knows yet. Where states cannot be read, everything counts as new. */
async function missingOf(
  needs: Needs,
  { states }: Sources,
): Promise<{ readonly missing: readonly PlannedResource[]; readonly checks: readonly Check[] }> {
  const { stateBackend, stacks } = needs.manifest;
  const about = { id: "account.state", area: "account", where: stateBackend.bucket } as const;
  try {
    if (!(await states.bucketExists())) {
      const what = "there is no bucket of states yet: everything would be new";
      return { missing: needs.resources, checks: [{ ...about, status: "ok", what }] };
    }
    const texts = await Promise.all(stacks.map(async ({ name }) => [name, await states.read(name)] as const));
    const known = new Map(texts.map(([name, text]) => [name, text ? addressesIn(text) : new Set<string>()]));
    const missing = needs.resources.filter(({ stack, type, name }) => !known.get(stack)?.has(`${type}.${name}`));
    const what = `${needs.resources.length - missing.length} of ${needs.resources.length} resources are deployed already`;
    return { missing, checks: [{ ...about, status: "ok", what }] };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SyntaxError)) throw error;
    const refused = error instanceof UserError && error.exitCode === 3;
    const unknown: Check = {
      ...about,
      status: "unknown",
      cause: refused ? "permission" : "service",
      what: error.message,
      why: "What is deployed already counts as new, so quotas may look more used up than they are.",
      toDo: "Let the role read the bucket of states and its key.",
      ...(refused ? { permission: "s3:GetObject" } : {}),
    };
    return { missing: needs.resources, checks: [unknown] };
  }
}

/** One row for each area that was not asked at all. */
function notAsked(because: Check): readonly Check[] {
  return areas
    .filter((area) => area !== "credentials" && area !== "dns")
    .map((area) => ({
      id: `${area}.not-asked`,
      area,
      where: because.where,
      status: "unknown" as const,
      cause: because.cause ?? "credentials",
      what: "not asked: the credentials do not reach the environment's account",
      why: "What was not seen may be wrong.",
      toDo: because.toDo ?? "Mend the credentials, and run doctor again.",
    }));
}

const closedRegion = (where: string): Check => ({
  id: "regions.not-asked",
  area: "regions",
  where,
  status: "unknown",
  cause: "region",
  what: "quotas, names and services of the region were not asked: it is not enabled",
  why: "What was not seen may be wrong.",
  toDo: "Enable the region, and run doctor again.",
});

/** Questions at the same time: enough to be done in seconds, too few to be throttled by Service Quotas. */
const sideBySide = 8;

/** Asks each question once, a few at a time. */
function inTurns(ask: Sources["ask"]): Sources["ask"] {
  const answers = new Map<string, Promise<readonly Tree[]>>();
  let free = sideBySide;
  const waiting: (() => void)[] = [];
  const once = async (question: Question): Promise<readonly Tree[]> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await ask(question);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
  return (question) => {
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? once(question);
    answers.set(key, answer);
    return answer;
  };
}

/** What needs somebody stands first. */
const statuses: readonly Status[] = ["problem", "warning", "unknown", "ok"];

function readinessOf(environment: Environment, emulator: boolean, found: readonly Check[]): Readiness {
  const order = (one: Check): string =>
    `${areas.indexOf(one.area)} ${statuses.indexOf(one.status)} ${one.id} ${one.where}`;
  const checks = [...found].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  const count = (status: Status): number => checks.filter((one) => one.status === status).length;
  const summary = { ok: count("ok"), warning: count("warning"), problem: count("problem"), unknown: count("unknown") };
  const outcome: Outcome = summary.problem > 0 ? "problems" : summary.unknown > 0 ? "incomplete" : "ready";
  const { name, region, recoveryRegion, aws } = environment;
  return { name, accountId: aws.accountId, region, recoveryRegion, emulator, outcome, summary, checks };
}
