import type { Rule } from "../../rule";
import { type FlagCheck, flag, flagIs, flagRule, listHas, listLacks, neverGiven, unlessGiven } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { admissionConfiguration } from "./admissionConfiguration";
import { anonymousRequests } from "./authenticationConfiguration";

const component = "kube-apiserver";
const plugins = "enable-admission-plugins";

/** Seconds of a duration as Go writes it (`1m30s`); undefined for anything else. */
function secondsOf(duration: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(duration)) return undefined;
  const seconds = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    total += Number(amount) * seconds[unit as keyof typeof seconds];
  }
  return total;
}

const checks: readonly FlagCheck[] = [
  {
    id: "CP-01.anonymous-auth",
    title: "Requests without credentials are refused",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_68"], trivy: ["KCV-0001"], kubescape: ["C-0113"] },
    component,
    expected: "--anonymous-auth=false",
    fails: "The API server takes requests without credentials",
    ask: unlessGiven("authentication-config", flagIs("anonymous-auth", "false", "fails")),
  },
  {
    id: "CP-01.token-file",
    title: "No file of static tokens is used",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_70"], trivy: ["KCV-0002"], kubescape: ["C-0114"] },
    component,
    expected: "no --token-auth-file",
    fails: "The API server takes tokens from a file, in plain text and without an end",
    ask: neverGiven("token-auth-file"),
  },
  {
    id: "CP-01.password-file",
    title: "No file of passwords is used",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_69"] },
    component,
    expected: "no --basic-auth-file",
    fails: "The API server takes passwords from a file, in plain text and without an end",
    ask: neverGiven("basic-auth-file"),
  },
  {
    // Without the flag everything is allowed too, but then `authorization-rbac` says so.
    id: "CP-01.always-allow",
    title: "AlwaysAllow is not among the authorization modes",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_74"], trivy: ["KCV-0007"], kubescape: ["C-0118"] },
    component,
    expected: "--authorization-mode without AlwaysAllow",
    fails: "The API server allows whatever is asked",
    ask: listLacks("authorization-mode", "AlwaysAllow", "skip"),
  },
  {
    id: "CP-01.authorization-rbac",
    title: "Roles decide what is allowed",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_77"], trivy: ["KCV-0009"], kubescape: ["C-0120"] },
    component,
    expected: "--authorization-mode=Node,RBAC",
    fails: "The API server does not authorize by RBAC; without any mode it allows everything",
    ask: unlessGiven("authorization-config", listHas("authorization-mode", "RBAC", "fails")),
  },
  {
    id: "CP-01.authorization-node",
    title: "Kubelets may read only what their own node needs",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_75"], trivy: ["KCV-0008"], kubescape: ["C-0119"] },
    component,
    expected: "--authorization-mode=Node,RBAC",
    fails: "The API server does not authorize kubelets by node, so one node's credentials open the secrets of all",
    ask: unlessGiven("authorization-config", listHas("authorization-mode", "Node", "fails")),
  },
  {
    id: "CP-01.node-restriction",
    title: "Kubelets may change only their own node and its pods",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_85"], trivy: ["KCV-0016"], kubescape: ["C-0127"] },
    component,
    expected: `--${plugins}=NodeRestriction`,
    fails: "The admission plugin NodeRestriction is off",
    ask: listHas(plugins, "NodeRestriction", "fails"),
  },
  {
    id: "CP-01.always-admit",
    title: "The admission plugin AlwaysAdmit is off",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_79"], trivy: ["KCV-0011"], kubescape: ["C-0122"] },
    component,
    expected: `--${plugins} without AlwaysAdmit`,
    fails: "The admission plugin AlwaysAdmit is on",
    ask: listLacks(plugins, "AlwaysAdmit", "fine"),
  },
  {
    id: "CP-01.service-account-plugin",
    title: "The admission plugin ServiceAccount is not switched off",
    severity: "high",
    equivalents: { trivy: ["KCV-0014"], kubescape: ["C-0125"] },
    component,
    expected: "--disable-admission-plugins without ServiceAccount",
    fails: "The admission plugin ServiceAccount is switched off",
    ask: listLacks("disable-admission-plugins", "ServiceAccount", "fine"),
  },
  {
    id: "CP-01.namespace-lifecycle",
    title: "The admission plugin NamespaceLifecycle is not switched off",
    severity: "medium",
    equivalents: { trivy: ["KCV-0015"], kubescape: ["C-0126"] },
    component,
    expected: "--disable-admission-plugins without NamespaceLifecycle",
    fails: "The admission plugin NamespaceLifecycle is switched off",
    ask: listLacks("disable-admission-plugins", "NamespaceLifecycle", "fine"),
  },
  {
    id: "CP-01.pod-security",
    title: "The admission plugin PodSecurity is not switched off",
    severity: "high",
    equivalents: {},
    component,
    expected: "--disable-admission-plugins without PodSecurity",
    fails: "The admission plugin PodSecurity is switched off, so the labels of namespaces do nothing",
    ask: listLacks("disable-admission-plugins", "PodSecurity", "fine"),
  },
  {
    id: "CP-01.event-rate-limit",
    title: "The admission plugin EventRateLimit is on",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_78"], trivy: ["KCV-0010"], kubescape: ["C-0121"] },
    component,
    expected: `--${plugins} with EventRateLimit`,
    fails: "Nothing bounds how many events a client may write",
    ask: listHas(plugins, "EventRateLimit", "fails"),
  },
  {
    id: "CP-01.always-pull-images",
    title: "The admission plugin AlwaysPullImages is on",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_80"], trivy: ["KCV-0012"], kubescape: ["C-0123"] },
    component,
    expected: `--${plugins} with AlwaysPullImages`,
    fails: "A pod may use an image that another pulled, without the right to pull it",
    ask: listHas(plugins, "AlwaysPullImages", "fails"),
  },
  {
    id: "CP-01.external-ips",
    title: "The admission plugin DenyServiceExternalIPs is on",
    severity: "low",
    equivalents: { kubescape: ["C-0283"] },
    component,
    expected: `--${plugins} with DenyServiceExternalIPs`,
    fails: "Whoever may make a Service may take traffic for any address with externalIPs",
    ask: listHas(plugins, "DenyServiceExternalIPs", "fails"),
  },
  {
    id: "CP-01.insecure-port",
    title: "There is no port without authentication",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_88"], kubescape: ["C-0005"] },
    component,
    expected: "--insecure-port=0",
    fails: "The API server has a port without authentication and encryption",
    ask: flagIs("insecure-port", "0", "fine"),
  },
  {
    id: "CP-01.insecure-bind-address",
    title: "No address is given to a port without authentication",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_86"] },
    component,
    expected: "no --insecure-bind-address",
    fails: "The API server has an address for requests without authentication and encryption",
    ask: neverGiven("insecure-bind-address"),
  },
  {
    id: "CP-01.secure-port",
    title: "The encrypted port is not switched off",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_89"], trivy: ["KCV-0017"], kubescape: ["C-0128"] },
    component,
    expected: "--secure-port other than 0",
    fails: "The encrypted port is switched off",
    ask: flag("secure-port", (value) => value !== "0", "fine"),
  },
  {
    id: "CP-01.profiling",
    title: "Profiling is off",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_90"], trivy: ["KCV-0018"], kubescape: ["C-0129"] },
    component,
    expected: "--profiling=false",
    fails: "The API server serves profiles of itself",
    ask: flagIs("profiling", "false", "fails"),
  },
  {
    id: "CP-01.request-timeout",
    title: "A request ends within ten minutes",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_95"] },
    component,
    expected: "--request-timeout of at most 10m (default 1m)",
    fails: "A request may hold the API server for longer than ten minutes, or without end",
    ask: flag(
      "request-timeout",
      (value) => {
        const seconds = secondsOf(value);
        return seconds !== undefined && seconds > 0 && seconds <= 600;
      },
      "fine",
    ),
  },
];

const configurations = [admissionConfiguration, anonymousRequests];

/** Who gets into the API server, and what it lets through. */
export const rule: Rule = flagRule(
  {
    id: "CP-01",
    title: "The API server authenticates, authorizes and admits with care",
    control: "control-plane.access",
    severity: "high",
    rationale:
      "Whoever the API server lets through owns the cluster: static credentials, anonymous requests and missing authorizers or plugins are ways past every role and policy.",
    remediation:
      "In the static pod's spec.containers[*].command (kubeadm: apiServer.extraArgs) set --anonymous-auth=false, --authorization-mode=Node,RBAC, --enable-admission-plugins=NodeRestriction,EventRateLimit,AlwaysPullImages,DenyServiceExternalIPs and --profiling=false; remove --token-auth-file, --basic-auth-file, --insecure-port and --insecure-bind-address; switch no default plugin off.",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: [
        ...["1.2.1", "1.2.2", "1.2.3", "1.2.6", "1.2.7", "1.2.8", "1.2.9", "1.2.10"],
        ...["1.2.11", "1.2.12", "1.2.13", "1.2.14", "1.2.15", "1.2.20"],
      ],
      nist: ["AC-3", "AC-6", "IA-2"],
      iso: ["A.8.3", "A.8.5", "A.8.9"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  checks,
  {
    checks: [],
    resourceTypes: configurations.map(({ type }) => type),
    evaluate: (node) => configurations.flatMap((one) => (one.type === node.type ? one.judge(node) : [])),
  },
);
