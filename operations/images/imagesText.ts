import type { ListedImages } from "./environmentImages";

/** The list for people: one line each, the digest shortened to what tells them apart. */
export function imagesText({ digitRelease, images, missingDigests, notInRelease }: ListedImages): string {
  const name = (reference: string) => reference.split("/").at(-1) ?? reference;
  const width = Math.max(0, ...images.map(({ source, target }) => name(source ?? target).length));
  const lines = images.map(({ part, source, target, digest }) => {
    const shown = digest === null ? "no digest" : `${digest.slice(0, 19)}…`;
    return `${name(source ?? target).padEnd(width)}  ${part.padEnd(13)}  ${shown}\n`;
  });
  const missing =
    missingDigests === 0
      ? ""
      : `${missingDigests} of ${images.length} have no digest: run it with --resolve on a machine that reaches the registries.\n`;
  const left = notInRelease.length === 0 ? "" : `Not in this release: ${notInRelease.join(", ")}.\n`;
  return `DIGIT ${digitRelease}, ${images.length} images\n${lines.join("")}${missing}${left}`;
}
