/** Whether a resource policy refuses requests that do not come over TLS. */
import type { Datum, PolicyStatement } from "../../graph/graph";
import { filled, textOf } from "./datum";
import { denies } from "./policy";
import { type Answer, every, some, yesIf } from "./predicates";

/**
 * Of a queue or topic, whose policy may only name itself: whether each of the calls that move messages is refused.
 * Statements may share the work.
 */
export function refusesPlainCalls(statements: readonly PolicyStatement[], actions: readonly string[]): Answer {
  return every(
    actions.map((action) =>
      some(
        statements.map((statement) =>
          every([
            denies(statement),
            isForEverybody(statement),
            some(statement.actions.map((value) => isText(value, (text) => covers(text, action)))),
            isForPlainTransportOnly(statement),
          ]),
        ),
      ),
    ),
  );
}

/** Names of actions take wildcards, and no regard to case. */
function covers(pattern: string, action: string): boolean {
  const [head = "", ...rest] = pattern.toLowerCase().split("*");
  const name = action.toLowerCase();
  if (rest.length === 0) return name === head;
  return name.startsWith(head) && name.endsWith(rest.at(-1) ?? "");
}

/** Both must be refused: calls on the bucket (listing) and calls on its objects. Statements may share the work. */
export function refusesPlainTransport(statements: readonly PolicyStatement[]): Answer {
  const covers = (level: Level) =>
    some(
      statements.map((statement) =>
        every([
          denies(statement),
          isForEverybody(statement),
          isForEveryAction(statement),
          isForPlainTransportOnly(statement),
          some(statement.resources.map((resource) => matches(resource, level))),
        ]),
      ),
    );
  return every([covers("bucket"), covers("objects")]);
}

/** A Deny with `NotPrincipal` leaves somebody out, so it is not one for everybody. */
function isForEverybody(statement: PolicyStatement): Answer {
  return some(
    statement.principals
      .filter((principal) => principal.type === "*" || principal.type === "AWS")
      .flatMap((principal) => principal.values.map((value) => isText(value, (text) => text === "*"))),
  );
}

function isForEveryAction(statement: PolicyStatement): Answer {
  return some(statement.actions.map((value) => isText(value, (text) => text === "*" || text.toLowerCase() === "s3:*")));
}

/** A second condition would narrow the refusal; `aws:SecureTransport` is in every request, so `IfExists` is the same. */
function isForPlainTransportOnly(statement: PolicyStatement): Answer {
  if (statement.conditions.length === 0) return "no";
  return every(
    statement.conditions.map((condition) => {
      const operator = condition.operator.toLowerCase().replace(/ifexists$/, "");
      const fits = condition.key.toLowerCase() === "aws:securetransport" && ["bool", "stringequals"].includes(operator);
      if (!fits) return "no";
      return some(condition.values.map((value) => isText(value, (text) => text.toLowerCase() === "false")));
    }),
  );
}

type Level = "bucket" | "objects";

/** A bucket's policy may only name that bucket, so the form of the resource decides. */
function matches(resource: Datum, level: Level): Answer {
  const text = textOf(resource);
  if (!text) return "unknown";
  const path = text.text.replace(/^arn:[^:]*:s3:::/, "");
  if (text.kind === "hole" && path === filled) return "unknown";
  if (path === "*") return "yes";
  const slash = path.indexOf("/");
  if (level === "objects") return yesIf(slash < 0 ? path.endsWith("*") : path.slice(slash) === "/*");
  return yesIf(slash < 0);
}

function isText(value: Datum, test: (text: string) => boolean): Answer {
  const text = textOf(value);
  return text?.kind === "text" ? yesIf(test(text.text)) : "unknown";
}
