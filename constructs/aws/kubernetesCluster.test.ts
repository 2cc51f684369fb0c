import { AccessRole, type Duty } from "./accessRole";
import { ClusterAddon } from "./clusterAddon";
import { KubernetesCluster } from "./kubernetesCluster";
import { NodeGroup } from "./nodeGroup";
import { statements, synthesized, testPlace } from "./testing";
import { WayIn } from "./wayIn";

const duties: readonly Duty[] = ["operator", "developer", "auditor", "break-glass"];

const { all, only } = synthesized((scope) => {
  const cluster = new KubernetesCluster(scope, "cluster", {
    name: "digit-test",
    place: testPlace,
    version: "1.36",
    vpcId: "vpc-1",
    subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
    logRetentionDays: 365,
  });
  const addon = new ClusterAddon(scope, "addon", {
    addon: "vpc-cni",
    cluster,
    accountId: testPlace.accountId,
    configuration: { enableNetworkPolicy: "true" },
    identity: {
      roleName: "digit-test-vpc-cni",
      serviceAccount: "aws-node",
      managedPolicy: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
    },
  });
  new NodeGroup(scope, "nodes", {
    name: "digit-test-nodes",
    place: testPlace,
    cluster,
    subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
    securityGroupIds: ["sg-application"],
    instanceTypes: ["m6i.xlarge"],
    nodes: { minimum: 3, maximum: 6 },
    diskGib: 50,
    timeServers: ["samay1.nic.in"],
    after: [addon.resource],
  });
  const wayIn = new WayIn(scope, "way_in", {
    name: "digit-test-way-in",
    place: testPlace,
    cluster,
    network: { vpcId: "vpc-1", subnetId: "subnet-a", endpointGroupId: "sg-endpoints" },
    instanceType: "t3.small",
    sessionLogGroupName: "/digit/test/sessions",
    logRetentionDays: 365,
    timeServers: ["samay1.nic.in"],
  });
  for (const duty of duties) {
    new AccessRole(scope, `access-${duty}`, {
      name: `digit-test-access-${duty}`,
      place: testPlace,
      cluster,
      wayIn,
      duty,
      ssoGroup: `np-${duty}`,
      until: "2027-03-31",
    });
  }
});

const rolePolicy = (name: string) => {
  const found = Object.values(all("aws_iam_role")).find((role) => role.name === name);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found;
};
const permissionsOf = (construct: string) => {
  const found = Object.entries(all("aws_iam_role_policy")).find(([name]) => name.startsWith(construct));
  return statements(found?.[1].policy);
};

test("the API is reached from inside the network only, and nobody is admitted by creating the cluster", () => {
  expect(only("aws_eks_cluster")).toMatchObject({
    vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
    access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
    lifecycle: { prevent_destroy: true },
  });
});

test("secrets have an own key, and all five logs are kept in a group that exists first", () => {
  const cluster = only("aws_eks_cluster");
  expect(cluster.encryption_config).toMatchObject({
    provider: { key_arn: expect.stringMatching(/aws_kms_key\..*secrets_key/) },
    resources: ["secrets"],
  });
  expect(cluster.enabled_cluster_log_types).toEqual([
    "api",
    "audit",
    "authenticator",
    "controllerManager",
    "scheduler",
  ]);
  expect(JSON.stringify(cluster.depends_on)).toContain("aws_cloudwatch_log_group.");
});

test("machines ask for metadata with a token, keep it from pods, encrypt their disks and have no public address", () => {
  expect(only("aws_launch_template")).toMatchObject({
    metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
    block_device_mappings: [
      { ebs: { encrypted: "true", kms_key_id: expect.stringMatching(/aws_kms_key\..*disk_key/) } },
    ],
    network_interfaces: [{ associate_public_ip_address: "false" }],
  });
  expect(only("aws_launch_template")).not.toHaveProperty("key_name");
  expect(only("aws_eks_node_group")).not.toHaveProperty("remote_access");
});

test("the nodes' role may join and pull images, no more", () => {
  const role = Object.entries(all("aws_iam_role")).find(([, { name }]) => name === "digit-test-nodes")?.[0] ?? "none";
  const attached = Object.values(all("aws_iam_role_policy_attachment"))
    .filter((attachment) => String(attachment.role).includes(`.${role}.`))
    .map((attachment) => String(attachment.policy_arn).split("/").at(-1));
  expect(attached.sort()).toEqual(["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"]);
});

test("network policies are enforced, and the network plugin has a role of its own for pods of this cluster", () => {
  expect(JSON.parse(String(only("aws_eks_addon").configuration_values))).toEqual({ enableNetworkPolicy: "true" });
  const [trust] = statements(rolePolicy("digit-test-vpc-cni").assume_role_policy);
  expect(trust?.Principal).toEqual({ Service: "pods.eks.amazonaws.com" });
  expect(trust?.Condition?.ArnEquals?.["aws:SourceArn"]).toMatch(/aws_eks_cluster\..*\.arn/);
});

test("the way in has no public address, no inbound rule, no SSH key, and reaches endpoints, the API and clocks alone", () => {
  expect(only("aws_instance")).toMatchObject({
    associate_public_ip_address: false,
    metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    root_block_device: { encrypted: true, kms_key_id: expect.stringMatching(/aws_kms_key\..*disk_key/) },
  });
  expect(only("aws_instance")).not.toHaveProperty("key_name");
  const inbound = Object.values(all("aws_vpc_security_group_ingress_rule"));
  expect(inbound.map((rule) => String(rule.security_group_id))).toEqual([expect.stringContaining("api_group")]);
  const outbound = Object.values(all("aws_vpc_security_group_egress_rule"));
  const [clocks, calls] = [123, 443].map((port) => outbound.filter((rule) => rule.from_port === port));
  expect(outbound.length).toBe((clocks?.length ?? 0) + 2);
  expect(calls?.map((rule) => typeof rule.referenced_security_group_id)).toEqual(["string", "string"]);
  expect(clocks?.map((rule) => rule.ip_protocol)).toEqual(["udp"]);
});

test("shell sessions are encrypted and recorded; forwarding leads to the cluster's API only", () => {
  const documents = Object.values(all("aws_ssm_document")).map(({ content }) => String(content));
  const shell = documents.find((content) => content.includes("Standard_Stream")) ?? "{}";
  expect(JSON.parse(shell).inputs).toMatchObject({
    cloudWatchLogGroupName: "/digit/test/sessions",
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: true,
    kmsKeyId: expect.stringContaining("aws_kms_key."),
  });
  const forward = documents.find((content) => content.includes("LocalPortForwarding"));
  expect(forward).toContain("trimprefix(aws_eks_cluster.");
  expect(forward).toContain('"portNumber":"443"');
});

test("every role of people ends on its last day and is taken by its own group", () => {
  for (const duty of duties) {
    const [trust] = statements(rolePolicy(`digit-test-access-${duty}`).assume_role_policy);
    expect(trust?.Condition).toEqual({
      ArnLike: {
        "aws:PrincipalArn": `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_np-${duty}_*`,
      },
      DateLessThan: { "aws:CurrentTime": "2027-03-31T18:30:00Z" },
    });
  }
});

test("only break-glass opens a shell and is administrator; auditors look", () => {
  const maySee = (duty: Duty) =>
    JSON.stringify(permissionsOf(`access-${duty}`).find(({ Action }) => Action === "ssm:StartSession")?.Resource);
  expect(duties.filter((duty) => maySee(duty).includes("shell"))).toEqual(["break-glass"]);
  const policies = Object.values(all("aws_eks_access_policy_association")).map(({ policy_arn }) => policy_arn);
  expect(policies).toEqual([
    "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
  ]);
});

test("own sessions are named by a policy variable that Terraform leaves alone", () => {
  const own = permissionsOf("access-operator").find(({ Sid }) => Sid === "EndOwnSession");
  expect(own?.Resource).toBe("arn:aws:ssm:*:*:session/$${aws:userid}-*");
});
