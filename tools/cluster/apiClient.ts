import { request } from "node:https";
import type { ClientCredentials } from "./credentials";

export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** The header in which the server warns of what it took. */
  readonly warning: string;
}

/** One request to the API server as the holder of these credentials. Rejects when nobody answers. */
export function callApi(
  endpoint: string,
  client: ClientCredentials,
  call: { readonly method: string; readonly path: string; readonly body?: unknown },
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const sent = request(
      new URL(call.path, endpoint),
      {
        method: call.method,
        ca: client.authority,
        cert: client.certificate,
        key: client.key,
        // One connection per request: nothing keeps the process or the server alive afterwards.
        agent: false,
        timeout: 60_000,
        headers: body === undefined ? {} : { "content-type": "application/json" },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString("utf8"),
            warning: String(response.headers.warning ?? ""),
          }),
        );
        response.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`no answer from ${endpoint} within a minute`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
