import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { oneOf, orAbsent } from "../kit/predicates";

const currentAuthorities = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];

export const rule: Rule = {
  metadata: {
    id: "RDS-13",
    aliases: [],
    title: "Database certificates come from a current authority",
    control: "encryption-in-transit.database-certificate",
    severity: "medium",
    group: "encryption-in-transit",
    inputs: terraformInputs,
    resourceTypes: ["aws_db_instance", "aws_rds_cluster_instance", "aws_rds_cluster"],
    rationale:
      "Clients that verify the server stop at an authority that has ended; those that do not are the ones to fear.",
    remediation:
      'Set ca_cert_identifier (ca_certificate_identifier on a cluster) to "rds-ca-rsa2048-g1", or leave it out.',
    parameters: {},
    checks: [
      {
        id: "RDS-13.current-authority",
        title: "The certificate authority is a current one",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_211"] },
      },
    ],
    frameworks: frameworks({ nist: ["SC-8(1)", "SC-17"], iso: ["A.8.24"], dpdp: ["6(1)(a)"], digit: ["encryption"] }),
  },
  // Left out, RDS takes its own default, which has been rds-ca-rsa2048-g1 since January 2024.
  evaluate: (node) => [
    judge(
      node,
      node.type === "aws_rds_cluster" ? "ca_certificate_identifier" : "ca_cert_identifier",
      orAbsent(oneOf(currentAuthorities)),
      { check: "RDS-13.current-authority", fails: "The certificate's authority has ended or is about to." },
    ),
  ],
};
