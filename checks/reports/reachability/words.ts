/** What the picture of a network says, in words: on its lines, and for whoever cannot see it. */
import type { Passing, Talk, TalkGroup } from "./groups";

/** Names beyond these say no more. */
const mostSources = 3;

/** `tcp 443 (some addresses only) from Internet, Application`: the traffic first, so that it is never cut off. */
export function passingWords(passing: Passing, group: TalkGroup, titles: ReadonlyMap<string, string>): string {
  const others = passing.from.filter((id) => id !== group.id).map((id) => titles.get(id) ?? id);
  const rest = others.length - mostSources;
  const named = `from ${others.slice(0, mostSources).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  const own = passing.from.includes(group.id) ? ["among themselves"] : [];
  return `${trafficWords(passing)} ${[...(others.length > 0 ? [named] : []), ...own].join(", and ")}`;
}

function trafficWords({ traffic, answer, anybody }: Passing): string {
  const limits = [...(answer === "may" ? ["perhaps"] : []), ...(anybody ? [] : ["some addresses only"])];
  return `${traffic.join(", ")}${limits.length > 0 ? ` (${limits.join("; ")})` : ""}`;
}

export function titlesOf({ groups }: Talk): ReadonlyMap<string, string> {
  return new Map(groups.map(({ id, title }) => [id, title]));
}

/** The whole picture, a sentence for each group. */
export function describeTalk(talk: Talk): string {
  const titles = titlesOf(talk);
  return talk.groups
    .map((group) => {
      const lets = group.lets.map((passing) => passingWords(passing, group, titles));
      return `${group.title}: ${lets.length === 0 ? "no connections come in" : lets.join("; ")}.`;
    })
    .join(" ");
}
