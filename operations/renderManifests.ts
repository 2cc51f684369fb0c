import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../common/files";
import { packageRoot } from "../common/packageRoot";
import type { LoadedEnvironment } from "../config/load";
import { renderReleases } from "../engine/helm";
import { namespaceManifest } from "../stacks/services/namespace";
import { serviceReleases } from "../stacks/services/releases";
import { imageLockPath, readImageLock } from "./images/imageLock";

export interface RenderedManifests {
  /** Files in the order in which their releases are installed, relative to the environment's folder. */
  readonly files: readonly { readonly path: string; readonly release: string; readonly text: string }[];
  readonly digitRelease: string;
  /** Releases of charts. */
  readonly releases: number;
}

/**
 * Writes `<directory>/manifests/<nn>-<release>.yaml` for every service of an environment, with real helm, and before
 * them the namespace. Files of releases that are gone are removed. Same environment and digests, same bytes.
 * @param helm path of the program (`resolveHelm`)
 * @throws UserError exit 2 for a list of digests that is none, 3 when helm cannot be run, 4 when a chart and its values do not fit
 */
export async function renderManifests(
  { environment, file }: Pick<LoadedEnvironment, "environment" | "file">,
  directory: string,
  helm: string,
): Promise<RenderedManifests> {
  const { releases, kubernetesVersion, digitRelease } = serviceReleases(
    environment,
    readImageLock(imageLockPath(file, environment.name)).digests,
  );
  const rendered = await renderReleases(releases, {
    helm,
    charts: join(packageRoot(), "charts"),
    kubernetesVersion,
  });
  const files = [["namespace", namespaceManifest()] as const, ...rendered].map(([release, text], at) => ({
    path: `manifests/${String(at).padStart(2, "0")}-${release}.yaml`,
    release,
    text,
  }));
  const target = join(directory, "manifests");
  for (const name of existsSync(target) ? readdirSync(target) : []) {
    if (!files.some(({ path }) => path === `manifests/${name}`)) rmSync(join(target, name));
  }
  for (const { path, text } of files) writeFileAtomically(join(directory, path), text);
  return { files, digitRelease, releases: releases.length };
}
