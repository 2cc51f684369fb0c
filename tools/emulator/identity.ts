import { get } from "node:http";

const IDENTITY_PATH = "/digit-platform/emulator";

/**
 * The instance that answers at the endpoint; undefined when nobody does, or something that is no emulator of ours.
 * Asked over a plain connection, so that no proxy setting stands between. Nobody listening is known at once; the patience
 * is for an emulator on a machine that is busy, which must not be taken for one that is gone.
 */
export function instanceAt(endpoint: string, timeoutMs = 20_000): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(`${endpoint}${IDENTITY_PATH}`, { timeout: timeoutMs, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", () => resolve(undefined));
      response.on("end", () => resolve(instanceIn(Buffer.concat(chunks).toString("utf8"))));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
    request.on("close", () => resolve(undefined));
  });
}

function instanceIn(body: string): string | undefined {
  try {
    const { instanceId } = JSON.parse(body) as { instanceId?: unknown };
    return typeof instanceId === "string" ? instanceId : undefined;
  } catch {
    return undefined;
  }
}
