import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Names under which `docker login` keeps Docker Hub. */
const dockerHubNames = ["https://index.docker.io/v1/", "index.docker.io", "docker.io"];

/**
 * Logins as `docker login` and `skopeo login` keep them in a file. Those in a keychain stay there: whoever needs one
 * names a registry that shows its images, or logs in with a file of its own (`DOCKER_CONFIG`).
 */
export function dockerLogins(
  folder = process.env.DOCKER_CONFIG ?? join(homedir(), ".docker"),
): (host: string) => string | undefined {
  const auths = read(join(folder, "config.json"));
  return (host) => {
    const names = host === "registry-1.docker.io" ? dockerHubNames : [host, `https://${host}`];
    const found = names.map((name) => auths[name]?.auth).find((auth) => typeof auth === "string" && auth !== "");
    return found === undefined ? undefined : `Basic ${found}`;
  };
}

function read(path: string): Readonly<Record<string, { readonly auth?: string } | undefined>> {
  try {
    const { auths } = JSON.parse(readFileSync(path, "utf8")) as { auths?: Record<string, { auth?: string }> };
    return typeof auths === "object" && auths !== null ? auths : {};
  } catch {
    // Nobody logged in; registries show public images to everybody.
    return {};
  }
}
