import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { manifestExample } from "../kit/podExample";

const failing = (...names: readonly string[]) =>
  names.map((name) => [`K8S-26.${name}`, "Pod/kube-system/kube-apiserver"] as const);
const sound = [
  "audit-policy-file=/etc/kubernetes/audit.yaml",
  "audit-log-path=/var/log/kubernetes/audit.log",
  "audit-log-maxage=180",
  "audit-log-maxbackup=10",
  "audit-log-maxsize=100",
];
const withSound = (...flags: readonly string[]) => staticPod("kube-apiserver", [...sound, ...flags]);
const policy = (rules: string) => settings("audit.k8s.io/v1", "Policy", `metadata:\n  name: main\nrules:\n${rules}`);
const confidential = `
  - level: Metadata
    resources:
      - resources: [secrets, configmaps]
      - group: authentication.k8s.io
        resources: [tokenreviews]
`;

export const examples: RuleExamples = [
  manifestExample("good", withSound()),
  manifestExample(
    "good-webhook",
    staticPod("kube-apiserver", [
      ...sound.filter((flag) => !flag.startsWith("audit-log-path")),
      "audit-webhook-config-file=/etc/kubernetes/audit-webhook.yaml",
    ]),
  ),
  manifestExample("good-policy", policy(`${confidential}  - level: Request\n    verbs: [create]\n  - level: Metadata`)),
  // Noise of one component is left out; everybody else's requests are not.
  manifestExample(
    "good-policy-leaves-out-noise",
    policy(`
  - level: None
    users: ["system:kube-proxy"]
    verbs: [watch]
    resources:
      - resources: [endpoints, services]
  - level: None
    nonResourceURLs: ["/healthz*"]
  - level: Metadata`),
  ),
  manifestExample("bad-nothing-set", staticPod("kube-apiserver", []), [
    ...failing("log-path", "policy-file", "log-age", "log-files", "log-size"),
  ]),
  manifestExample(
    "bad-too-little",
    withSound("audit-log-maxage=7", "audit-log-maxbackup=2", "audit-log-maxsize=10"),
    failing("log-age", "log-files", "log-size"),
  ),
  manifestExample("bad-policy-empty", policy("  []"), [["K8S-26.policy-coverage", "Policy/main"]]),
  manifestExample("bad-policy-silent", policy("  - level: None"), [["K8S-26.policy-coverage", "Policy/main"]]),
  manifestExample(
    "bad-policy-without-shells",
    policy("  - level: None\n    resources:\n      - resources: ['pods/*']\n  - level: Metadata"),
    [["K8S-26.policy-coverage", "Policy/main"]],
  ),
  manifestExample("bad-policy-keeps-bodies", policy("  - level: RequestResponse"), [
    ["K8S-26.policy-confidentiality", "Policy/main"],
  ]),
  manifestExample(
    "bad-policy-bodies-of-one-user",
    policy(`  - level: Request\n    users: [asha]${confidential}  - level: Metadata`),
    [["K8S-26.policy-confidentiality", "Policy/main"]],
  ),
];
