import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { platformName } from "./cache";
import { toolsCatalogue } from "./catalogue";
import type { ResolvedTool } from "./tool";

const entry = toolsCatalogue["provider-aws"];

/** Directories that may hold a `registry.terraform.io` tree: Terraform's own, then what images and operators use. */
function candidateDirectories(environment: NodeJS.ProcessEnv): string[] {
  const home = homedir();
  const named = environment.DIGIT_PROVIDER_MIRROR ? [environment.DIGIT_PROVIDER_MIRROR] : [];
  const standard = [
    join(home, ".terraform.d", "plugins"),
    join(home, ".local", "share", "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ];
  const parents = ["/opt", "/usr/local/share", "/usr/share", "/usr/lib", "/usr/local/lib", "/var/lib"];
  return [...named, ...standard, ...parents.flatMap((parent) => [parent, ...children(parent)])];
}

function children(directory: string): string[] {
  try {
    return readdirSync(directory)
      .sort()
      .map((name) => join(directory, name));
  } catch {
    // A directory that is not there or not readable offers no mirror.
    return [];
  }
}

/** True when the directory serves the pinned provider for this platform, unpacked or as a zip. */
function servesProvider(directory: string, platform: string = platformName()): boolean {
  const base = join(directory, entry.source);
  const packed = join(base, `terraform-provider-aws_${entry.version}_${platform}.zip`);
  const unpacked = join(base, entry.version, platform);
  return existsSync(packed) || (existsSync(unpacked) && statSync(unpacked).isDirectory());
}

/**
 * Where `terraform init` takes the AWS provider from: a filesystem mirror where one is found, else undefined, which
 * means that Terraform asks whatever its own CLI configuration says (the public registry by default).
 */
export function resolveProviderMirror(environment: NodeJS.ProcessEnv = process.env): ResolvedTool | undefined {
  const directory = candidateDirectories(environment).find((candidate) => servesProvider(candidate));
  if (!directory) return undefined;
  return {
    name: "provider-aws",
    title: entry.title,
    version: entry.version,
    path: directory,
    origin: "filesystem mirror",
  };
}
