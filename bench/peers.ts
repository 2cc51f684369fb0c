/** The checkers that stand beside ours in a run, fetched into the cache where the PATH does not have the pinned version. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingTool } from "../common/errors";
import { cacheDirectory } from "../tools/resolve/cache";
import { toolsCatalogue } from "../tools/resolve/catalogue";

const { checkov, conftest } = toolsCatalogue;

function works(command: string, version: string): boolean {
  const { status, stdout, stderr } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return status === 0 && `${stdout}${stderr}`.includes(version);
}

function installed(
  tool: string,
  command: string,
  version: string,
  howToGet: string,
  steps: () => readonly string[][],
): string {
  if (works(command.split("/").at(-1) ?? command, version)) return command.split("/").at(-1) ?? command;
  if (existsSync(command) && works(command, version)) return command;
  process.stderr.write(`bench: fetching ${tool} ${version}; about a minute\n`);
  for (const [program = "", ...args] of steps()) {
    const { status, stderr } = spawnSync(program, args, {
      encoding: "utf8",
      env: { ...process.env, GOBIN: join(command, "..") },
    });
    if (status !== 0)
      throw missingTool(tool, `The benchmark needs ${tool} ${version}: ${stderr.slice(-300)}`, howToGet);
  }
  return command;
}

export function resolveCheckov(): string {
  const home = join(cacheDirectory(), `bench-checkov-${checkov.version}`);
  return installed("checkov", join(home, "bin", "checkov"), checkov.version, checkov.howToGet, () => {
    rmSync(home, { recursive: true, force: true });
    return [
      ["python3", "-m", "venv", home],
      [join(home, "bin", "pip"), "install", "--quiet", `checkov==${checkov.version}`],
    ];
  });
}

export function resolveConftest(): string {
  const folder = join(cacheDirectory(), `bench-conftest-${conftest.version}`);
  mkdirSync(folder, { recursive: true });
  return installed("conftest", join(folder, "conftest"), conftest.version, conftest.howToGet, () => [
    [
      "go",
      "install",
      "-ldflags",
      `-X github.com/open-policy-agent/conftest/internal/version.Version=${conftest.version} -X github.com/open-policy-agent/conftest/internal/commands.version=${conftest.version}`,
      `${conftest.module}@v${conftest.version}`,
    ],
  ]);
}

/** Two small rules in Rego: about as little as a policy can ask. */
export function conftestPolicy(folder: string): string {
  const policy = join(folder, "policy");
  mkdirSync(policy, { recursive: true });
  writeFileSync(
    join(policy, "bench.rego"),
    `package main

import rego.v1

deny contains message if {
  some change in input.resource_changes
  change.type == "aws_db_instance"
  not change.change.after.storage_encrypted
  message := sprintf("%s is not encrypted", [change.address])
}

deny contains message if {
  some change in input.resource_changes
  change.type == "aws_kms_key"
  not change.change.after.enable_key_rotation
  message := sprintf("%s does not rotate", [change.address])
}
`,
  );
  return policy;
}
