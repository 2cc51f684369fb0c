import { OpensearchDomain } from "@cdktf/provider-aws/lib/opensearch-domain";
import { Construct } from "constructs";
import { boundedName } from "./boundedName";
import { type Classification, classificationTags } from "./classification";
import { EncryptionKey } from "./encryptionKey";
import type { Place } from "./place";
import { accountPrincipal, policyDocument } from "./policy";
import { Role } from "./role";
import { SearchLogs } from "./searchLogs";
import { SecurityGroup } from "./securityGroup";

export interface SearchDomainProps {
  /**
   * Begins the names of all that belongs to the domain; the domain's own is bounded at 28 characters. A change replaces
   * the domain and its indexes.
   */
  readonly name: string;
  readonly place: Place;
  readonly network: {
    readonly vpcId: string;
    /** Subnets without a way to the internet, one in each of three zones. */
    readonly subnetIds: string[];
    /** The one security group whose members may connect. */
    readonly clientGroupId: string;
  };
  /** OpenSearch version, for instance `2.19`. */
  readonly version: string;
  /** Nodes that hold the indexes: their type, and their number, a multiple of three. */
  readonly dataNodes: { readonly type: string; readonly count: number; readonly storageGib: number };
  /** Type of the three nodes, one per zone, that decide who leads and hold no index. */
  readonly masterType: string;
  /** Trust document of the role that grants others their rights inside the domain. */
  readonly administratorTrust: string;
  readonly classification: Classification;
  /** Days for which the domain's logs are kept. */
  readonly logRetentionDays: number;
}

/** Port of HTTPS; the domain speaks nothing else. */
export const searchPort = 443;

/** The longest domain name that OpenSearch Service takes. */
const longestName = 28;

/** The methods by which a domain is used; which index and field, the domain's own roles decide. */
const methods = ["Get", "Head", "Post", "Put", "Patch", "Delete"].map((method) => `es:ESHttp${method}`);

/**
 * OpenSearch over three zones inside the network: HTTPS with TLS 1.2 or later, TLS between nodes, own keys for indexes
 * and logs, callers signed by IAM and held to indexes and fields, an audit log of who looked at what. The service takes
 * a snapshot each hour and keeps fourteen days of them.
 */
export class SearchDomain extends Construct {
  readonly arn: string;
  /** Host name inside the network. */
  readonly address: string;
  /** Role that may do everything in the domain, for the job that grants others their rights. */
  readonly administratorRoleArn: string;

  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id);
    const { place, network } = props;
    const name = boundedName(props.name, longestName);
    // Written out, so that role and policy need not wait for the domain.
    const domainArn = `arn:aws:es:${place.region}:${place.accountId}:domain/${name}`;
    const key = new EncryptionKey(this, "key", { name: props.name, purpose: `Indexes of ${name}`, place });
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      purpose: `Search domain ${name}`,
      vpcId: network.vpcId,
      from: {
        clients: { peer: { group: network.clientGroupId }, port: searchPort, why: "HTTPS from the application tier" },
      },
    });
    const administrator = new Role(this, "administrator", {
      name: `${props.name}-administrator`,
      purpose: `Grants rights inside the search domain ${name}`,
      trust: props.administratorTrust,
      statements: [{ Sid: "UseDomain", Effect: "Allow", Action: methods, Resource: `${domainArn}/*` }],
    });
    const logs = new SearchLogs(this, "log", { name, place, retentionDays: props.logRetentionDays });
    const domain = new OpensearchDomain(this, "Default", {
      domainName: name,
      engineVersion: `OpenSearch_${props.version}`,
      clusterConfig: {
        instanceType: props.dataNodes.type,
        instanceCount: props.dataNodes.count,
        dedicatedMasterEnabled: true,
        dedicatedMasterType: props.masterType,
        dedicatedMasterCount: 3,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: 3 },
      },
      ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: props.dataNodes.storageGib },
      vpcOptions: { subnetIds: network.subnetIds, securityGroupIds: [group.id] },
      encryptAtRest: { enabled: true, kmsKeyId: key.arn },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
      advancedSecurityOptions: {
        enabled: true,
        internalUserDatabaseEnabled: false,
        masterUserOptions: { masterUserArn: administrator.arn },
      },
      accessPolicies: policyDocument([
        {
          Sid: "CallersOfThisAccount",
          Effect: "Allow",
          Principal: accountPrincipal(place.accountId),
          Action: methods,
          Resource: `${domainArn}/*`,
        },
      ]),
      logPublishingOptions: logs.published.map((log) => ({ ...log, enabled: true })),
      // UTC; two o'clock at night in India.
      offPeakWindowOptions: { enabled: true, offPeakWindow: { windowStartTime: { hours: 20, minutes: 30 } } },
      softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
      tags: classificationTags(props.classification),
      dependsOn: [...logs.ready, ...administrator.ready],
      lifecycle: { preventDestroy: true },
    });
    this.arn = domain.arn;
    this.address = domain.endpoint;
    this.administratorRoleArn = administrator.arn;
  }
}
