import { clientRule } from "../kit/crossBoundary";

/** Who calls the managed Kafka speaks TLS. */
export const rule = clientRule({
  id: "XB-02",
  title: "Clients of Kafka speak TLS",
  check: "XB-02.tls",
  kind: "stream",
  storeTypes: ["aws_msk_cluster", "aws_msk_serverless_cluster"],
  expected: "security.protocol=SASL_SSL or SSL",
  rationale:
    "A client that is told PLAINTEXT cannot reach brokers that are TLS-only, and sends every event in the clear to those that are not.",
  remediation:
    "Set security.protocol to SASL_SSL (or SSL) in env[].value or the ConfigMap, and client_broker = TLS on the cluster.",
});
