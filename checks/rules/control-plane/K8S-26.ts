import type { ParameterMetadata, Rule } from "../../rule";
import { allGiven, atLeastFlag, type FlagCheck, flagRule } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { numberParameter } from "../kit/parameters";
import { auditPolicy } from "./auditPolicy";

/** CIS Kubernetes 1.12, 1.2.17. Logs that must be kept for longer are shipped elsewhere. */
const auditLogDays: ParameterMetadata = {
  description: "Days for which the API server itself keeps its audit log; the archive keeps it for retentionDays",
  default: 30,
};

const component = "kube-apiserver";

const checks: readonly FlagCheck[] = [
  {
    id: "K8S-26.log-path",
    title: "The API server writes an audit log",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_91"], trivy: ["KCV-0019"], kubescape: ["C-0130"] },
    component,
    expected: "--audit-log-path=<file>",
    fails: "The API server writes no audit log",
    ask: (view, context) => {
      const answer = allGiven("audit-log-path")(view, context);
      // A webhook that takes the events is as good as a file.
      const webhook = view.flags.get("audit-webhook-config-file");
      return answer?.answer === "no" && webhook.kind === "set"
        ? { answer: "yes", path: webhook.path, actual: webhook.value }
        : answer;
    },
  },
  {
    id: "K8S-26.policy-file",
    title: "A policy says what the audit log holds",
    severity: "high",
    equivalents: { kubescape: ["C-0067", "C-0160", "C-0161"] },
    component,
    expected: "--audit-policy-file=<file>",
    fails: "Without a policy nothing is written to the audit log",
    ask: allGiven("audit-policy-file"),
  },
  {
    id: "K8S-26.log-age",
    title: "The audit log is kept for long enough",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_92"], trivy: ["KCV-0020"], kubescape: ["C-0131"] },
    component,
    expected: "--audit-log-maxage=30 or more",
    fails: "The API server does not say for how many days it keeps the audit log, or for too few",
    ask: atLeastFlag("audit-log-maxage", (context) => numberParameter(context, "auditLogDays", 30), "fails"),
  },
  {
    id: "K8S-26.log-files",
    title: "Enough files of the audit log are kept",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_93"], trivy: ["KCV-0021"], kubescape: ["C-0132"] },
    component,
    expected: "--audit-log-maxbackup=10 or more",
    fails: "The API server does not say how many files of the audit log it keeps, or keeps too few",
    ask: atLeastFlag("audit-log-maxbackup", () => 10, "fails"),
  },
  {
    id: "K8S-26.log-size",
    title: "Files of the audit log are large enough",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_94"], trivy: ["KCV-0022"], kubescape: ["C-0133"] },
    component,
    expected: "--audit-log-maxsize=100 or more (MB)",
    fails: "The API server does not say when it starts a new file of the audit log, or starts one too soon",
    ask: atLeastFlag("audit-log-maxsize", () => 100, "fails"),
  },
];

/** What is done to the cluster leaves a trace that lasts. */
export const rule: Rule = flagRule(
  {
    id: "K8S-26",
    title: "The API server keeps an audit log that says enough and no more",
    control: "audit-and-retention.cluster-audit",
    severity: "high",
    rationale:
      "Who read a secret, opened a shell in a pod or changed a role can be told from the audit log alone; CERT-In asks for it for 180 days. A log that holds the secrets themselves is a second place to steal them from.",
    remediation:
      "In the static pod's spec.containers[*].command (kubeadm: apiServer.extraArgs) set --audit-policy-file, --audit-log-path, --audit-log-maxage=30, --audit-log-maxbackup=10 and --audit-log-maxsize=100, and ship the log to the archive. In the Policy, level Metadata for secrets, configmaps and tokenreviews, and at least Metadata for everything else that is changed.",
    parameters: { auditLogDays },
    frameworks: frameworks({
      cisKubernetes: ["1.2.16", "1.2.17", "1.2.18", "1.2.19", "3.2.1", "3.2.2"],
      nist: ["AU-2", "AU-11", "AU-12"],
      iso: ["A.8.15"],
      dpdp: ["6(1)(c)", "6(1)(e)"],
      certIn: ["(iv)"],
      digit: ["compliance", "incident"],
    }),
  },
  checks,
  auditPolicy,
);
