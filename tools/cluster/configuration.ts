import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Credentials } from "./credentials";

/** Where one cluster listens, all on 127.0.0.1. */
export interface Ports {
  readonly apiServer: number;
  readonly etcd: number;
  readonly etcdPeer: number;
}

/** Every write and read of a Secret leaves a trace without its content; requests that change something leave the body. */
const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "configmaps"] }] },
    { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/openapi/*"] },
    { level: "Request", verbs: ["create", "update", "patch", "delete", "deletecollection"] },
    { level: "Metadata" },
  ],
};

function encryptionConfiguration(): object {
  return {
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [
          { aescbc: { keys: [{ name: "key1", secret: randomBytes(32).toString("base64") }] } },
          { identity: {} },
        ],
      },
    ],
  };
}

export interface ConfigurationFiles {
  readonly auditPolicy: string;
  readonly auditLog: string;
  readonly encryption: string;
}

export function writeConfiguration(directory: string): ConfigurationFiles {
  const write = (name: string, content: object) => {
    const path = join(directory, name);
    writeFileSync(path, stringify(content), { mode: 0o600 });
    return path;
  };
  return {
    auditPolicy: write("audit-policy.yaml", auditPolicy),
    auditLog: join(directory, "audit.log"),
    encryption: write("encryption.yaml", encryptionConfiguration()),
  };
}

export function etcdFlags(directory: string, ports: Ports, credentials: Credentials): readonly string[] {
  const client = `https://127.0.0.1:${ports.etcd}`;
  const peer = `https://127.0.0.1:${ports.etcdPeer}`;
  return [
    "--name=test-bed",
    `--data-dir=${join(directory, "etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=test-bed=${peer}`,
    "--client-cert-auth=true",
    `--trusted-ca-file=${credentials.etcdAuthority}`,
    `--cert-file=${credentials.certificate("etcd")}`,
    `--key-file=${credentials.key("etcd")}`,
    "--peer-client-cert-auth=true",
    `--peer-trusted-ca-file=${credentials.etcdAuthority}`,
    `--peer-cert-file=${credentials.certificate("etcd")}`,
    `--peer-key-file=${credentials.key("etcd")}`,
    // The data is worth nothing after a crash of the machine, and waiting for its disk costs seconds.
    "--unsafe-no-fsync=true",
    "--log-level=warn",
  ];
}

export function apiServerFlags(ports: Ports, credentials: Credentials, files: ConfigurationFiles): readonly string[] {
  return [
    `--etcd-servers=https://127.0.0.1:${ports.etcd}`,
    `--etcd-cafile=${credentials.etcdAuthority}`,
    `--etcd-certfile=${credentials.certificate("apiserver-etcd-client")}`,
    `--etcd-keyfile=${credentials.key("apiserver-etcd-client")}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${ports.apiServer}`,
    `--tls-cert-file=${credentials.certificate("apiserver")}`,
    `--tls-private-key-file=${credentials.key("apiserver")}`,
    "--tls-min-version=VersionTLS12",
    `--client-ca-file=${credentials.authority}`,
    "--anonymous-auth=false",
    "--authorization-mode=Node,RBAC",
    // As every installer sets it; whether a pod may be privileged is then for policies to say.
    "--allow-privileged=true",
    // PodSecurity, ValidatingAdmissionPolicy and ServiceAccount are among those that are on by themselves.
    "--enable-admission-plugins=NodeRestriction",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${credentials.signingPublicKey}`,
    `--service-account-signing-key-file=${credentials.signingKey}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    // Nobody asks for the Service `kubernetes` here, and its addresses must not be those of this machine.
    "--endpoint-reconciler-type=none",
    "--profiling=false",
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
    "--audit-log-maxage=180",
    `--encryption-provider-config=${files.encryption}`,
  ];
}
