import type { Tree } from "./tree";

/** How a service is spoken to: facts of its service model, which a test compares with the models of botocore. */
export interface Service {
  readonly protocol: "ec2" | "query" | "json" | "rest-json" | "rest-xml";
  /** First part of the host name. */
  readonly host: string;
  /** Name that the signature carries. @default the same as `host` */
  readonly signedAs?: string;
  /** Version of the API, in the form of the `ec2` and `query` protocols. */
  readonly version?: string;
  /** Prefix of `X-Amz-Target`, in the form of the `json` protocol. */
  readonly target?: string;
  /** Region that a service without regions signs with. */
  readonly global?: string;
  /** Method and path of each operation that is asked, in the REST protocols. */
  readonly rest?: Readonly<Record<string, readonly [method: "GET" | "POST" | "HEAD", path: string]>>;
  /** Parameter that takes the mark where the next page begins. */
  readonly page?: string;
}

/** Services that are asked, under the names by which botocore knows them. */
export const services = {
  accessanalyzer: {
    protocol: "rest-json",
    host: "access-analyzer",
    rest: { ListAnalyzers: ["GET", "/analyzer"] },
    page: "nextToken",
  },
  acm: { protocol: "json", host: "acm", target: "CertificateManager" },
  backup: {
    protocol: "rest-json",
    host: "backup",
    rest: { ListBackupVaults: ["GET", "/backup-vaults/"] },
    page: "nextToken",
  },
  cloudtrail: {
    protocol: "json",
    host: "cloudtrail",
    target: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
  },
  config: { protocol: "json", host: "config", target: "StarlingDoveService" },
  ec2: { protocol: "ec2", host: "ec2", version: "2016-11-15", page: "NextToken" },
  eks: {
    protocol: "rest-json",
    host: "eks",
    rest: {
      DescribeAddonVersions: ["GET", "/addons/supported-versions"],
      DescribeClusterVersions: ["GET", "/cluster-versions"],
      ListClusters: ["GET", "/clusters"],
    },
    page: "nextToken",
  },
  elasticache: { protocol: "query", host: "elasticache", version: "2015-02-02", page: "Marker" },
  elbv2: { protocol: "query", host: "elasticloadbalancing", version: "2015-12-01", page: "Marker" },
  guardduty: {
    protocol: "rest-json",
    host: "guardduty",
    rest: { ListDetectors: ["GET", "/detector"] },
    page: "nextToken",
  },
  iam: { protocol: "query", host: "iam", version: "2010-05-08", global: "us-east-1" },
  kafka: {
    protocol: "rest-json",
    host: "kafka",
    rest: { ListClustersV2: ["GET", "/api/v2/clusters"], ListKafkaVersions: ["GET", "/v1/kafka-versions"] },
    page: "nextToken",
  },
  kms: { protocol: "json", host: "kms", target: "TrentService", page: "Marker" },
  logs: { protocol: "json", host: "logs", target: "Logs_20140328", page: "nextToken" },
  macie2: { protocol: "rest-json", host: "macie2", rest: { GetMacieSession: ["GET", "/macie"] } },
  opensearch: {
    protocol: "rest-json",
    host: "es",
    rest: {
      ListDomainNames: ["GET", "/2021-01-01/domain"],
      ListInstanceTypeDetails: ["GET", "/2021-01-01/opensearch/instanceTypeDetails/{EngineVersion}"],
      ListVersions: ["GET", "/2021-01-01/opensearch/versions"],
    },
    page: "nextToken",
  },
  rds: { protocol: "query", host: "rds", version: "2014-10-31", page: "Marker" },
  route53: {
    protocol: "rest-xml",
    host: "route53",
    global: "us-east-1",
    rest: {
      GetAccountLimit: ["GET", "/2013-04-01/accountlimit/{Type}"],
      ListHostedZonesByName: ["GET", "/2013-04-01/hostedzonesbyname"],
    },
  },
  s3: {
    protocol: "rest-xml",
    host: "s3",
    rest: { HeadBucket: ["HEAD", "/{Bucket}"], ListBuckets: ["GET", "/"] },
    page: "continuation-token",
  },
  securityhub: { protocol: "rest-json", host: "securityhub", rest: { DescribeHub: ["GET", "/accounts"] } },
  "service-quotas": { protocol: "json", host: "servicequotas", target: "ServiceQuotasV20190624", page: "NextToken" },
  ssm: { protocol: "json", host: "ssm", target: "AmazonSSM", page: "NextToken" },
  sts: { protocol: "query", host: "sts", version: "2011-06-15" },
  wafv2: { protocol: "json", host: "wafv2", target: "AWSWAF_20190729", page: "NextMarker" },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof services;

export const serviceOf = (name: ServiceName): Service => services[name];

/** One question to AWS. Names of parameters are those of the wire, which a test compares with botocore's. */
export interface Question {
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  /** Parameters, flat, in the `ec2` and `query` protocols and in the query of a REST path. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values of the places in a REST path. */
  readonly path?: Readonly<Record<string, string>>;
  /** Members of the body in the `json` protocol. */
  readonly body?: Readonly<Record<string, Tree>>;
}

/** Services whose permissions have another name than their host. */
const permissionPrefix: Partial<Record<ServiceName, string>> = {
  elbv2: "elasticloadbalancing",
  opensearch: "es",
  accessanalyzer: "access-analyzer",
  "service-quotas": "servicequotas",
};
/** Operations whose permission has another name. */
const permissionName: Readonly<Record<string, string>> = {
  "s3:HeadBucket": "s3:ListBucket",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "opensearch:ListVersions": "es:ListVersions",
};

/** The IAM action that allows a question. */
export function permissionOf({ service, operation }: Pick<Question, "service" | "operation">): string {
  return permissionName[`${service}:${operation}`] ?? `${permissionPrefix[service] ?? service}:${operation}`;
}
