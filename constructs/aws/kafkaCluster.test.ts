import { KafkaCluster } from "./kafkaCluster";
import { kafkaSettings } from "./kafkaSettings";
import { synthesized, testPlace, type Written } from "./testing";

const { only, all } = synthesized((scope) => {
  new KafkaCluster(scope, "stream", {
    name: "digit-test-stream",
    place: testPlace,
    network: { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b", "subnet-c"], clientGroupId: "sg-application" },
    version: "3.9.x.kraft",
    brokerType: "kafka.m5.large",
    brokers: 3,
    storageGib: { initial: 50, limit: 200 },
    partitions: 3,
    classification: { dataClass: "personal", personalData: true, retentionDays: 5 },
    logRetentionDays: 365,
  });
});
const cluster: Written = only("aws_msk_cluster");

test("brokers speak TLS only, to clients and to each other, and ask who is there", () => {
  expect(cluster.encryption_info).toMatchObject({
    encryption_in_transit: { client_broker: "TLS", in_cluster: true },
  });
  expect(cluster.client_authentication).toEqual({ unauthenticated: false, sasl: { iam: true, scram: false } });
});

test("topics and logs are encrypted, each under its own key", () => {
  const { encryption_at_rest_kms_key_arn } = cluster.encryption_info as Written;
  expect(encryption_at_rest_kms_key_arn).toMatch(/aws_kms_key\.stream_key/);
  expect(only("aws_cloudwatch_log_group").kms_key_id).toMatch(/aws_kms_key\.stream_log_key/);
  expect(JSON.stringify(all("aws_kms_key"))).toContain("log-group:/aws/vendedlogs/msk/digit-test-stream*");
});

test("brokers log to a group that exists before them, with a retention", () => {
  expect(cluster.logging_info).toEqual({
    broker_logs: { cloudwatch_logs: { enabled: true, log_group: "/aws/vendedlogs/msk/digit-test-stream" } },
  });
  expect(only("aws_cloudwatch_log_group").retention_in_days).toBe(365);
  expect(JSON.stringify(cluster.depends_on)).toContain("aws_cloudwatch_log_group.");
});

test("they are reached from one group on one port, and open no connection", () => {
  expect(only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    referenced_security_group_id: "sg-application",
    from_port: 9098,
    to_port: 9098,
  });
  expect(all("aws_vpc_security_group_egress_rule")).toEqual({});
  expect(JSON.stringify(cluster.broker_node_group_info)).toContain('"public_access":{"type":"DISABLED"}');
});

test("storage grows by itself up to its limit, and no deployment shrinks it", () => {
  expect(only("aws_appautoscaling_target")).toMatchObject({ max_capacity: 200 });
  expect(JSON.stringify(only("aws_appautoscaling_policy"))).toContain('"disable_scale_in":true');
  expect(JSON.stringify(cluster.lifecycle)).toContain("ebs_storage_info[0].volume_size");
});

test("topics cannot be deleted with a plan", () => {
  expect(cluster.lifecycle).toMatchObject({ prevent_destroy: true });
});

test("no confirmed message is lost with a zone, no topic appears by itself, and messages go after their time", () => {
  expect(kafkaSettings({ partitions: 6, retentionHours: 120 }).trim().split("\n")).toEqual([
    "auto.create.topics.enable=false",
    "default.replication.factor=3",
    "log.retention.hours=120",
    "min.insync.replicas=2",
    "num.partitions=6",
    "offsets.topic.replication.factor=3",
    "transaction.state.log.min.isr=2",
    "transaction.state.log.replication.factor=3",
    "unclean.leader.election.enable=false",
  ]);
  expect(only("aws_msk_configuration").server_properties).toBe(kafkaSettings({ partitions: 3, retentionHours: 120 }));
});
