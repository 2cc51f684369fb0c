import { parseRange, type Range, rangesOverlap } from "../range";
import { showValue } from "../tree";
import type { Fact, FactInput, FactProblem } from "./fact";

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** The platform's range is private, canonical, of a size that its tiers fit into, and free of overlaps. */
export const networkFact: Fact = { id: "network", reads: ["network", "size"], judge };

function judge(input: FactInput): readonly FactProblem[] {
  const { cidr, neighbours } = input.environment.network;
  const own = judgeRange(cidr, ["network", "cidr"]);
  const problems = [...own.problems];
  if (own.range !== undefined)
    problems.push(...judgeSize(own.range, input), ...judgePrivacy(own.range), ...judgeReserved(own.range, input));
  for (const [name, neighbour] of Object.entries(neighbours)) {
    const path = ["network", "neighbours", name];
    const other = judgeRange(neighbour, path);
    problems.push(...other.problems);
    if (own.range === undefined || other.range === undefined || !rangesOverlap(own.range, other.range)) continue;
    problems.push({
      code: "cidr-overlap",
      path,
      message: `${showValue(neighbour)} overlaps with network.cidr ${cidr}`,
      hint: "Give network.cidr a range that no neighbour uses.",
    });
  }
  return problems;
}

function judgeRange(
  cidr: string,
  path: readonly string[],
): { readonly range: Range | undefined; readonly problems: readonly FactProblem[] } {
  const range = parseRange(cidr);
  if (range === undefined) {
    return {
      range,
      problems: [
        {
          code: "cidr-invalid",
          path,
          message: `${showValue(cidr)} is no IPv4 range`,
          hint: "Each number before the slash is at most 255, the one behind it at most 32.",
        },
      ],
    };
  }
  if (range.isCanonical) return { range, problems: [] };
  return {
    range,
    problems: [
      {
        code: "cidr-not-canonical",
        path,
        message: `${showValue(cidr)} names an address inside the range, not the range`,
        hint: `Write ${range.canonical}.`,
      },
    ],
  };
}

function judgeSize(range: Range, { environment, catalogue }: FactInput): readonly FactProblem[] {
  const { shortestPrefix, longestPrefix } = catalogue.limits.network;
  const path = ["network", "cidr"];
  const bySize = catalogue.limits.sizes[environment.size].longestPrefix;
  if (range.prefix < shortestPrefix) {
    return [
      {
        code: "cidr-too-large",
        path,
        message: `a network of /${range.prefix} is larger than AWS allows`,
        hint: `Use /${shortestPrefix} to /${bySize}.`,
      },
    ];
  }
  if (range.prefix > longestPrefix) {
    return [
      {
        code: "cidr-too-small",
        path,
        message: `three zones with edge, application and data tiers do not fit into /${range.prefix}`,
        hint: `Use /${shortestPrefix} to /${bySize}.`,
      },
    ];
  }
  if (range.prefix > bySize) {
    return [
      {
        code: "cidr-too-small",
        path,
        message: `/${range.prefix} has too few addresses for the pods of size ${environment.size}`,
        hint: `Use /${shortestPrefix}${bySize === shortestPrefix ? "" : ` to /${bySize}`}.`,
      },
    ];
  }
  return [];
}

function judgePrivacy(range: Range): readonly FactProblem[] {
  const isPrivate = privateRanges.some((text) => {
    const known = parseRange(text);
    return known !== undefined && known.first <= range.first && range.last <= known.last;
  });
  if (isPrivate) return [];
  return [
    {
      code: "cidr-not-private",
      path: ["network", "cidr"],
      message: `${range.canonical} is not a private range`,
      hint: `Choose inside ${privateRanges.join(", ")} (RFC 1918).`,
    },
  ];
}

function judgeReserved(range: Range, { catalogue }: FactInput): readonly FactProblem[] {
  return catalogue.limits.reservedRanges.flatMap((reserved) => {
    const other = parseRange(reserved.cidr);
    if (other === undefined || !rangesOverlap(range, other)) return [];
    return [
      {
        code: "cidr-overlap",
        path: ["network", "cidr"],
        message: `${range.canonical} overlaps with ${reserved.cidr}, which is ${reserved.use}`,
        hint: "Choose another range, such as 10.64.0.0/16.",
      },
    ];
  });
}
