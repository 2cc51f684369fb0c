import type { RuleExamples } from "../../rule";
import { clientExample } from "../kit/crossBoundaryExample";

const one = { aws_msk_cluster: { main: { cluster_name: "main", kafka_version: "3.6.0", number_of_broker_nodes: 3 } } };

export const examples: RuleExamples = [
  clientExample("good-tls", "SASL_SSL", one, undefined, "KAFKA_SECURITY_PROTOCOL"),
  clientExample("good-no-kafka-here", "PLAINTEXT", {}, undefined, "KAFKA_SECURITY_PROTOCOL"),
  clientExample("bad-plaintext", "SASL_PLAINTEXT", one, "XB-02.tls", "KAFKA_SECURITY_PROTOCOL"),
];
