import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { EncryptionKey, forDisks, forLogGroups } from "./encryptionKey";
import type { KubernetesCluster } from "./kubernetesCluster";
import { LogGroup } from "./logGroup";
import { nodeBootstrap } from "./nodeBootstrap";
import type { Place } from "./place";
import { machineTrust } from "./policy";
import { Role } from "./role";
import { SecurityGroup } from "./securityGroup";
import { portForwarding, sessionPreferences } from "./sessionDocuments";

export interface WayInProps {
  readonly name: string;
  readonly place: Place;
  readonly cluster: KubernetesCluster;
  readonly network: {
    readonly vpcId: string;
    /** A private subnet. */
    readonly subnetId: string;
    readonly endpointGroupId: string;
  };
  readonly instanceType: string;
  readonly sessionLogGroupName: string;
  readonly logRetentionDays: number;
  /** Names of the servers that the machine's clock follows. */
  readonly timeServers: readonly string[];
}

/** Where AWS publishes the current Amazon Linux 2023 image. */
const imageParameter = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/**
 * The only way to the cluster's private API: a machine without public address, without inbound rules and without
 * SSH, that Session Manager reaches from inside. It forwards to the cluster's API and to nothing else. Sessions are
 * encrypted with an own key; shell sessions are recorded word by word.
 */
export class WayIn extends Construct {
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly sessionKeyArn: string;
  /** Document of a session that forwards a port to the cluster's API. */
  readonly forwardDocument: { readonly name: string; readonly arn: string };
  /** Document of a recorded shell session. */
  readonly shellDocument: { readonly name: string; readonly arn: string };

  constructor(scope: Construct, id: string, props: WayInProps) {
    super(scope, id);
    const { name, place, cluster } = props;
    const sessionKey = new EncryptionKey(this, "session_key", {
      name: `${name}-sessions`,
      purpose: "Sessions through the way in, and their record",
      place,
      uses: [forLogGroups(place, props.sessionLogGroupName)],
    });
    const log = new LogGroup(this, "session_log", {
      name: props.sessionLogGroupName,
      kmsKeyArn: sessionKey.arn,
      classification: { dataClass: "audit", personalData: true, retentionDays: props.logRetentionDays },
      place,
    });
    const shell = new SsmDocument(this, "shell", {
      name: `${name}-shell`,
      documentType: "Session",
      documentFormat: "JSON",
      content: sessionPreferences(log.name, sessionKey.arn),
    });
    const forward = new SsmDocument(this, "forward", {
      name: `${name}-forward`,
      documentType: "Session",
      documentFormat: "JSON",
      content: portForwarding(Fn.trimprefix(cluster.endpoint, "https://")),
    });
    const instance = this.machine(props, log, sessionKey);
    this.instanceId = instance.id;
    this.instanceArn = instance.arn;
    this.sessionKeyArn = sessionKey.arn;
    this.forwardDocument = { name: forward.name, arn: forward.arn };
    this.shellDocument = { name: shell.name, arn: shell.arn };
  }

  private machine(props: WayInProps, log: LogGroup, sessionKey: EncryptionKey): Instance {
    const { name, place, cluster, network } = props;
    const group = new SecurityGroup(this, "group", {
      name,
      purpose: "Way in to the cluster",
      vpcId: network.vpcId,
      to: {
        endpoints: { peer: { group: network.endpointGroupId }, port: 443, why: "Session Manager through endpoints" },
        api: { peer: { group: cluster.apiGroup.id }, port: 443, why: "Kubernetes API" },
        // By name only: the servers' operators promise no addresses.
        time: {
          peer: { cidr: "0.0.0.0/0" },
          port: 123,
          protocol: "udp",
          why: "Time of the servers that CERT-In names",
        },
      },
    });
    cluster.apiGroup.allowFrom("way_in", { peer: { group: group.id }, port: 443, why: "Kubernetes API by the way in" });
    const role = new Role(this, "role", {
      name,
      purpose: "The way in talks to Session Manager and records sessions",
      trust: machineTrust(),
      statements: [
        {
          Sid: "ReportToSessionManager",
          Effect: "Allow",
          Action: "ssm:UpdateInstanceInformation",
          Resource: `arn:aws:ec2:${place.region}:${place.accountId}:instance/*`,
        },
        {
          // These four actions know no resource, so that IAM accepts nothing narrower.
          Sid: "CarrySessions",
          Effect: "Allow",
          Action: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          Resource: "*",
        },
        {
          Sid: "RecordSessions",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: [log.arn, `${log.arn}:log-stream:*`],
        },
        {
          Sid: "FindLogGroup",
          Effect: "Allow",
          Action: "logs:DescribeLogGroups",
          Resource: `arn:aws:logs:${place.region}:${place.accountId}:log-group:*`,
        },
        { Sid: "DecryptSessions", Effect: "Allow", Action: "kms:Decrypt", Resource: sessionKey.arn },
      ],
    });
    const profile = new IamInstanceProfile(this, "profile", { name, role: role.name });
    const diskKey = new EncryptionKey(this, "disk_key", {
      name: `${name}-disk`,
      purpose: "Disk of the way in",
      place,
      uses: forDisks(place),
    });
    const image = new DataAwsSsmParameter(this, "image", { name: imageParameter });
    return new Instance(this, "Default", {
      ami: image.insecureValue,
      instanceType: props.instanceType,
      subnetId: network.subnetId,
      vpcSecurityGroupIds: [group.id],
      associatePublicIpAddress: false,
      iamInstanceProfile: profile.name,
      ebsOptimized: true,
      monitoring: true,
      userDataBase64: nodeBootstrap(props.timeServers),
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: 20, encrypted: true, kmsKeyId: diskKey.arn },
      tags: { Name: name },
      dependsOn: role.ready,
      // A newer image is taken by replacing the machine on purpose, not by the way of any other change.
      lifecycle: { ignoreChanges: ["ami"] },
    });
  }
}
