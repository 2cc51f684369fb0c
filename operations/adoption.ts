import { existsSync } from "node:fs";
import { usageError } from "../common/errors";
import { writeFileAtomically } from "../common/files";
import type { Fate } from "../config/adopt/proposal";
import type { Answers, FurtherParts } from "../config/init";
import { adoptFolder } from "./adoptFolder";
import { importsPath, importsText } from "./importsFile";

/** What an installation of today answers for `init`, and what becomes of each thing that it says. */
export interface Adoption {
  readonly answers: Partial<Answers>;
  readonly parts: FurtherParts;
  readonly fates: readonly Fate[];
  /** The fates for people. */
  readonly text: string;
  /** Writes the file of imports, where something stays. @returns the paths written */
  readonly write: (environmentFile: string, name: string) => readonly string[];
}

/** @throws UserError exit 2 for a folder or a state that cannot be read */
export function adoption(folder: string, stateFile: string | undefined): Adoption {
  const { proposal, imports } = adoptFolder(folder, stateFile);
  const { name, region, stateCode, domain, cities, network, fates } = proposal;
  return {
    answers: { ...(name ? { name } : {}), ...(region ? { region } : {}), ...(stateCode ? { stateCode } : {}) },
    parts: {
      ...(network
        ? {
            network: {
              cidr: network.cidr,
              ...(Object.keys(network.neighbours).length > 0 ? { neighbours: { ...network.neighbours } } : {}),
            },
          }
        : {}),
      // Names stay where they are until everything is moved; the records are printed.
      ...(domain ? { domain: { name: domain, dns: "manual" } } : {}),
      cities,
    },
    fates,
    text: fatesText(fates),
    write: (environmentFile, environment) => {
      if (imports.length === 0) return [];
      const path = importsPath(environmentFile, environment);
      if (existsSync(path)) throw usageError("file-exists", `${path} exists already; the imports were not written.`);
      writeFileAtomically(path, importsText(imports), 0o644);
      return [path];
    },
  };
}

const headings: readonly (readonly [Fate["fate"], string])[] = [
  ["taken", "Taken into the environment file"],
  ["replaced", "Answered by the product in another way"],
  ["open", "Without a place: look at these yourself"],
];

function fatesText(fates: readonly Fate[]): string {
  return headings
    .flatMap(([fate, heading]) => {
      const own = fates.filter((one) => one.fate === fate);
      return own.length === 0 ? [] : [`${heading} (${own.length}):`, ...grouped(own).map((line) => `  ${line}`)];
    })
    .join("\n");
}

/** Things of one file with one answer in one line; there are hundreds of them. */
function grouped(fates: readonly Fate[]): readonly string[] {
  const groups = new Map<string, Fate[]>();
  for (const fate of fates) {
    const key = `${fate.file} ${fate.how}`;
    groups.set(key, [...(groups.get(key) ?? []), fate]);
  }
  return [...groups.values()].map((group) => {
    const keys = group.map(({ key }) => key).filter((key) => key !== "");
    const [first] = group;
    return `${first?.file}: ${keys.length > 0 ? `${keys.join(", ")}: ` : ""}${first?.how}`;
  });
}
