import type { RuleExamples } from "../../rule";
import { settings, staticPod } from "../kit/controlPlaneExample";
import { manifestExample } from "../kit/podExample";

const configuration = (resources: string, providers: string) =>
  settings(
    "apiserver.config.k8s.io/v1",
    "EncryptionConfiguration",
    `resources:\n  - resources: [${resources}]\n    providers:\n${providers}`,
  );
const kms = "      - kms:\n          apiVersion: v2\n          name: vault\n          endpoint: unix:///run/kms.sock\n";
const identity = "      - identity: {}\n";
const keys = (provider: string) =>
  `      - ${provider}:\n          keys:\n            - name: key1\n              secret: ""\n`;
const resource = "EncryptionConfiguration";

export const examples: RuleExamples = [
  manifestExample(
    "good-flag",
    staticPod("kube-apiserver", ["encryption-provider-config=/etc/kubernetes/encryption.yaml"]),
  ),
  manifestExample("good-kms", configuration("secrets, configmaps", kms + identity)),
  manifestExample("good-everything", configuration("'*.*'", keys("secretbox") + identity)),
  manifestExample(
    "bad-report-of-node",
    `apiVersion: hostdata.kubescape.cloud/v1beta0
kind: ControlPlaneInfo
metadata:
  name: node-1
data:
  APIServerInfo:
    cmdLine: kube-apiserver --encryption-provider-config=/etc/kubernetes/encryption.yaml
    encryptionProviderConfigFile:
      content: ${Buffer.from(configuration("secrets", identity)).toString("base64")}
`,
    [["K8S-27.first-provider", "ControlPlaneInfo/node-1"]],
  ),
  manifestExample("bad-no-flag", staticPod("kube-apiserver", []), [
    ["K8S-27.provider-config", "Pod/kube-system/kube-apiserver"],
  ]),
  manifestExample("bad-identity-first", configuration("secrets", identity + keys("aescbc")), [
    ["K8S-27.first-provider", resource],
  ]),
  manifestExample("bad-aesgcm", configuration("secrets", keys("aesgcm")), [["K8S-27.first-provider", resource]]),
  manifestExample("bad-other-resources", configuration("configmaps", kms), [["K8S-27.secrets-covered", resource]]),
];
