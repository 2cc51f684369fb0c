import { parseRange, rangesOverlap } from "../range";
import { isPlaceholder, type Statement, type Today } from "./today";

/** What becomes of one thing that is said today. */
export interface Fate {
  readonly file: string;
  readonly key: string;
  /** `taken` into the environment file, `replaced` by what the product does instead, `open` for somebody to decide. */
  readonly fate: "taken" | "replaced" | "open";
  readonly how: string;
}

/** What the folder, and the state if it was given, say for an environment file. */
export interface Proposal {
  readonly name?: string;
  readonly region?: string;
  readonly stateCode?: string;
  readonly domain?: string;
  readonly cities: readonly string[];
  readonly network: { readonly cidr: string; readonly neighbours: { readonly [name: string]: string } } | undefined;
  /** True where today's network can become the new one. */
  readonly keepsNetwork: boolean;
  readonly fates: readonly Fate[];
}

/** What Terraform's state of today shows of things that could stay. */
export interface Standing {
  readonly networks: readonly { readonly id: string; readonly cidr: string }[];
  readonly gateways: readonly { readonly id: string; readonly network: string }[];
  readonly subnets: readonly { readonly network: string; readonly cidr: string }[];
  readonly zones: readonly { readonly id: string; readonly name: string }[];
  readonly databases: readonly { readonly id: string }[];
  readonly buckets: readonly { readonly name: string }[];
}

/** Settings of today that have another answer here. The key decides, wherever it stands. */
const replaced: readonly (readonly [key: RegExp, how: string])[] = [
  [
    /^(kubernetes_version|db_version)$/,
    "new cluster and database begin with this release's versions (docs/guide-upgrades.md)",
  ],
  [
    /^(instance_types|instance_types_map|architecture|db_instance_class|(min|desired|max)_worker_nodes)$/,
    "the size decides (docs/sizes.md)",
  ],
  [/^(network_)?availability_zones$/, "always three zones of the region"],
  [/^(db_name|db_username)$/, "the database is called digit; the guide moves the data over (docs/guide-migration.md)"],
  [/^db_password$/, "nobody knows the master password; RDS keeps and rotates it"],
  [
    /^terraform_state_bucket_name$/,
    "the states get an encrypted bucket of their own; the old one stays until the old installation is taken down",
  ],
  [/^(ami_id|ami_family|enable_karpenter|enable_ClusterAutoscaler)$/, "managed node groups, on demand"],
  [/^filestore_namespace$/, "files are used by identity, there is no Secret with a key"],
  [/^cloudwatch_eks_log_group_retention_in_days$/, "audit.retentionDays, a year at least"],
  [
    /(^|\.)(db-host|db-url|db-name|es-host|es-indexer-host|kafka-(infra-)?brokers|s3-assets-bucket)$/,
    "addresses of stores come from the stacks",
  ],
  [/\.egov-service-host\./, "addresses of services come with their charts"],
  [
    /(^|\.)(spring-jpa-show-sql|tracer-errors-provideexceptionindetails|logging-level-jdbc)$/,
    "off: logs must not spell out records (DP-05)",
  ],
  [/^cluster-configs\.(namespaces|root-ingress)/, "namespaces and the entry come with the charts"],
];

/**
 * Reads a proposal out of what is said today. `tiers` are the subnets that a range would get here: where they touch
 * those of today, the new network stands beside the old one.
 */
export function proposalOf(
  today: Today,
  standing: Standing | undefined,
  tiers: (cidr: string) => readonly string[],
): Proposal {
  const first = (...keys: readonly string[]): Statement | undefined =>
    today.statements.find(({ key, value }) => keys.includes(key) && !isPlaceholder(value));
  const text = (statement: Statement | undefined): string | undefined =>
    statement === undefined ? undefined : String(statement.value);
  const name = first("cluster_name");
  const zones = first("network_availability_zones", "availability_zones");
  const region = [zones?.value]
    .flat()
    .map(String)[0]
    ?.replace(/[a-z]$/, "");
  const stateTenant = today.statements.find(
    ({ key, value }) => key.endsWith("egov-state-level-tenant-id") && !isPlaceholder(value),
  );
  const domain = today.statements.find(({ key, value }) => /(^global\.|\.)domain$/.test(key) && !isPlaceholder(value));
  const range = first("vpc_cidr_block");
  const network = networkOf(text(range), standing, tiers);
  const taken = new Map<Statement | undefined, string>([
    [name, "name"],
    [zones, "region"],
    [stateTenant, "tenants.state.code"],
    [domain, "domain.name"],
    [range, network?.keeps ? "network.cidr" : "network.neighbours.today; the new network stands beside it"],
  ]);
  const code = text(stateTenant);
  const fates = [
    ...today.statements.map((statement) => fateOf(statement, taken.get(statement))),
    ...today.services.map(({ file, name: key }) =>
      open(file, key, "settings of a service come with the service catalogue"),
    ),
    ...today.secretFiles.map((file) =>
      open(
        file,
        "",
        "not read; secrets are made anew, and the keys of the encryption service are carried over by hand",
      ),
    ),
    ...today.unreadable.map(({ file, why }) => open(file, "", `could not be read: ${why}`)),
    ...(standing ? standingFates(standing) : []),
  ];
  return {
    ...(name ? { name: environmentName(String(name.value)) } : {}),
    ...(region ? { region } : {}),
    ...(code ? { stateCode: code } : {}),
    ...(domain ? { domain: String(domain.value) } : {}),
    cities: code === undefined ? [] : citiesOf(today, code),
    network: network && { cidr: network.cidr, neighbours: network.keeps ? {} : { today: String(range?.value) } },
    keepsNetwork: network?.keeps ?? false,
    fates,
  };
}

const open = (file: string, key: string, how: string): Fate => ({ file, key, fate: "open", how });

function fateOf({ file, key, value }: Statement, place: string | undefined): Fate {
  if (place !== undefined) return { file, key, fate: "taken", how: place };
  if (isPlaceholder(value)) return open(file, key, "nothing was filled in");
  const answer = replaced.find(([pattern]) => pattern.test(key));
  return answer
    ? { file, key, fate: "replaced", how: answer[1] }
    : open(file, key, "has no place in an environment file");
}

/** Lower-case letters, digits and hyphens, as an environment's name may have them. */
function environmentName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24)
    .replace(/-+$/, "");
}

/** Tenants below the state's, wherever they are named. */
function citiesOf(today: Today, state: string): readonly string[] {
  const found = today.statements.flatMap(({ key, value }) =>
    /tenant/.test(key) ? [...String(value).matchAll(new RegExp(`\\b${state}\\.([a-z][a-z0-9]*)\\b`, "g"))] : [],
  );
  return [...new Set(found.map(([, city = ""]) => city))].sort();
}

/** Ranges to choose from for a network beside today's. */
const spare = ["10.80.0.0/16", "10.112.0.0/16", "10.144.0.0/16"];

function networkOf(
  cidr: string | undefined,
  standing: Standing | undefined,
  tiers: (cidr: string) => readonly string[],
) {
  const range = cidr === undefined ? undefined : parseRange(cidr);
  if (cidr === undefined || range === undefined) return undefined;
  const today = standing?.networks.find((network) => network.cidr === cidr);
  const subnets = standing?.subnets.filter(({ network }) => network === today?.id) ?? [];
  if (today !== undefined && !subnets.some((subnet) => touches(subnet.cidr, tiersOf(cidr, tiers)))) {
    return { cidr, keeps: true };
  }
  const beside = spare.find((one) => !touches(one, [cidr]));
  return beside === undefined ? undefined : { cidr: beside, keeps: false };
}

function tiersOf(cidr: string, tiers: (cidr: string) => readonly string[]): readonly string[] {
  try {
    return tiers(cidr);
  } catch {
    // A range that this product cannot divide is no network of it.
    return [cidr];
  }
}

function touches(cidr: string, others: readonly string[]): boolean {
  const range = parseRange(cidr);
  return others.some((other) => {
    const second = parseRange(other);
    return range === undefined || second === undefined || rangesOverlap(range, second);
  });
}

function standingFates({ databases, buckets }: Standing): readonly Fate[] {
  return [
    ...databases.map(({ id }) =>
      open(
        "state",
        `database ${id}`,
        "cannot become the new one: its key, its database's name and its user are fixed when it is made; the guide moves the data (docs/guide-migration.md)",
      ),
    ),
    ...buckets.map(({ name }) =>
      open(
        "state",
        `bucket ${name}`,
        "cannot become the new one: a bucket's name is fixed when it is made; the guide copies the files (docs/guide-migration.md)",
      ),
    ),
  ];
}

/** An import block for what stays: the resource that it becomes, and the id that it has today. */
export interface Import {
  readonly stack: string;
  readonly to: string;
  readonly id: string;
}

export function importsOf(proposal: Proposal, standing: Standing | undefined): readonly Import[] {
  if (standing === undefined) return [];
  const network = proposal.keepsNetwork
    ? standing.networks.find(({ cidr }) => cidr === proposal.network?.cidr)
    : undefined;
  const gateway = standing.gateways.find((one) => one.network === network?.id);
  const zone = standing.zones.find(({ name }) => name.replace(/\.$/, "") === proposal.domain);
  return [
    ...(network ? [{ stack: "network", to: "aws_vpc.vpc", id: network.id }] : []),
    ...(network && gateway
      ? [{ stack: "network", to: "aws_internet_gateway.vpc_internet_gateway", id: gateway.id }]
      : []),
    ...(zone ? [{ stack: "domain", to: "aws_route53_zone.public_zone", id: zone.id }] : []),
  ];
}
