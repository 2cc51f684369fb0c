import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type KubeletView, kubeletOf, kubeletTypes, type Setting } from "../kit/kubelet";
import { yesIf } from "../kit/predicates";
import { areStrongSuites, isRecentTls } from "../kit/tlsSettings";

interface KubeletCheck extends CheckMetadata {
  /** Flag of the kubelet. */
  readonly flag: string;
  /** Member of its configuration file. */
  readonly path: string | undefined;
  readonly expected: string;
  readonly fails: string;
  readonly holds: (value: string) => boolean;
  /** What nothing stated means, without and with a configuration file. Undefined: the check is about what is stated. */
  readonly absent: { readonly flags: boolean; readonly file: boolean } | undefined;
}

const always = { flags: true, file: true };
const never = { flags: false, file: false };
/** Without a file the kubelet keeps the defaults of its first days. */
const withFile = { flags: false, file: true };
const isTrue = (value: string) => value === "true";
const isSet = (value: string) => value.trim() !== "";

const checks: readonly KubeletCheck[] = [
  {
    id: "CP-06.anonymous-auth",
    title: "The kubelet refuses requests without credentials",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_138"], trivy: ["KCV-0079"], kubescape: ["C-0069", "C-0172"] },
    flag: "anonymous-auth",
    path: "authentication.anonymous.enabled",
    expected: "authentication.anonymous.enabled: false",
    fails: "The kubelet takes requests without credentials",
    holds: (value) => value === "false",
    absent: withFile,
  },
  {
    id: "CP-06.authorization",
    title: "The kubelet asks the API server who may do what",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_139"], trivy: ["KCV-0080"], kubescape: ["C-0173"] },
    flag: "authorization-mode",
    path: "authorization.mode",
    expected: "authorization.mode: Webhook",
    fails: "The kubelet lets everybody whom it knows run commands in every pod",
    holds: (value) => !value.split(",").includes("AlwaysAllow"),
    absent: withFile,
  },
  {
    id: "CP-06.client-ca",
    title: "The kubelet checks client certificates against an authority",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_140"], trivy: ["KCV-0081"], kubescape: ["C-0070", "C-0174"] },
    flag: "client-ca-file",
    path: "authentication.x509.clientCAFile",
    expected: "authentication.x509.clientCAFile: <file>",
    fails: "The kubelet knows no authority for client certificates",
    holds: isSet,
    absent: never,
  },
  {
    id: "CP-06.read-only-port",
    title: "The kubelet has no port without authentication",
    severity: "high",
    equivalents: { checkov: ["CKV_K8S_141"], trivy: ["KCV-0082"], kubescape: ["C-0175"] },
    flag: "read-only-port",
    path: "readOnlyPort",
    expected: "readOnlyPort: 0",
    fails: "The kubelet tells everybody about its pods, on a port without authentication",
    holds: (value) => value === "0",
    absent: withFile,
  },
  {
    id: "CP-06.idle-timeout",
    title: "Idle connections into pods end",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_143"], trivy: ["KCV-0085"], kubescape: ["C-0176"] },
    flag: "streaming-connection-idle-timeout",
    path: "streamingConnectionIdleTimeout",
    expected: "streamingConnectionIdleTimeout other than 0 (default 4h)",
    fails: "Idle connections into pods never end",
    holds: (value) => !/^0(h|m|s|ms)?(0(h|m|s|ms))*$/.test(value),
    absent: always,
  },
  {
    id: "CP-06.kernel-defaults",
    title: "The kubelet does not change the kernel's settings",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_144"], trivy: ["KCV-0083"], kubescape: ["C-0177"] },
    flag: "protect-kernel-defaults",
    path: "protectKernelDefaults",
    expected: "protectKernelDefaults: true",
    fails: "The kubelet overwrites kernel settings that were hardened, without a word",
    holds: isTrue,
    absent: never,
  },
  {
    id: "CP-06.iptables-chains",
    title: "The kubelet keeps the packet filter's chains",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_145"], trivy: ["KCV-0084"], kubescape: ["C-0178"] },
    flag: "make-iptables-util-chains",
    path: "makeIPTablesUtilChains",
    expected: "makeIPTablesUtilChains not false (default true)",
    fails: "The kubelet does not keep the packet filter's chains that pods' traffic needs",
    holds: isTrue,
    absent: always,
  },
  {
    id: "CP-06.hostname-override",
    title: "The node keeps its own name",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_146"], trivy: ["KCV-0086"], kubescape: ["C-0179"] },
    flag: "hostname-override",
    path: undefined,
    expected: "no --hostname-override",
    fails: "The node goes by another name than its certificates and logs may say",
    holds: () => false,
    absent: always,
  },
  {
    id: "CP-06.event-rate",
    title: "The kubelet records events, and not without bounds",
    severity: "low",
    equivalents: { kubescape: ["C-0180"] },
    flag: "event-qps",
    path: "eventRecordQPS",
    expected: "eventRecordQPS above 0 (default 50)",
    fails: "The kubelet sends events without bounds, or none",
    holds: (value) => Number(value) > 0,
    absent: always,
  },
  {
    id: "CP-06.rotate-certificates",
    title: "The kubelet's client certificate is renewed by itself",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_149"], trivy: ["KCV-0090"], kubescape: ["C-0182"] },
    flag: "rotate-certificates",
    path: "rotateCertificates",
    expected: "rotateCertificates: true",
    fails: "The kubelet's client certificate ends with nobody renewing it",
    holds: isTrue,
    absent: undefined,
  },
  {
    id: "CP-06.rotate-server-certificates",
    title: "Renewal of the kubelet's serving certificate is not switched off",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_112"], trivy: ["KCV-0091"], kubescape: ["C-0183"] },
    flag: "feature-gates",
    path: "featureGates",
    expected: "featureGates without RotateKubeletServerCertificate: false",
    fails: "The kubelet's serving certificate cannot be renewed by itself",
    holds: (value) => !/\bRotateKubeletServerCertificate=false\b/.test(value),
    absent: always,
  },
  {
    id: "CP-06.cipher-suites",
    title: "The kubelet offers only strong cipher suites",
    severity: "medium",
    equivalents: { checkov: ["CKV_K8S_151"], trivy: ["KCV-0092"], kubescape: ["C-0184"] },
    flag: "tls-cipher-suites",
    path: "tlsCipherSuites",
    expected: "tlsCipherSuites of TLS 1.3 and ECDHE alone",
    fails: "The kubelet offers a weak or unknown cipher suite",
    holds: areStrongSuites,
    absent: always,
  },
  {
    id: "CP-06.minimum-version",
    title: "The kubelet takes TLS 1.2 at least",
    severity: "medium",
    equivalents: {},
    flag: "tls-min-version",
    path: "tlsMinVersion",
    expected: "tlsMinVersion: VersionTLS12 or VersionTLS13",
    fails: "The kubelet takes TLS 1.0 or 1.1",
    holds: isRecentTls,
    absent: always,
  },
  {
    id: "CP-06.pod-pids",
    title: "A pod cannot take all process numbers of its node",
    severity: "low",
    equivalents: { kubescape: ["C-0284"] },
    flag: "pod-max-pids",
    path: "podPidsLimit",
    expected: "podPidsLimit above 0",
    fails: "One pod can start so many processes that its node stops",
    holds: (value) => Number(value) > 0,
    absent: never,
  },
];

const servingCertificate: CheckMetadata = {
  id: "CP-06.serving-certificate",
  title: "The kubelet shows a certificate that an authority signed",
  severity: "medium",
  equivalents: { checkov: ["CKV_K8S_148"], trivy: ["KCV-0088", "KCV-0089"], kubescape: ["C-0181"] },
};

/** Either files for certificate and key, or a certificate asked for at start and renewed. */
function judgeServingCertificate(kubelet: KubeletView): readonly CheckResult[] {
  const bootstrap = kubelet.setting("rotate-server-certificates", "serverTLSBootstrap");
  const files = [
    kubelet.setting("tls-cert-file", "tlsCertFile"),
    kubelet.setting("tls-private-key-file", "tlsPrivateKeyFile"),
  ].flatMap((one) => one ?? []);
  const asked = [...files, ...(bootstrap ? [bootstrap] : [])];
  const [first] = asked;
  // kubeadm's kubelet takes these from its file unless a flag says otherwise.
  if (!first || (files.length < 2 && bootstrap === undefined)) return [];
  const requested = bootstrap?.kind === "set" && bootstrap.value === "true";
  const complete = files.length === 2 && files.every((one) => one.kind === "set" && isSet(one.value));
  const hidden = asked.find((one) => one.kind === "unknown");
  const missing = files.find((one) => one.kind === "absent") ?? first;
  return [
    verdict(
      requested || complete ? "yes" : hidden ? "unknown" : "no",
      {
        path: (hidden ?? missing).path,
        expected: "tlsCertFile and tlsPrivateKeyFile, or serverTLSBootstrap: true",
        actual: null,
        reason: hidden?.kind === "unknown" ? hidden.cause : undefined,
      },
      {
        check: servingCertificate.id,
        fails: "The kubelet signs its certificate itself, so the API server cannot tell it from another",
        passes: servingCertificate.title,
      },
    ),
  ];
}

function judgeSetting(check: KubeletCheck, setting: Setting): readonly CheckResult[] {
  const { path } = setting;
  const facts = { path, expected: check.expected };
  const words = { check: check.id, fails: check.fails, passes: check.title };
  if (setting.kind === "unknown") return [verdict("unknown", { ...facts, actual: null, reason: setting.cause }, words)];
  if (setting.kind === "set")
    return [verdict(yesIf(check.holds(setting.value)), { ...facts, actual: setting.value }, words)];
  if (!check.absent) return [];
  return [verdict(yesIf(check.absent[setting.source]), { ...facts, actual: null }, words)];
}

/** The kubelet of each node obeys the API server alone. */
export const rule: Rule = {
  metadata: {
    id: "CP-06",
    aliases: [],
    title: "The kubelet obeys the API server alone",
    control: "control-plane.kubelet",
    severity: "high",
    group: "control-plane",
    inputs: manifestInputs,
    resourceTypes: kubeletTypes,
    rationale:
      "The kubelet runs commands in every pod of its node: whoever it lets in reads the pods' secrets and files, past the API server, its roles and its audit log.",
    remediation:
      "In the KubeletConfiguration set authentication.anonymous.enabled: false, authentication.x509.clientCAFile, authorization.mode: Webhook, readOnlyPort: 0, protectKernelDefaults: true, rotateCertificates: true, serverTLSBootstrap: true and podPidsLimit (for instance 4096); remove the kubelet's flags of the same meaning, which would win.",
    parameters: {},
    checks: [
      ...checks.map(({ id, title, severity, equivalents }) => ({ id, title, severity, equivalents })),
      servingCertificate,
    ],
    frameworks: frameworks({
      cisKubernetes: [
        ...["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.2.6", "4.2.7", "4.2.8"],
        ...["4.2.9", "4.2.10", "4.2.11", "4.2.12", "4.2.13"],
      ],
      nist: ["AC-3", "IA-2", "CM-6"],
      iso: ["A.8.3", "A.8.9", "A.8.24"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl", "network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const kubelet = kubeletOf(node, context.graph);
    if (!kubelet) return [];
    const single = checks.flatMap((check) => {
      const setting = kubelet.setting(check.flag, check.path);
      return setting ? judgeSetting(check, setting) : [];
    });
    return [...single, ...judgeServingCertificate(kubelet)];
  },
};
