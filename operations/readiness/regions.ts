import { listAt, textAt } from "../../engine/aws/tree";
import { type Asked, asked, type Context, check } from "./context";
import type { Check } from "./model";

/** Regions that the stacks reach, the home region first. */
export function regionsOf(context: Context): readonly string[] {
  const { region, recoveryRegion } = context.environment;
  return [...new Set([region, recoveryRegion, ...context.resources.map((resource) => resource.region)])];
}

/** Regions with what the account says of them: `opted-in`, `opt-in-not-required` or `not-opted-in`. */
export function regionStates(context: Context): Promise<Asked<ReadonlyMap<string, string>>> {
  const { region } = context.environment;
  const about = { id: "regions.enabled", area: "regions", where: regionsOf(context).join(", ") } as const;
  return asked(
    context,
    about,
    { service: "ec2", operation: "DescribeRegions", region, parameters: { AllRegions: "true" } },
    (pages) =>
      new Map(
        pages
          .flatMap((page) => listAt(page, "regionInfo.item"))
          .map((item) => [textAt(item, "regionName") ?? "", textAt(item, "optInStatus") ?? ""]),
      ),
  );
}

export const isEnabled = (state: string | undefined): boolean =>
  state === "opted-in" || state === "opt-in-not-required";

export function examineRegions(context: Context, states: ReadonlyMap<string, string>): readonly Check[] {
  return regionsOf(context).map((where) => {
    const about = { id: "regions.enabled", area: "regions", where } as const;
    const state = states.get(where);
    if (isEnabled(state)) return check(about, "ok", `the region is enabled (${state})`);
    return check(about, "problem", `the region is not enabled (${state ?? "AWS does not name it"})`, {
      why: "Nothing can be made there: the first stack that reaches it fails.",
      toDo: `Enable it: aws account enable-region --region-name ${where}. AWS says that this takes some minutes.`,
    });
  });
}
