import { at, type Tree, textAt } from "./tree";

/**
 * Why a question has no answer: `credentials` there are none, or AWS takes them for invalid or ended; `permission` they
 * may not ask; `unsupported` whoever answers does not know the operation (an emulator); `service` the service said no
 * with a code of its own; `unreachable` nobody answered.
 */
export type RefusalKind = "credentials" | "permission" | "unsupported" | "service" | "unreachable";

/** AWS did not answer a question. */
export class AwsRefusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    /** Code of the service's error, for instance `NoSuchEntity`; of the network's where nobody answered. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "AwsRefusal";
  }
}

/** Codes with which services say so (Common Errors of the API references of STS, EC2 and IAM). */
const credentialCodes = new Set([
  "AuthFailure",
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "RequestExpired",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);
const permissionCodes =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|NotAuthorized)$/;
const throttlingCodes = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceededException$)/;

export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
}

/** Code and message of an error in any of the protocols. */
export function errorIn(
  body: Tree | undefined,
  headers: Readonly<Record<string, string>>,
  status: number,
): ErrorAnswer {
  const error = at(body, "ErrorResponse.Error") ?? at(body, "Response.Errors.Error") ?? at(body, "Error") ?? body ?? "";
  const written =
    headers["x-amzn-errortype"] ??
    textAt(error, "__type") ??
    textAt(error, "Code") ??
    textAt(error, "code") ??
    `HTTP ${status}`;
  // A namespace before it, a link behind it.
  const code = (written.split("#").at(-1) ?? written).split(":")[0] ?? written;
  return { code, message: textAt(error, "message") ?? textAt(error, "Message") ?? "" };
}

export const isThrottled = (status: number, { code }: ErrorAnswer): boolean =>
  status === 429 || throttlingCodes.test(code);

export function refusalFor(status: number, error: ErrorAnswer): AwsRefusal {
  const message = error.message === "" ? error.code : `${error.code}: ${error.message}`;
  if (credentialCodes.has(error.code)) return new AwsRefusal("credentials", error.code, message);
  if (permissionCodes.test(error.code)) return new AwsRefusal("permission", error.code, message);
  if (status === 501 || /not.{0,6}implemented/i.test(message)) {
    return new AwsRefusal("unsupported", error.code, message);
  }
  return new AwsRefusal("service", error.code, message);
}
