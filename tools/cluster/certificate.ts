import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { bits, element, explicit, identifier, integer, octets, sequence, set, text, time, yes } from "./der";

/** A certificate with its key, in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** What signs others: a certificate that lives as long as one cluster does. */
export interface Authority extends Certificate {
  readonly name: Buffer;
  readonly privateKey: KeyObject;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** Kubernetes takes them as the user's groups. */
  readonly organizations?: readonly string[];
  /** DNS names and IPv4 addresses of a server. */
  readonly hosts?: readonly string[];
  readonly use: readonly ("server" | "client")[];
}

const ecdsaWithSha256 = sequence(identifier("1.2.840.10045.4.3.2"));
const usageIdentifiers = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" } as const;
const day = 86_400_000;

/** An authority of its own for each cluster; written here because neither Node nor every machine has a tool for it. */
export function createAuthority(commonName: string): Authority {
  const name = distinguishedName(commonName, []);
  const keys = newKeys();
  // keyCertSign and cRLSign; basic constraints say that it is an authority.
  const extensions = [
    extension("2.5.29.19", sequence(yes()), true),
    extension("2.5.29.15", bits(Buffer.from([0x06]), 1), true),
  ];
  return {
    name,
    privateKey: keys.privateKey,
    certificate: signed({ issuer: name, subject: name, publicKey: keys.publicKey, extensions }, keys.privateKey),
    key: pem(keys.privateKey),
  };
}

export function issueCertificate(authority: Authority, request: CertificateRequest): Certificate {
  const keys = newKeys();
  const extensions = [
    extension("2.5.29.19", sequence(), true),
    // digitalSignature
    extension("2.5.29.15", bits(Buffer.from([0x80]), 7), true),
    extension("2.5.29.37", sequence(...request.use.map((use) => identifier(usageIdentifiers[use])))),
    ...(request.hosts ? [extension("2.5.29.17", sequence(...request.hosts.map(alternativeName)))] : []),
  ];
  const subject = distinguishedName(request.commonName, request.organizations ?? []);
  const certificate = signed(
    { issuer: authority.name, subject, publicKey: keys.publicKey, extensions },
    authority.privateKey,
  );
  return { certificate, key: pem(keys.privateKey) };
}

interface ToBeSigned {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** Valid from an hour ago, for clocks that differ, for a year: longer than any test bed lives. */
function signed({ issuer, subject, publicKey, extensions }: ToBeSigned, privateKey: KeyObject): string {
  const now = Date.now();
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    ecdsaWithSha256,
    issuer,
    sequence(time(new Date(now - day / 24)), time(new Date(now + 365 * day))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...extensions)),
  );
  const signature = sign("sha256", body, { key: privateKey, dsaEncoding: "der" });
  const base64 = sequence(body, ecdsaWithSha256, bits(signature)).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n").trimEnd()}\n-----END CERTIFICATE-----\n`;
}

function distinguishedName(commonName: string, organizations: readonly string[]): Buffer {
  const part = (type: string, value: string) => set(sequence(identifier(type), text(value)));
  return sequence(...organizations.map((one) => part("2.5.4.10", one)), part("2.5.4.3", commonName));
}

function extension(type: string, value: Buffer, critical = false): Buffer {
  return sequence(identifier(type), ...(critical ? [yes()] : []), octets(value));
}

function alternativeName(host: string): Buffer {
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(host);
  return address ? element(0x87, Buffer.from(host.split(".").map(Number))) : element(0x82, Buffer.from(host, "ascii"));
}

function newKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Keys that sign and prove tokens, without a certificate. */
export function createSigningKeys(): { readonly publicKey: string; readonly privateKey: string } {
  const { publicKey, privateKey } = newKeys();
  return { publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(), privateKey: pem(privateKey) };
}
