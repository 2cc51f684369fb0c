import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { includesAll } from "../kit/predicates";

const path = "enabled_cluster_log_types";

/** The cluster's control plane writes all its logs. */
export const rule: Rule = {
  metadata: {
    id: "EKS-03",
    aliases: [],
    title: "The cluster's control plane writes its logs",
    control: "audit.cluster",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster"],
    rationale:
      "Only the audit log says who read which secret or started which pod; the others explain how that came to be allowed.",
    remediation: 'Set enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"].',
    parameters: {},
    checks: [
      {
        id: "EKS-03.audit",
        title: "The audit log is written",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_37"], trivy: ["AVD-AWS-0038"], fsbp: ["EKS.8"] },
      },
      {
        id: "EKS-03.all",
        title: "All five logs of the control plane are written",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_37"], trivy: ["AVD-AWS-0038"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["2.1.1"],
      nist: ["AU-2", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)"],
      certIn: ["(iv)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) => [
    judge(node, path, includesAll(["audit"]), {
      check: "EKS-03.audit",
      fails: "The cluster writes no audit log",
      passes: "The cluster writes its audit log",
    }),
    judge(node, path, includesAll(["api", "audit", "authenticator", "controllerManager", "scheduler"]), {
      check: "EKS-03.all",
      fails: "The control plane does not write all of its logs",
      passes: "The control plane writes all of its logs",
    }),
  ],
};
