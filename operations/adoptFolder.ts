import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { usageError } from "../common/errors";
import { type Import, importsOf, type Proposal, proposalOf, type Standing } from "../config/adopt/proposal";
import { type FolderFile, readToday } from "../config/adopt/today";
import { tierCidrs } from "../constructs/aws/tierCidrs";

/** Where DIGIT-DevOps keeps what an installation is set up by. */
const places = ["infra-as-code/terraform", "deploy-as-code/helm/environments", "config-as-code/environments"];

/** Files that say something; secrets are known by their names and never opened. */
const telling = /(^|\/)(input\.ya?ml|variables\.tf)$|\/environments\/[^/]+\.ya?ml$/;
const secret = /secret|\.sops\.ya?ml$/i;
const longestFile = 5_000_000;

export interface AdoptedFolder {
  readonly proposal: Proposal;
  readonly imports: readonly Import[];
}

/**
 * Reads a checkout of DIGIT-DevOps, and today's Terraform state where a file of it is named.
 * @throws UserError exit 2 for a folder without anything of it, or a state that is none
 */
export function adoptFolder(folder: string, stateFile?: string): AdoptedFolder {
  const paths = places.flatMap((place) => filesBelow(join(folder, place))).map((path) => relative(folder, path));
  const files = paths
    .map((path) => path.split("\\").join("/"))
    .filter((path) => telling.test(path) && isOfAws(path))
    .map((path): FolderFile => {
      const file = join(folder, path);
      return secret.test(path) || statSync(file).size > longestFile
        ? { path }
        : { path, text: readFileSync(file, "utf8") };
    });
  if (files.length === 0) {
    throw usageError(
      "nothing-to-adopt",
      `${folder} holds nothing of DIGIT-DevOps: neither ${places.join(" nor ")} has an input.yaml, variables.tf or environment.`,
      "Name the top folder of the checkout that the installation was set up from.",
    );
  }
  const standing = stateFile === undefined ? undefined : standingIn(stateFile);
  const proposal = proposalOf(readToday(files), standing, tiersOf);
  return { proposal, imports: importsOf(proposal, standing) };
}

/** Other clouds' answers would be taken for ours. */
function isOfAws(path: string): boolean {
  return !/\/(azure|gcp|gke|sample-azure|sample-gke|modules|remote-state)\//.test(path);
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === ".terraform" ? [] : filesBelow(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

const tiersOf = (cidr: string): readonly string[] =>
  Object.values(tierCidrs(cidr)).flatMap((zones) => Object.values(zones) as readonly string[]);

type Values = { readonly [name: string]: unknown };

/** What Terraform's state shows, as `terraform show -json` or as it lies in the bucket. */
function standingIn(file: string): Standing {
  const resources = resourcesIn(file);
  const of = (type: string): readonly Values[] =>
    resources.filter((one) => one.type === type).map(({ values }) => values);
  const text = (values: Values, name: string): string => (typeof values[name] === "string" ? values[name] : "");
  return {
    networks: of("aws_vpc").map((one) => ({ id: text(one, "id"), cidr: text(one, "cidr_block") })),
    gateways: of("aws_internet_gateway").map((one) => ({ id: text(one, "id"), network: text(one, "vpc_id") })),
    subnets: of("aws_subnet").map((one) => ({ network: text(one, "vpc_id"), cidr: text(one, "cidr_block") })),
    zones: of("aws_route53_zone").map((one) => ({ id: text(one, "zone_id"), name: text(one, "name") })),
    databases: of("aws_db_instance").map((one) => ({ id: text(one, "identifier") })),
    buckets: of("aws_s3_bucket").map((one) => ({ name: text(one, "bucket") })),
  };
}

function resourcesIn(file: string): readonly { readonly type: string; readonly values: Values }[] {
  const problem = (what: string) =>
    usageError(
      "not-a-state",
      `${file} ${what}.`,
      "Write one with `terraform show -json > state.json` in today's root module.",
    );
  if (!existsSync(file)) throw problem("does not exist");
  let state: Values;
  try {
    state = JSON.parse(readFileSync(file, "utf8")) as Values;
  } catch {
    throw problem("is no JSON");
  }
  if (Array.isArray(state.resources)) {
    return (
      state.resources as readonly { type: string; mode: string; instances?: readonly { attributes?: Values }[] }[]
    )
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ type, instances = [] }) => instances.map(({ attributes = {} }) => ({ type, values: attributes })));
  }
  const root = (state.values as { root_module?: StateModule } | undefined)?.root_module;
  if (root === undefined) throw problem("is no state of Terraform");
  return ofModule(root);
}

interface StateModule {
  readonly resources?: readonly { readonly type: string; readonly mode: string; readonly values: Values }[];
  readonly child_modules?: readonly StateModule[];
}

function ofModule({ resources = [], child_modules = [] }: StateModule): readonly { type: string; values: Values }[] {
  return [...resources.filter(({ mode }) => mode === "managed"), ...child_modules.flatMap(ofModule)];
}
