/** Names of images as registries know them. */

export interface ImageReference {
  /** Host, with a port where it has one: `registry-1.docker.io` for Docker Hub, which has another name in references. */
  readonly host: string;
  /** Path inside the registry, for instance `egovio/egov-user`. */
  readonly repository: string;
  readonly tag: string;
}

const dockerHub = "docker.io";
const dockerHubHost = "registry-1.docker.io";

/** `egovio/x` is Docker Hub's, `quay.io/x` is not: a first part with a dot, a port or the name localhost is a host. */
export function fullRepository(repository: string): string {
  const [first = "", ...rest] = repository.split("/");
  if (rest.length > 0 && (/[.:]/.test(first) || first === "localhost")) return repository;
  return `${dockerHub}/${rest.length === 0 ? `library/${repository}` : repository}`;
}

/** Parts of `host/path:tag`, as `fullRepository` and a tag make it. */
export function parseReference(reference: string): ImageReference {
  const slash = reference.indexOf("/");
  const colon = reference.lastIndexOf(":");
  const host = reference.slice(0, slash);
  return {
    host: host === dockerHub ? dockerHubHost : host,
    repository: reference.slice(slash + 1, colon),
    tag: reference.slice(colon + 1),
  };
}
