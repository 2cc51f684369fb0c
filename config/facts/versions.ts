import { showValue } from "../tree";
import type { Fact, FactInput, FactProblem } from "./fact";

/** Days before the end of a version's support at which it is time to move; the check engine's rules say the same. */
const noticeDays = 90;

const products = ["kubernetes", "postgresql", "kafka", "valkey", "opensearch"] as const;
type Product = (typeof products)[number];

interface Cycle {
  readonly endOfSupport: string | null;
}

/** Versions that an environment names are known, still supported, and fit each other and the upgrade that it asks for. */
export const versionsFact: Fact = {
  id: "versions",
  reads: ["versions", "upgrade"],
  judge: (input) => [
    ...products.flatMap((product) => productProblems(input, product)),
    ...imageProblems(input),
    ...upgradeProblems(input),
  ],
};

function productProblems({ environment, catalogue, now }: FactInput, product: Product): readonly FactProblem[] {
  const version = environment.versions?.[product];
  if (version === undefined) return [];
  const path = ["versions", product];
  const cycles: { readonly [version: string]: Cycle } = catalogue.versions[product].versions;
  const cycle = Object.hasOwn(cycles, version) ? cycles[version] : undefined;
  if (cycle === undefined) {
    const known = Object.keys(cycles);
    return [
      {
        code: "unknown-version",
        path,
        message: `${showValue(version)} is no version of ${product} that this release knows`,
        hint: `Known are ${known.slice(-5).join(", ")}; leave it out for this release's own (${catalogue.versions[product].default}).`,
      },
    ];
  }
  const { endOfSupport } = cycle;
  if (endOfSupport === null || now === undefined) return [];
  const days = Math.ceil((Date.parse(endOfSupport) + 86_400_000 - now.getTime()) / 86_400_000);
  if (days > noticeDays) return [];
  return [
    {
      code: days <= 0 ? "version-ended" : "version-ends-soon",
      path,
      message:
        days <= 0
          ? `support of ${product} ${version} ended on ${endOfSupport}`
          : `support of ${product} ${version} ends on ${endOfSupport}, in ${days} days`,
      hint: "Plan the upgrade (docs/guide-upgrades.md); the gate refuses an ended version that has no exception.",
      isWarning: true,
    },
  ];
}

function imageProblems({ environment, catalogue, now }: FactInput): readonly FactProblem[] {
  const image = environment.versions?.nodeImage;
  if (image === undefined) return [];
  const path = ["versions", "nodeImage"];
  const kubernetes = environment.versions?.kubernetes ?? catalogue.versions.kubernetes.default;
  if (!image.startsWith(`${kubernetes}.`)) {
    return [
      {
        code: "node-image-version",
        path,
        message: `the nodes' image ${image} is not for Kubernetes ${kubernetes}`,
        hint: `Name a release that begins with ${kubernetes}., or leave it out: nodes then get the newest at each change of Kubernetes.`,
      },
    ];
  }
  const written = /-(\d{4})(\d{2})(\d{2})$/.exec(image);
  const built = written ? Date.parse(`${written[1]}-${written[2]}-${written[3]}`) : Number.NaN;
  if (Number.isNaN(built)) {
    return [
      {
        code: "node-image-date",
        path,
        message: `the nodes' image ${image} ends with no date`,
        hint: "Write the release as EKS names it, with the day on which it was built at its end.",
      },
    ];
  }
  if (now === undefined || now.getTime() - built <= noticeDays * 86_400_000) return [];
  return [
    {
      code: "node-image-old",
      path,
      message: `the nodes' image ${image} is older than ${noticeDays} days`,
      hint: "Name a newer release: images carry the corrections of the kernel and of the container runtime.",
      isWarning: true,
    },
  ];
}

function upgradeProblems({ environment, catalogue }: FactInput): readonly FactProblem[] {
  const upgrade = environment.upgrade?.postgresql;
  if (upgrade === undefined) return [];
  const to = environment.versions?.postgresql ?? catalogue.versions.postgresql.default;
  if (Number(upgrade.from) < Number(to)) return [];
  return [
    {
      code: "upgrade-direction",
      path: ["upgrade", "postgresql", "from"],
      message: `an upgrade from PostgreSQL ${upgrade.from} to ${to} is none`,
      hint: "Take the entry out once the upgrade is done; `versions.postgresql` says where it leads.",
    },
  ];
}
