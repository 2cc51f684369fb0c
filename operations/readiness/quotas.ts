import catalogue from "../../catalogue/quotas.json";
import { AwsRefusal } from "../../engine/aws/refusal";
import { listAt, numberAt, textAt } from "../../engine/aws/tree";
import { type About, type Asked, asked, askedOr, type Context, check } from "./context";
import type { Check } from "./model";
import { machineTypes, measures, type Need } from "./quotaNeeds";
import { told, usages } from "./quotaUsage";

interface Quota {
  readonly id: string;
  readonly title: string;
  readonly service?: string;
  readonly code?: string;
  readonly fixed?: number;
  /** Region in which a quota of the whole account is asked. */
  readonly askedIn?: string;
}
const quotas: readonly Quota[] = catalogue.quotas;

/** Holds what would be made against what the account may still make, quota by quota and region by region. */
export async function examineQuotas(context: Context, regions: readonly string[]): Promise<readonly Check[]> {
  const checks = await Promise.all(
    regions.map(async (region) => {
      const resources = context.missing.filter((resource) => resource.region === region);
      const types = await processors(context, region, machineTypes(resources));
      const unknown = "unknown" in types ? [types.unknown] : [];
      const known = "answer" in types ? types.answer : undefined;
      const examined = quotas
        // A quota of the account is held against all regions at once.
        .filter((quota) => !isOfAccount(quota) || region === context.environment.region)
        .filter(({ id }) => id !== "standard-vcpus" || known !== undefined)
        .map((quota) => {
          const wanted = isOfAccount(quota) ? context.missing : resources;
          const need = measures[quota.id]?.(wanted, context, known ?? new Map());
          return need && need.atMost > 0 ? examineQuota(context, region, quota, need) : undefined;
        });
      return [...unknown, ...(await Promise.all(examined)).filter((one) => one !== undefined)];
    }),
  );
  return checks.flat();
}

async function examineQuota(context: Context, region: string, quota: Quota, need: Need): Promise<Check> {
  const about = { id: `quota.${quota.id}`, area: "quotas", where: region } as const;
  const source = told[quota.id];
  if (source) return examineTold(context, about, quota, need, source);
  const [limit, used] = await Promise.all([
    limitOf(context, about, region, quota),
    usedOf(context, about, region, quota),
  ]);
  if ("unknown" in limit) return withNeed(limit.unknown, quota, need);
  if ("unknown" in used) return withNeed(used.unknown, quota, need);
  return verdict(about, quota, need, limit.answer, used.answer);
}

const isOfAccount = (quota: Quota): boolean => quota.askedIn !== undefined || quota.id in told;

async function examineTold(
  context: Context,
  about: About,
  quota: Quota,
  need: Need,
  source: NonNullable<(typeof told)[string]>,
): Promise<Check> {
  const found = await asked(context, about, source.question(about.where), (pages) => {
    const { limit, used } = source.read(pages);
    if (limit === undefined) throw new AwsRefusal("service", "UnreadableAnswer", `the answer has no ${quota.title}`);
    return { limit, used };
  });
  if ("unknown" in found) return withNeed(found.unknown, quota, need);
  return verdict(about, quota, need, found.answer.limit, found.answer.used);
}

function verdict(about: About, quota: Quota, need: Need, limit: number, used: number): Check {
  const grows = need.atMost > need.atStart ? `, ${round(need.atMost)} at its largest` : "";
  const what = `${quota.title}: ${round(used)} of ${round(limit)} used; this environment adds ${round(need.atStart)}${grows}`;
  if (used + need.atMost <= limit) return check(about, "ok", what);
  const toDo = adviceFor(quota, Math.ceil(used + need.atMost), about.where);
  return used + need.atStart > limit
    ? check(about, "problem", what, { why: "The deployment would fail when the quota is used up.", toDo })
    : check(about, "warning", what, { why: "It starts, but cannot grow to its largest size.", toDo });
}

function adviceFor({ fixed, service, code, askedIn }: Quota, wanted: number, region: string): string {
  if (fixed !== undefined)
    return "AWS raises this quota for nobody: remove what is not needed, or use another account.";
  if (code === undefined) return `Ask AWS for at least ${wanted} (console of Service Quotas), or use another account.`;
  const request = `--service-code ${service} --quota-code ${code} --desired-value ${wanted} --region ${askedIn ?? region}`;
  return `Ask for at least ${wanted}: aws service-quotas request-service-quota-increase ${request}. It can take days.`;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Even where the limit is not known, what is needed is. */
const withNeed = (unknown: Check, quota: Quota, need: Need): Check => ({
  ...unknown,
  what: `${quota.title}: this environment adds ${round(need.atStart)}; ${unknown.what}`,
});

async function limitOf(context: Context, about: About, region: string, quota: Quota): Promise<Asked<number>> {
  const { fixed, service = "", code = "" } = quota;
  if (fixed !== undefined) return { answer: fixed };
  const body = { ServiceCode: service, QuotaCode: code };
  const question = { service: "service-quotas", region: quota.askedIn ?? region, body } as const;
  const value = (operation: string) => ({ ...question, operation });
  // Service Quotas keeps an applied value only where it knows one; the default holds else.
  const applied = await askedOr<number | "default">(
    context,
    about,
    value("GetServiceQuota"),
    ([page]) => valueIn(page, "Quota.Value"),
    (refusal) => (isUnknownQuota(refusal) && !context.emulated ? "default" : undefined),
  );
  if ("unknown" in applied) return applied;
  if (applied.answer !== "default") return { answer: applied.answer };
  const standard = await askedOr<number | "none">(
    context,
    about,
    value("GetAWSDefaultServiceQuota"),
    ([page]) => valueIn(page, "Quota.Value"),
    (refusal) => (isUnknownQuota(refusal) ? "none" : undefined),
  );
  if ("unknown" in standard) return standard;
  if (standard.answer !== "none") return { answer: standard.answer };
  return {
    unknown: {
      ...about,
      status: "unknown",
      cause: "not-offered",
      what: `Service Quotas knows no ${service} ${code} in ${question.region}`,
      why: "What was not seen may be wrong.",
      toDo: "Look at the quota in the console of the service.",
    },
  };
}

const isUnknownQuota = ({ code }: AwsRefusal): boolean => code === "NoSuchResourceException";

function valueIn(page: Parameters<typeof numberAt>[0], path: string): number {
  const value = numberAt(page, path);
  if (value === undefined) throw new AwsRefusal("service", "UnreadableAnswer", `the answer has no ${path}`);
  return value;
}

async function usedOf(context: Context, about: About, region: string, quota: Quota): Promise<Asked<number>> {
  const usage = usages[quota.id];
  if (usage === undefined) return { answer: 0 };
  const also = usage.also && (await asked(context, about, usage.also(region), (pages) => pages));
  if (also && "unknown" in also) return also;
  return asked(context, about, usage.question(region), (pages) => usage.read(pages, also?.answer ?? []));
}

/** Processors of each type of machine. */
async function processors(
  context: Context,
  region: string,
  types: readonly string[],
): Promise<Asked<ReadonlyMap<string, number>>> {
  if (types.length === 0) return { answer: new Map() };
  const about = { id: "quota.standard-vcpus", area: "quotas", where: region } as const;
  // A filter, because one type that the region does not know would refuse the question as a whole.
  const parameters = {
    "Filter.1.Name": "instance-type",
    ...Object.fromEntries(types.map((type, index) => [`Filter.1.Value.${index + 1}`, type])),
  };
  return asked(
    context,
    about,
    { service: "ec2", operation: "DescribeInstanceTypes", region, parameters },
    (pages) =>
      new Map(
        pages
          .flatMap((page) => listAt(page, "instanceTypeSet.item"))
          .map((item) => [textAt(item, "instanceType") ?? "", numberAt(item, "vCpuInfo.defaultVCpus") ?? 0]),
      ),
  );
}
