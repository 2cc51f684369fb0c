import { gateRefused } from "../../common/errors";
import type { EnvironmentImage } from "./imageList";

/**
 * A shell script that copies every published image into the environment's own registry, by digest, with all its
 * platforms, by `skopeo`. Running it twice copies nothing twice: a registry keeps layers by their sums.
 * @throws UserError exit 1 while a digest is missing: what is copied by tag is whatever the tag leads to that day.
 */
export function mirrorScript(images: readonly EnvironmentImage[]): string {
  const published = images.filter(({ source }) => source !== null);
  const missing = published.filter(({ digest }) => digest === null);
  if (missing.length > 0) {
    throw gateRefused(
      "digest-missing",
      `${missing.length} of ${published.length} images have no digest, ${missing[0]?.source} for one; nothing was written.`,
      "Run `digit-platform images <env> --resolve` on a machine that reaches the registries, and commit the file that it writes.",
    );
  }
  const copies = new Map(
    published.map(({ source, target, digest }) => {
      const from = source?.slice(0, source.lastIndexOf(":"));
      return [target, `copy '${from}@${digest}' '${target}'`];
    }),
  );
  return `${head}\n${[...copies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => `${line}\n`)
    .join("")}`;
}

/** References hold letters, digits and \`.:/_@-\` only, so that quotes are enough. */
const head = `#!/bin/sh
# Copies images by digest into the registry of the environment. Log in to both registries first (skopeo login).
set -eu
command -v skopeo >/dev/null || { echo 'skopeo is missing: install it with the package manager of this machine' >&2; exit 3; }
copy() {
  echo "$1" >&2
  skopeo copy --all --preserve-digests --retry-times 3 "docker://$1" "docker://$2"
}
`;
