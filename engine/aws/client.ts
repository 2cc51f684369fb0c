import { createHash, createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SignatureV4 } from "@smithy/signature-v4";
import { AwsRefusal, errorIn, isThrottled, refusalFor } from "./refusal";
import { requestFor, type WireRequest } from "./request";
import { type Question, serviceOf } from "./services";
import { at, type Tree, textAt } from "./tree";
import { parseXml } from "./xml";

export interface WireAnswer {
  readonly status: number;
  /** Those that say more than the body does (`x-amzn-errortype`), names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
type Send = (request: WireRequest) => Promise<WireAnswer>;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they end; undefined where they have no end, or nothing says it. */
  readonly expiration?: Date;
}

export interface AwsClientOptions {
  readonly credentials: () => Promise<Credentials>;
  /** Where everything is sent instead of to AWS (an emulator). */
  readonly endpoint?: string;
  /** @default fetch, 20 seconds a request */
  readonly send?: Send;
  /** Milliseconds before the first repetition of what was throttled; doubled each time. @default 400 */
  readonly patienceMs?: number;
}

/** Pages that are read of one answer: 20 hold thousands of entries, far above what any question here needs. */
const mostPages = 20;
const mostTries = 4;

/**
 * Asks AWS questions that change nothing. Requests are written by the facts of `services.ts` and signed with the
 * signer of the AWS SDK; see docs/decisions for why no client of the SDK is used.
 */
export class AwsClient {
  private signer: Promise<typeof SignatureV4> | undefined;

  constructor(private readonly options: AwsClientOptions) {}

  /** Every page of the answer. @throws AwsRefusal when there is none. */
  async ask(question: Question): Promise<readonly Tree[]> {
    const pages: Tree[] = [];
    let mark: string | undefined;
    do {
      const page = await this.page(question, mark);
      pages.push(page);
      const next = nextMark(page);
      mark = next === mark ? undefined : next;
      // A service that takes no mark has sent all it has.
    } while (mark !== undefined && serviceOf(question.service).page && pages.length < mostPages);
    return pages;
  }

  private async page(question: Question, mark: string | undefined): Promise<Tree> {
    const endpoint = this.options.endpoint ?? endpointOf(question);
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send(await this.signed(requestFor(question, endpoint, mark), question));
      const body = treeOf(answer, question);
      if (answer.status < 300) return unwrapped(body, question);
      const error = errorIn(body, answer.headers, answer.status);
      if (!isThrottled(answer.status, error) || tries >= mostTries) throw refusalFor(answer.status, error);
      await sleep((this.options.patienceMs ?? 400) * 2 ** (tries - 1));
    }
  }

  private async send(request: WireRequest): Promise<WireAnswer> {
    try {
      return await (this.options.send ?? overTheNetwork)(request);
    } catch (error) {
      if (error instanceof AwsRefusal) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "NoAnswer";
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new AwsRefusal("unreachable", code, `${request.url.host} did not answer: ${message}`);
    }
  }

  private async signed(request: WireRequest, question: Question): Promise<WireRequest> {
    const service = serviceOf(question.service);
    this.signer ??= import("@smithy/signature-v4").then((module) => module.SignatureV4);
    const Signer = await this.signer;
    const signer = new Signer({
      credentials: await this.credentials(),
      region: service.global ?? question.region,
      service: service.signedAs ?? service.host,
      sha256: Sha256,
      // S3 alone takes the path as it stands.
      uriEscapePath: question.service !== "s3",
    });
    const { url } = request;
    const signed = await signer.sign({
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, ...request.headers },
      body: request.body,
    });
    return { ...request, headers: signed.headers };
  }

  private async credentials(): Promise<Credentials> {
    try {
      return await this.options.credentials();
    } catch (error) {
      const name = error instanceof Error ? error.name : "NoCredentials";
      throw new AwsRefusal("credentials", name, error instanceof Error ? error.message : String(error));
    }
  }
}

/** The hash that the signer asks for, from Node's own. */
class Sha256 {
  private hash;
  constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = this.fresh();
  }
  update(data: Uint8Array | string): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }
  reset(): void {
    this.hash = this.fresh();
  }
  private fresh() {
    const { secret } = this;
    if (secret === undefined) return createHash("sha256");
    if (typeof secret === "string") return createHmac("sha256", secret);
    return createHmac(
      "sha256",
      ArrayBuffer.isView(secret)
        ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
        : new Uint8Array(secret),
    );
  }
}

/** A place in one's own network for a service, or for all (`AWS_ENDPOINT_URL…` of the AWS SDKs), else AWS's own. */
function endpointOf({ service, region }: Question): string {
  const { host, global } = serviceOf(service);
  const named = process.env[`AWS_ENDPOINT_URL_${environmentName(service)}`] || process.env.AWS_ENDPOINT_URL;
  if (named) return named;
  return `https://${[host, ...(global ? [] : [region]), "amazonaws.com"].join(".")}`;
}

/** The service's name in `AWS_ENDPOINT_URL_…`: its service id in capitals. */
function environmentName(service: Question["service"]): string {
  const ids: Partial<Record<Question["service"], string>> = {
    config: "CONFIG_SERVICE",
    elbv2: "ELASTIC_LOAD_BALANCING_V2",
    logs: "CLOUDWATCH_LOGS",
    route53: "ROUTE_53",
  };
  return ids[service] ?? service.replaceAll("-", "_").toUpperCase();
}

async function overTheNetwork(request: WireRequest): Promise<WireAnswer> {
  // fetch writes the host itself, from the same URL that was signed.
  const { host: _, ...headers } = request.headers;
  const answer = await fetch(request.url, {
    method: request.method,
    headers,
    ...(request.method === "POST" ? { body: request.body } : {}),
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
  });
  const kind = answer.headers.get("x-amzn-errortype");
  return {
    status: answer.status,
    headers: kind === null ? {} : { "x-amzn-errortype": kind },
    body: await answer.text(),
  };
}

function treeOf(answer: WireAnswer, question: Question): Tree | undefined {
  if (answer.body.trim() === "") return undefined;
  try {
    return answer.body.trimStart().startsWith("<") ? parseXml(answer.body) : JSON.parse(answer.body);
  } catch {
    // An error page of a proxy or of an emulator is an error of that status; half an answer is none.
    if (answer.status >= 300) return undefined;
    const what = `${question.service} ${question.operation} was answered with something that is neither JSON nor XML`;
    throw new AwsRefusal("service", "UnreadableAnswer", what);
  }
}

/** The result inside what XML protocols wrap around it. */
function unwrapped(body: Tree | undefined, { service, operation }: Question): Tree {
  const { protocol } = serviceOf(service);
  if (protocol === "query") return at(body, `${operation}Response.${operation}Result`) ?? {};
  if (protocol === "ec2") return at(body, `${operation}Response`) ?? {};
  if (protocol === "rest-xml") {
    const [root] = typeof body === "object" && body !== null ? Object.values(body) : [];
    return root ?? {};
  }
  return body ?? {};
}

function nextMark(page: Tree): string | undefined {
  const names = ["nextToken", "NextToken", "Marker", "NextMarker", "ContinuationToken"];
  return names.map((name) => textAt(page, name)).find((mark) => mark !== undefined && mark !== "");
}
