import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { documents, manifestExample } from "../kit/podExample";

const address = "KafkaTopic/registry/enc-user-audit-data";

function topic(config: string, name = "enc-user-audit-data"): string {
  return objectOf("kafka.strimzi.io/v1beta2", "KafkaTopic", name, `spec:\n  partitions: 3\n  config: { ${config} }\n`);
}

function connector(kind: string, config: string): string {
  return objectOf(
    "kafka.strimzi.io/v1beta2",
    "KafkaConnector",
    "archive",
    `spec:\n  class: ${kind}\n  config: { ${config} }\n`,
  );
}

const short = 'retention.ms: "604800000"';
const sink = "io.example.connect.S3SinkConnector";

export const examples: RuleExamples = [
  manifestExample("good-year", topic("retention.ms: 31536000000, cleanup.policy: delete")),
  manifestExample("good-for-ever", topic('retention.ms: "-1"')),
  manifestExample("good-archived", documents(topic(short), connector(sink, "topics: 'orders, enc-user-audit-data'"))),
  manifestExample(
    "good-archived-by-pattern",
    documents(topic(short), connector(sink, "topics.regex: '.*-audit-data'")),
  ),
  manifestExample("good-other-topic", topic(short, "save-permits")),
  manifestExample("bad-week", topic(short), [["DP-09.retention", address]]),
  manifestExample("bad-unset", topic("min.insync.replicas: 2"), [["DP-09.retention", address]]),
  manifestExample("bad-compacted", topic('retention.ms: -1, cleanup.policy: "compact,delete"'), [
    ["DP-09.compaction", address],
  ]),
  manifestExample(
    "bad-other-connector",
    documents(topic(short), connector("io.example.connect.JdbcSourceConnector", "topics: enc-user-audit-data")),
    [["DP-09.retention", address]],
  ),
  manifestExample("bad-other-topic-archived", documents(topic(short), connector(sink, "topics: orders")), [
    ["DP-09.retention", address],
  ]),
];
