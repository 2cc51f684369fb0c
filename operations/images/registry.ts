import { createHash } from "node:crypto";
import { type Problem, UserError, usageError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";
import { parseReference } from "../../config/digit/imageReference";
import { digestPattern } from "./imageLock";

export interface RegistryOptions {
  /** Asked instead of the registry that a reference names: a mirror or a pull-through cache, for instance `https://harbor.example.org`. */
  readonly registry?: string;
  /** `Authorization` for a host, as `docker login` keeps it. */
  readonly credentials?: (host: string) => string | undefined;
  /** Seconds for one answer. Default 30: registries that are awake answer in one. */
  readonly timeoutSeconds?: number;
}

/** Kinds of manifests, lists for several platforms first: the digest of a list fits all of a cluster's nodes. */
const accepted = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** A few at once: registries of the public limit how fast one may ask. */
const atOnce = 4;

/**
 * Digests of the images as their registries give them today, each held against the bytes of the manifest.
 * @throws UserError exit 4 with every image that could not be resolved
 */
export async function resolveDigests(
  references: readonly string[],
  options: RegistryOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  const problems: Problem[] = [];
  const waiting = [...references];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        digests.set(next, await digestOf(next, options));
      } catch (error) {
        problems.push({ code: "image-not-resolved", message: `${next}: ${reasonOf(error)}` });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, references.length) }, worker));
  if (problems.length > 0) {
    throw new UserError({
      code: "images-not-resolved",
      message: `${problems.length} of ${references.length} images could not be resolved; nothing was written`,
      exitCode: exitCodes.engineFailed,
      problems: problems.sort((a, b) => (a.message < b.message ? -1 : 1)),
      hint: "Run it on a machine that reaches the registries, log in with `docker login` where one asks for it, or name a mirror with --registry.",
    });
  }
  return digests;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}

async function digestOf(reference: string, options: RegistryOptions): Promise<string> {
  const { host, repository, tag } = parseReference(reference);
  const base = options.registry ?? `https://${host}`;
  const url = `${base.replace(/\/$/, "")}/v2/${repository}/manifests/${tag}`;
  const login = options.credentials?.(new URL(base).host);
  const ask = (authorization?: string) => get(url, options, authorization, accepted);
  let response = await ask();
  if (response.status === 401) {
    const challenge = response.headers.get("www-authenticate") ?? "";
    const authorization = /^basic/i.test(challenge) ? login : await token(challenge, repository, login, options);
    if (authorization !== undefined) response = await ask(authorization);
  }
  if (!response.ok) throw new Error(`the registry answered ${response.status}${meaning(response.status)}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const stated = response.headers.get("docker-content-digest");
  if (stated !== null && digestPattern.test(stated) && stated !== digest) {
    throw new Error("the manifest is not the one whose digest the registry states");
  }
  return digest;
}

function meaning(status: number): string {
  if (status === 401 || status === 403) return " (it wants a login, or does not show this image)";
  if (status === 404) return " (it has no such image or tag)";
  return status === 429 ? " (it was asked too often; log in or wait)" : "";
}

/** The way of the registries' token servers: `Bearer realm="…",service="…"`. */
async function token(
  challenge: string,
  repository: string,
  login: string | undefined,
  options: RegistryOptions,
): Promise<string | undefined> {
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = part("realm");
  if (realm === undefined) return undefined;
  const url = new URL(realm);
  if (url.protocol !== "https:" && !isLocal(url.hostname)) throw new Error("the registry sends logins in the clear");
  url.searchParams.set("scope", `repository:${repository}:pull`);
  const service = part("service");
  if (service !== undefined) url.searchParams.set("service", service);
  const response = await get(url.href, options, login);
  if (!response.ok) throw new Error(`the registry gave no token (${response.status})`);
  const answer = (await response.json()) as { readonly token?: unknown; readonly access_token?: unknown };
  const value = answer.token ?? answer.access_token;
  return typeof value === "string" ? `Bearer ${value}` : undefined;
}

const isLocal = (host: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(host);

async function get(
  url: string,
  { timeoutSeconds = 30 }: RegistryOptions,
  authorization: string | undefined,
  accept = "application/json",
): Promise<Response> {
  return fetch(url, {
    headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  });
}

/** The address of a registry that a person names. @throws UserError exit 2 when logins would go in the clear */
export function registryAddress(text: string): string {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && (url.protocol === "https:" || isLocal(url.hostname))) return address;
  throw usageError(
    "registry-address",
    `${text} is no address of a registry that is reached by TLS.`,
    "Name its host, for instance --registry harbor.example.org.",
  );
}
