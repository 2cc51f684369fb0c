import type { Rule } from "../../rule";
import { allGiven, flagRule } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { encryptionConfiguration } from "./encryptionConfiguration";

/** Secrets are encrypted before they reach etcd. */
export const rule: Rule = flagRule(
  {
    id: "K8S-27",
    title: "The API server encrypts secrets before it stores them",
    control: "encryption-at-rest.cluster-secrets",
    severity: "high",
    rationale:
      "Without it every Secret lies in etcd, in its backups and on its disks as plain text, and whoever gets one of these has them all.",
    remediation:
      "Write an EncryptionConfiguration whose resources[*] with secrets has kms (apiVersion v2), secretbox or aescbc as its first provider and identity at most as the last; name it in --encryption-provider-config of kube-apiserver (kubeadm: apiServer.extraArgs), and rewrite all secrets once.",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: ["1.2.27", "1.2.28"],
      nist: ["SC-28(1)", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  [
    {
      id: "K8S-27.provider-config",
      title: "The API server has a configuration for encryption",
      severity: "high",
      equivalents: { checkov: ["CKV_K8S_104"], trivy: ["KCV-0030"], kubescape: ["C-0066", "C-0141"] },
      component: "kube-apiserver",
      expected: "--encryption-provider-config=<file>",
      fails: "The API server stores secrets in plain text",
      ask: allGiven("encryption-provider-config"),
    },
  ],
  encryptionConfiguration,
);
