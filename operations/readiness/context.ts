import type { Environment } from "../../config/environment.generated";
import { AwsRefusal } from "../../engine/aws/refusal";
import { permissionOf, type Question } from "../../engine/aws/services";
import type { Tree } from "../../engine/aws/tree";
import type { Area, Check, Status, UnknownCause } from "./model";
import type { PlannedResource } from "./needs";

/** All that the examinations need; nothing in it changes anything. */
export interface Context {
  readonly environment: Environment;
  readonly emulated: boolean;
  /** What the stacks hold. */
  readonly resources: readonly PlannedResource[];
  /** What of it no state knows yet: it would be made. */
  readonly missing: readonly PlannedResource[];
  readonly now: Date;
  readonly ask: (question: Question) => Promise<readonly Tree[]>;
}

export interface About {
  readonly id: string;
  readonly area: Area;
  readonly where: string;
}

/** The answer, or the check that says why there is none. */
export type Asked<T> = { readonly answer: T } | { readonly unknown: Check };

/** Asks; a question without an answer becomes a check of status `unknown` that says why. */
export async function asked<T>(
  context: Context,
  about: About,
  question: Question,
  read: (pages: readonly Tree[]) => T,
): Promise<Asked<T>> {
  try {
    return { answer: read(await context.ask(question)) };
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    return { unknown: unknownFor(about, question, error, context.emulated) };
  }
}

/** Like `asked`, where a code of the service is itself an answer (`NoSuchEntity`). */
export async function askedOr<T>(
  context: Context,
  about: About,
  question: Question,
  read: (pages: readonly Tree[]) => T,
  answerOf: (refusal: AwsRefusal) => T | undefined,
): Promise<Asked<T>> {
  try {
    return { answer: read(await context.ask(question)) };
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    const answer = answerOf(error);
    return answer === undefined ? { unknown: unknownFor(about, question, error, context.emulated) } : { answer };
  }
}

const causes = {
  credentials: "credentials",
  permission: "permission",
  unsupported: "service",
  service: "service",
  unreachable: "unreachable",
} as const satisfies Readonly<Record<AwsRefusal["kind"], UnknownCause>>;

function unknownFor(about: About, question: Question, refusal: AwsRefusal, emulated: boolean): Check {
  const permission = permissionOf(question);
  // An emulator has no permissions and no network between: what it does not answer, it does not know.
  const cause = emulated ? "emulator" : causes[refusal.kind];
  return {
    ...about,
    status: "unknown",
    cause,
    what: `${question.service} ${question.operation} was not answered: ${refusal.message}`,
    why:
      cause === "emulator" ? "The emulator does not know this question; AWS does." : "What was not seen may be wrong.",
    toDo: {
      credentials: "Sign in again (`aws sso login`, or a new session of the role), and run doctor once more.",
      permission: `Let the role ask ${permission}, which changes nothing.`,
      unreachable: unreachableAdvice(),
      service: "Run doctor again; where it stays, look into AWS's health dashboard and ask AWS with the code above.",
      emulator: "Nothing here; ask again with the environment's own account.",
    }[cause],
    ...(cause === "permission" ? { permission } : {}),
  };
}

/** Node's own client passes proxies by unless it is told to use them (Node 24 and later). */
function unreachableAdvice(): string {
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const said = "Look at the network between here and AWS: names, routes and what a firewall lets out to amazonaws.com.";
  return proxy ? `${said} HTTPS_PROXY is set; Node uses it from 24 on, with NODE_USE_ENV_PROXY=1.` : said;
}

export function check(
  about: About,
  status: Exclude<Status, "unknown">,
  what: string,
  advice?: { readonly why: string; readonly toDo: string },
): Check {
  return { ...about, status, what, ...advice };
}

export const isOfType =
  (...types: readonly string[]) =>
  (resource: PlannedResource): boolean =>
    types.includes(resource.type);
