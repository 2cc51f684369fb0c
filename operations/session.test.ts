import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes } from "../common/exitCodes";
import { packageRoot } from "../common/packageRoot";
import { openSession } from "./session";

it.each([
  ["AWS_ENDPOINT_URL", "http://127.0.0.1:4321"],
  ["AWS_ENDPOINT_URL_S3", "http://localhost:4566"],
  ["AWS_S3_ENDPOINT", "https://127.0.0.1:4321"],
])("an AWS environment is not deployed to what %s=%s leads to", async (name, value) => {
  const out = mkdtempSync(join(tmpdir(), "session-"));
  const before = { ...process.env };
  process.env[name] = value;
  // Without a Terraform to find, a session that went on would end with another error.
  process.env.PATH = out;
  process.env.DIGIT_CACHE = out;
  try {
    const opening = openSession(
      {
        environmentFile: join(packageRoot(), "environments", "navapradesh-production.yaml"),
        out,
        emulator: false,
        progress: () => undefined,
      },
      "deploy",
    );
    await expect(opening).rejects.toMatchObject({
      code: "stray-endpoint",
      exitCode: exitCodes.usage,
      message: expect.stringContaining(name),
    });
  } finally {
    process.env = before;
    rmSync(out, { recursive: true, force: true });
  }
});
