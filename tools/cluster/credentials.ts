import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Certificate, createAuthority, createSigningKeys, issueCertificate } from "./certificate";

/** Files with keys of one cluster, all made at its start and worth nothing without it. */
export interface Credentials {
  readonly folder: string;
  readonly authority: string;
  readonly etcdAuthority: string;
  /** Of the tokens of service accounts. */
  readonly signingKey: string;
  readonly signingPublicKey: string;
  /** Path of a certificate or of a key that was issued under this name. */
  certificate(name: PairName): string;
  key(name: PairName): string;
  /** What a client of the API server needs. */
  readonly admin: ClientCredentials;
  user(name: string, groups: readonly string[]): ClientCredentials;
}

export interface ClientCredentials extends Certificate {
  /** Certificate of the authority that the server's was issued by. */
  readonly authority: string;
}

type PairName = "apiserver" | "apiserver-etcd-client" | "etcd";

const local = ["127.0.0.1", "localhost"];

/**
 * Writes certificates and keys (mode 0600). etcd has an authority of its own: nobody who may speak with the API server
 * can speak with etcd.
 */
export function createCredentials(folder: string): Credentials {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const authority = createAuthority("digit-platform test bed");
  const etcdAuthority = createAuthority("digit-platform test bed etcd");
  const writePair = (name: PairName, pair: Certificate) => {
    write(`${name}.crt`, pair.certificate);
    write(`${name}.key`, pair.key);
  };
  const hosts = [...local, "kubernetes", "kubernetes.default", "kubernetes.default.svc"];
  writePair("apiserver", issueCertificate(authority, { commonName: "kube-apiserver", hosts, use: ["server"] }));
  writePair("etcd", issueCertificate(etcdAuthority, { commonName: "etcd", hosts: local, use: ["server", "client"] }));
  writePair(
    "apiserver-etcd-client",
    issueCertificate(etcdAuthority, { commonName: "kube-apiserver", use: ["client"] }),
  );
  const client = (commonName: string, organizations: readonly string[]): ClientCredentials => ({
    ...issueCertificate(authority, { commonName, organizations, use: ["client"] }),
    authority: authority.certificate,
  });
  const signing = createSigningKeys();
  return {
    folder,
    authority: write("ca.crt", authority.certificate),
    etcdAuthority: write("etcd-ca.crt", etcdAuthority.certificate),
    signingKey: write("service-accounts.key", signing.privateKey),
    signingPublicKey: write("service-accounts.pub", signing.publicKey),
    certificate: (name) => join(folder, `${name}.crt`),
    key: (name) => join(folder, `${name}.key`),
    admin: client("test-bed-admin", ["system:masters"]),
    user: client,
  };
}

/** Name of the context in every kubeconfig that is written here. */
export const contextName = "digit-platform-test-bed";

/** A kubeconfig that needs no other file. */
export function kubeconfig(endpoint: string, client: ClientCredentials): string {
  const base64 = (value: string) => Buffer.from(value, "utf8").toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: contextName, cluster: { server: endpoint, "certificate-authority-data": base64(client.authority) } },
    ],
    users: [
      {
        name: "user",
        user: { "client-certificate-data": base64(client.certificate), "client-key-data": base64(client.key) },
      },
    ],
    contexts: [{ name: contextName, context: { cluster: contextName, user: "user" } }],
    "current-context": contextName,
  });
}
