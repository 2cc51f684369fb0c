import { loadEnvironment } from "../../config/load";
import { dockerLogins } from "./dockerLogins";
import { type ImageList, imageList, unresolved } from "./imageList";
import { imageLockPath, readImageLock, writeImageLock } from "./imageLock";
import { registryAddress, resolveDigests } from "./registry";

export interface ListedImages extends ImageList {
  readonly environment: string;
  /** How many have no digest. */
  readonly missingDigests: number;
}

/** @throws UserError exit 2 for a file that is no environment, or a list of digests that is none */
export function listImages(file: string): ListedImages {
  const { environment } = loadEnvironment(file);
  const list = imageList(environment, readImageLock(imageLockPath(file, environment.name)));
  const missingDigests = list.images.filter(({ digest }) => digest === null).length;
  return { environment: environment.name, ...list, missingDigests };
}

/**
 * Asks registries for what is missing and writes it beside the environment file. What is there stays: a digest that
 * moved with its tag is a new release, which is reviewed.
 */
export async function resolveImages(
  file: string,
  registry: string | undefined,
): Promise<{ readonly path: string; readonly added: number }> {
  const { environment } = loadEnvironment(file);
  const path = imageLockPath(file, environment.name);
  const { digests } = readImageLock(path);
  const { images } = imageList(environment, { digests });
  // What a state builds itself is in its own registry, which only it can log in to.
  const published = images.filter(({ source }) => source !== null);
  const references = unresolved(published);
  if (references.length === 0) return { path, added: 0 };
  const found = await resolveDigests(references, {
    credentials: dockerLogins(),
    ...(registry === undefined ? {} : { registry: registryAddress(registry) }),
  });
  writeImageLock(path, { digests: new Map([...digests, ...found]) });
  return { path, added: found.size };
}
