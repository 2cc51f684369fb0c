import type { Credentials } from "../../engine/aws/client";
import { textAt } from "../../engine/aws/tree";
import { type Asked, asked, type Context, check } from "./context";
import type { Check } from "./model";

export interface Caller {
  readonly account: string;
  readonly arn: string;
}

/**
 * Minutes that a session should still have. How long a first deployment takes on AWS has not been measured; the
 * provider's documentation gives up after 30 minutes on a cluster, 40 on a database, 60 on a cache, 90 on a search
 * domain and 120 on brokers, and these stand side by side. Below one hour a session may well end in the middle.
 */
const comfortableMinutes = 120;
const neededMinutes = 60;

/** Who asks. Everything else depends on it. */
export function callerOf(context: Context): Promise<Asked<Caller>> {
  const { region } = context.environment;
  const about = { id: "credentials.caller", area: "credentials", where: region } as const;
  return asked(context, about, { service: "sts", operation: "GetCallerIdentity", region }, ([page]) => ({
    account: textAt(page, "Account") ?? "",
    arn: textAt(page, "Arn") ?? "",
  }));
}

export function examineCaller(context: Context, caller: Caller, credentials: Credentials): readonly Check[] {
  return [identity(caller), account(context, caller), ...(context.emulated ? [] : [session(context, credentials)])];
}

function identity({ arn, account: where }: Caller): Check {
  const about = { id: "credentials.caller", area: "credentials", where } as const;
  if (!arn.endsWith(":root")) return check(about, "ok", `signed in as ${arn}`);
  return check(about, "problem", "signed in as the root user of the account", {
    why: "Nothing limits the root user: no policy, no boundary. What it does cannot be kept to the gate.",
    toDo: "Sign in with a role (`synth` writes the deployer's policies) and keep the root user for emergencies.",
  });
}

function account(context: Context, { account: actual }: Caller): Check {
  const { emulator, aws } = context.environment;
  const about = { id: "credentials.account", area: "credentials", where: actual } as const;
  if (actual === aws.accountId) return check(about, "ok", "the account of the credentials is aws.accountId");
  if (context.emulated && !emulator) {
    return check(about, "ok", `the emulator answers for ${actual} in place of aws.accountId ${aws.accountId}`);
  }
  return check(about, "problem", `the credentials belong to account ${actual}, aws.accountId is ${aws.accountId}`, {
    why: "Terraform refuses every account but the one of the environment file.",
    toDo: "Sign in to the environment's account (AWS_PROFILE), or mend aws.accountId.",
  });
}

function session(context: Context, { expiration, sessionToken }: Credentials): Check {
  const about = { id: "credentials.session", area: "credentials", where: context.environment.aws.accountId } as const;
  if (expiration === undefined) {
    if (sessionToken !== undefined) {
      return {
        ...about,
        status: "unknown",
        cause: "not-offered",
        what: "the credentials are of a session, and nothing says when it ends",
        why: "Variables of the environment carry no end, and AWS has no question for it.",
        toDo: `Take care that the session lasts ${comfortableMinutes} minutes more.`,
      };
    }
    return check(about, "warning", "the credentials are an access key without an end", {
      why: "A key that never ends works for whoever finds it.",
      toDo: "Use a role by SSO or by OIDC of your pipeline, and delete the key.",
    });
  }
  const minutes = Math.floor((expiration.getTime() - context.now.getTime()) / 60_000);
  const what = `the session ends in ${minutes} minutes (${expiration.toISOString()})`;
  if (minutes >= comfortableMinutes) return check(about, "ok", what);
  return check(about, minutes >= neededMinutes ? "warning" : "problem", what, {
    why: "A first deployment can take longer; when the session ends in the middle, it stops and has to be run again.",
    toDo: `Sign in again for at least ${comfortableMinutes} minutes (maximum session duration of the role).`,
  });
}
