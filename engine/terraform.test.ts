import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes } from "../common/exitCodes";
import { Terraform } from "./terraform";

describe("Terraform as a process", () => {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** An engine that runs a shell script instead of Terraform. */
  const scripted = (script: string): Terraform => {
    const binary = join(mkdtempSync(join(folder, "bin-")), "terraform");
    writeFileSync(binary, `#!/bin/sh\n${script}\n`);
    chmodSync(binary, 0o755);
    return new Terraform({ binary, pluginCache: folder, environment: {} });
  };

  it("refuses a provider that the CLI configuration puts in place of the locked one", async () => {
    // As Terraform 1.11 prints it: the lock file is not looked at for such a provider, and `init` succeeds.
    const warning = {
      type: "diagnostic",
      diagnostic: {
        severity: "warning",
        summary: "Provider development overrides are in effect",
        detail: "The following provider development overrides are set:\n - hashicorp/aws in /tmp/evil",
      },
    };
    const engine = scripted(`cat <<'X'\n${JSON.stringify(warning)}\nX`);
    await expect(engine.init(folder, { lockedProviders: true })).rejects.toMatchObject({
      code: "provider-overridden",
      exitCode: exitCodes.gateRefused,
      message: expect.stringContaining("hashicorp/aws in /tmp/evil"),
    });
  });

  it("passes no variable on that changes what Terraform does", async () => {
    const seen = join(folder, "seen.txt");
    const engine = scripted(`env > ${seen}`);
    const strange = {
      TERRAFORM_CONFIG: "/tmp/evil.tfrc",
      TF_CLI_ARGS_plan: "-target=x",
      TF_DISABLE_PLUGIN_TLS: "1",
      TF_FORCE_LOCAL_BACKEND: "1",
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
      TF_REATTACH_PROVIDERS: "{}",
      TF_VAR_base_key_arn: "x",
      TF_WORKSPACE: "other",
    };
    const before = { ...process.env };
    Object.assign(process.env, strange, { TF_TOKEN_registry_example_org: "kept" });
    try {
      await engine.pullState(folder);
    } finally {
      process.env = before;
    }
    const names = readFileSync(seen, "utf8")
      .split("\n")
      .map((line) => line.split("=")[0] ?? "");
    expect(names.filter((name) => name in strange)).toEqual([]);
    expect(names).toContain("TF_TOKEN_registry_example_org");
  });
});
