import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../../common/packageRoot";
import { AwsClient, type WireAnswer } from "../../../engine/aws/client";
import { AwsRefusal } from "../../../engine/aws/refusal";
import type { WireRequest } from "../../../engine/aws/request";
import { type ServiceName, serviceOf } from "../../../engine/aws/services";
import { resolveEmulatorPython } from "../../../tools/emulator/python";
import { cacheDirectory } from "../../../tools/resolve/cache";

/** One question as the service model writes it, and what AWS would answer. Never seen on AWS itself. */
export interface Exchange {
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code?: string; readonly message?: string; readonly status?: number };
}

interface ServiceFacts {
  readonly protocol: string;
  readonly host: string;
  readonly signedAs: string;
  readonly version: string;
  readonly target: string | null;
  readonly jsonVersion: string | null;
  readonly global: boolean;
}

interface Wire {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Readonly<Record<string, unknown>>;
  };
  readonly response: WireAnswer;
}

export interface Written {
  /** What goes over the wire for each exchange, in their order. */
  readonly wires: readonly { readonly key: string; readonly answer: WireAnswer }[];
  readonly services: Readonly<Record<string, ServiceFacts>>;
}

/** Has botocore write all requests and answers; it refuses what its service models do not know. */
export async function written(exchanges: readonly Exchange[], services: readonly string[]): Promise<Written> {
  const { python } = await resolveEmulatorPython(cacheDirectory());
  const script = join(packageRoot(), "operations", "readiness", "testing", "wire.py");
  const input = JSON.stringify({ exchanges, services });
  const output = execFileSync(python, [script], { input, encoding: "utf8", maxBuffer: 1e8 });
  const answer = JSON.parse(output) as { exchanges: Wire[]; services: Record<string, ServiceFacts> };
  return {
    services: answer.services,
    wires: answer.exchanges.map(({ request, response }, index) => {
      const { service = "sts", region = "" } = exchanges[index] ?? {};
      const { global, signedAs, host } = serviceOf(service);
      const scope = `${global ?? region}/${signedAs ?? host}`;
      const target = request.headers["X-Amz-Target"] ?? "";
      const body = typeof request.body === "string" ? JSON.parse(request.body || "{}") : request.body;
      return { key: keyOf(scope, request.method, request.path, request.query, target, body), answer: response };
    }),
  };
}

/** A client whose questions are answered from what botocore wrote; one that botocore would not send has no answer. */
export function answering(wires: Written["wires"], unanswered: string[]): AwsClient {
  const credentials = async () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" });
  return new AwsClient({
    credentials,
    patienceMs: 0,
    send: async (request) => {
      const key = keyOfSent(request);
      const found = wires.findLast((wire) => wire.key === key);
      if (found) return found.answer;
      unanswered.push(key);
      throw new AwsRefusal("unreachable", "NoAnswer", `no answer for ${key}`);
    },
  });
}

function keyOfSent({ method, url, headers, body }: WireRequest): string {
  const [, region = "", service = ""] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const form = (headers["content-type"] ?? "").includes("form");
  const sent = form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body || "{}");
  const query = Object.fromEntries(url.searchParams);
  return keyOf(`${region}/${service}`, method, url.pathname, query, headers["x-amz-target"] ?? "", sent);
}

function keyOf(
  scope: string,
  method: string,
  path: string,
  query: Readonly<Record<string, unknown>>,
  target: string,
  body: Readonly<Record<string, unknown>>,
): string {
  return [scope, method, path, sorted(query), target, sorted(body)].join(" ");
}

/** Lists of one value and single values are the same in a query; JSON's values keep their kind. */
function sorted(values: Readonly<Record<string, unknown>>): string {
  const flat = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
  const plain = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return Object.keys(values)
    .sort()
    .map((name) => `${name}=${plain(flat(values[name]))}`)
    .join("&");
}
