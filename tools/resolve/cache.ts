import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where tools live that the product fetched for itself: outside the repository, so that a fresh clone finds them.
 * `DIGIT_CACHE` overrides; else the XDG cache directory.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.DIGIT_CACHE) return environment.DIGIT_CACHE;
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "digit-platform");
}

/** Terraform's name of this platform, for instance `linux_amd64`. */
export function platformName(platform: string = process.platform, architecture: string = process.arch): string {
  const os = platform === "win32" ? "windows" : platform;
  const arch = architecture === "x64" ? "amd64" : architecture === "ia32" ? "386" : architecture;
  return `${os}_${arch}`;
}
