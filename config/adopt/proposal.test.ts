import { importsOf, proposalOf, type Standing } from "./proposal";
import { type FolderFile, readToday } from "./today";

const variables = `
variable "cluster_name" {
  default = <cluster_name> #REPLACE
}

variable "vpc_cidr_block" {
  description = "Range"
  default = "10.30.0.0/16"
}

variable "network_availability_zones" {
  default = ["ap-south-1a", "ap-south-1b"] #REPLACE IF NEEDED
}

variable "kubernetes_version" {
  default = "1.33"
}

variable "db_password" {}

variable "retention" {
  default = "7"
}

variable "map" {
  type = map(string)
  default = {
    id = ""
  }
}
`;

const charts = `
global:
  domain: digit.np.example.org
cluster-configs:
  configmaps:
    egov-config:
      data:
        db-url: "jdbc:postgresql://<db_host>:5432/x"
        egov-state-level-tenant-id: np
        egov-bnd-live-citizen-tenants: "np.rivergate,np.hillford"
        spring-jpa-show-sql: "true"
        server-tomcat-max-threads: "10"
egov-user:
  heap: 256
`;

const files: readonly FolderFile[] = [
  { path: "infra-as-code/terraform/aws/input.yaml", text: "cluster_name: NP_Digit-Live\ndb_name: npdb\n" },
  { path: "infra-as-code/terraform/aws/variables.tf", text: variables },
  { path: "deploy-as-code/helm/environments/np.yaml", text: charts },
  { path: "deploy-as-code/helm/environments/np-secrets.yaml" },
];

/** Subnets of a range, as far as these tests go: its first eighth. */
const tiers = (cidr: string): readonly string[] => [cidr.replace("0.0/16", "0.0/19")];

const standing: Standing = {
  networks: [{ id: "vpc-1", cidr: "10.30.0.0/16" }],
  gateways: [{ id: "igw-1", network: "vpc-1" }],
  subnets: [{ network: "vpc-1", cidr: "10.30.128.0/20" }],
  zones: [{ id: "Z1", name: "digit.np.example.org" }],
  databases: [{ id: "np-db" }],
  buckets: [{ name: "np-filestore-bucket" }],
};

test("what fits is taken, with the answer that was filled in before the default of a variable", () => {
  expect(proposalOf(readToday(files), undefined, tiers)).toMatchObject({
    name: "np-digit-live",
    region: "ap-south-1",
    stateCode: "np",
    domain: "digit.np.example.org",
    cities: ["hillford", "rivergate"],
  });
});

test("every statement has a fate: taken, replaced by what, or open and why", () => {
  const { fates } = proposalOf(readToday(files), undefined, tiers);
  const of = (key: string) => fates.filter((fate) => fate.key.endsWith(key)).map(({ fate }) => fate);
  expect(of("vpc_cidr_block")).toEqual(["taken"]);
  expect(of("cluster_name")).toEqual(["taken", "open"]);
  expect(of("kubernetes_version")).toEqual(["replaced"]);
  expect(of("spring-jpa-show-sql")).toEqual(["replaced"]);
  expect(of("server-tomcat-max-threads")).toEqual(["open"]);
  expect(of("egov-user")).toEqual(["open"]);
  // One without a default says nothing, and takes none from what follows.
  expect([of("db_password"), of("retention")]).toEqual([[], ["open"]]);
  expect(fates.find(({ file }) => file.endsWith("np-secrets.yaml"))?.how).toMatch(/^not read/);
  for (const { how } of fates) expect(how).not.toBe("");
});

test("a network whose subnets leave room becomes the new one; one that does not stays beside it", () => {
  const kept = proposalOf(readToday(files), standing, tiers);
  expect(kept.network).toEqual({ cidr: "10.30.0.0/16", neighbours: {} });
  const crowded = { ...standing, subnets: [{ network: "vpc-1", cidr: "10.30.0.0/21" }] };
  expect(proposalOf(readToday(files), crowded, tiers).network).toEqual({
    cidr: "10.80.0.0/16",
    neighbours: { today: "10.30.0.0/16" },
  });
  // Without a state nobody knows its subnets.
  expect(proposalOf(readToday(files), undefined, tiers).keepsNetwork).toBe(false);
});

test("import blocks are for what stays; database and buckets are told why they cannot", () => {
  const proposal = proposalOf(readToday(files), standing, tiers);
  expect(importsOf(proposal, standing)).toEqual([
    { stack: "network", to: "aws_vpc.vpc", id: "vpc-1" },
    { stack: "network", to: "aws_internet_gateway.vpc_internet_gateway", id: "igw-1" },
    { stack: "domain", to: "aws_route53_zone.public_zone", id: "Z1" },
  ]);
  const said = proposal.fates.filter(({ file }) => file === "state").map(({ key, how }) => `${key} ${how}`);
  expect(said).toEqual([
    expect.stringMatching(/^database np-db cannot become the new one/),
    expect.stringMatching(/^bucket np-filestore-bucket cannot become the new one/),
  ]);
  expect(importsOf(proposal, undefined)).toEqual([]);
});

test("a file that is no YAML is named, and the others are read", () => {
  const today = readToday([...files, { path: "environments/broken.yaml", text: "a: [1\nb: {" }]);
  expect(today.unreadable).toEqual([{ file: "environments/broken.yaml", why: expect.stringMatching(/./) }]);
  expect(today.statements.length).toBeGreaterThan(5);
});
