/** Made-up ids and ARNs in the form that AWS gives them, always the same for the same address. */
import { sha256 } from "../../common/hash";

/** Prefixes of ids that AWS generates. Everything else is known by its name. */
const idPrefixes: Readonly<Record<string, string>> = {
  aws_default_security_group: "sg",
  aws_ebs_volume: "vol",
  aws_eip: "eipalloc",
  aws_flow_log: "fl",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_route_table: "rtb",
  aws_security_group: "sg",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_endpoint: "vpce",
};

const nameAttributes = [
  "bucket",
  "name",
  "identifier",
  "cluster_identifier",
  "replication_group_id",
  "domain_name",
  "function_name",
];

type Values = Readonly<Record<string, unknown>>;

function digest(address: string, length: number): string {
  return sha256(address).slice(0, length);
}

function uuid(address: string): string {
  const hex = digest(address, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** `id`, `arn`, `region` and, where the provider makes it up, the name. */
export function identityOf(
  type: string,
  address: string,
  values: Values,
  unknown: Values,
  region: string,
): Record<string, string> {
  const made: Record<string, string> = {};
  const names = nameAttributes.filter((name) => !isOfAnother(type, name));
  for (const name of names) if (unknown[name] === true) made[name] = `made-${digest(address, 12)}`;
  const known = names
    .map((name) => made[name] ?? values[name])
    .find((value) => typeof value === "string" && value !== "");
  const prefix = idPrefixes[type];
  const name = String(known ?? `made-${digest(address, 12)}`);
  const id =
    type === "aws_kms_key"
      ? uuid(address)
      : type === "aws_sqs_queue"
        ? `https://sqs.${region}.amazonaws.com/123456789012/${name}`
        : prefix
          ? `${prefix}-0${digest(address, 16)}`
          : name;
  if (unknown.id === true) made.id = id;
  if (unknown.url === true && type === "aws_sqs_queue") made.url = id;
  if (unknown.zone_id === true && type === "aws_route53_zone") made.zone_id = id;
  if (unknown.key_id === true && type === "aws_kms_key") made.key_id = id;
  if (unknown.region === true) made.region = region;
  if (unknown.arn === true) made.arn = arnOf(type, id, region);
  return made;
}

/** A cache that stands alone has no group, and so no name of one. */
function isOfAnother(type: string, name: string): boolean {
  return name === "replication_group_id" && type !== "aws_elasticache_replication_group";
}

function arnOf(type: string, id: string, region: string): string {
  const [, service = "", ...words] = type.split("_");
  if (type === "aws_s3_bucket") return `arn:aws:s3:::${id}`;
  if (service === "iam") return `arn:aws:iam::123456789012:${words.join("-")}/${id}`;
  return `arn:aws:${service}:${region}:123456789012:${words.join("-") || service}/${id}`;
}
