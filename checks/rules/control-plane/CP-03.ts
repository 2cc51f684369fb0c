import type { Rule } from "../../rule";
import type { ComponentView } from "../kit/controlPlane";
import { allGiven, type FlagAnswer, type FlagCheck, flagIs, flagRule } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { yesIf } from "../kit/predicates";

/** A key for tokens that also serves TLS is in more hands than it should be. */
function ownKey(view: ComponentView): FlagAnswer | undefined {
  const serving = view.flags.get("tls-private-key-file");
  const { values, path } = view.flags.list("service-account-key-file");
  if (values.length === 0 || serving.kind !== "set") return undefined;
  return { answer: yesIf(!values.includes(serving.value)), path, actual: values.join(",") };
}

const checks: readonly FlagCheck[] = [
  {
    id: "CP-03.lookup",
    title: "Tokens of deleted service accounts are refused",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_96"], trivy: ["KCV-0024"], kubescape: ["C-0135"] },
    component: "kube-apiserver",
    expected: "--service-account-lookup not false (default true)",
    fails: "The API server takes tokens of service accounts that were deleted",
    ask: flagIs("service-account-lookup", "true", "fine"),
  },
  {
    id: "CP-03.key-file",
    title: "The key that proves tokens is named",
    severity: "medium",
    equivalents: { trivy: ["KCV-0025"], kubescape: ["C-0136"] },
    component: "kube-apiserver",
    expected: "--service-account-key-file=<file>",
    fails: "Tokens of service accounts are proven with the key of the API server's certificate",
    ask: allGiven("service-account-key-file"),
  },
  {
    id: "CP-03.own-key",
    title: "The key of tokens is not the key of TLS",
    severity: "medium",
    equivalents: {},
    component: "kube-apiserver",
    expected: "--service-account-key-file other than --tls-private-key-file",
    fails: "Tokens of service accounts are proven with the key of the API server's certificate",
    ask: ownKey,
  },
  {
    id: "CP-03.bound-tokens",
    title: "Tokens end when they say so",
    severity: "low",
    equivalents: {},
    component: "kube-apiserver",
    expected: "--service-account-extend-token-expiration=false",
    fails: "Tokens of pods hold for a year instead of an hour",
    ask: flagIs("service-account-extend-token-expiration", "false", "fails"),
  },
  {
    id: "CP-03.signing-key",
    title: "The controller manager signs tokens with a key of its own",
    severity: "medium",
    equivalents: { trivy: ["KCV-0036"], kubescape: ["C-0147"] },
    component: "kube-controller-manager",
    expected: "--service-account-private-key-file=<file>",
    fails: "The controller manager has no key for tokens of service accounts",
    ask: allGiven("service-account-private-key-file"),
  },
  {
    id: "CP-03.root-ca",
    title: "Pods are told the authority of the API server",
    severity: "medium",
    equivalents: { trivy: ["KCV-0037"], kubescape: ["C-0148"] },
    component: "kube-controller-manager",
    expected: "--root-ca-file=<file>",
    fails: "Pods cannot tell the API server from another that answers in its place",
    ask: allGiven("root-ca-file"),
  },
];

/** Service accounts have keys of their own and tokens that end. */
export const rule: Rule = flagRule(
  {
    id: "CP-03",
    title: "Tokens of service accounts have keys of their own, are looked up, and end",
    control: "control-plane.service-accounts",
    severity: "medium",
    rationale:
      "A token is all that a workload needs to act in the cluster; one that outlives its account, or whose key serves for other things, cannot be taken back.",
    remediation:
      "kube-apiserver: leave --service-account-lookup at true, set --service-account-key-file to a key other than that of TLS and --service-account-extend-token-expiration=false. kube-controller-manager: set --service-account-private-key-file and --root-ca-file. All in spec.containers[*].command of the static pod (kubeadm: extraArgs of the component).",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: ["1.2.21", "1.2.22", "1.3.4", "1.3.5"],
      nist: ["IA-5", "AC-2(3)"],
      iso: ["A.5.17", "A.8.5"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  checks,
);
