/** Findings about the exceptions themselves. */
import { fingerprintOf } from "../finding";
import type { ResourceGraph } from "../graph/graph";
import type { Finding } from "../model";
import { redactText } from "../reports/redact";
import { exceptionRules } from "../rules/exceptions";
import type { Objection } from "./judge";
import type { ExceptionEntry, InlineAllowance, RecordedAllowance, RecordedException } from "./model";

export function aboutEntry(
  { entry, index, line }: RecordedException,
  objection: Objection,
  file: string,
  graph: ResourceGraph,
): Finding {
  const node = graph.nodes.find(
    (one) => one.address === entry.resource && (entry.stack === undefined || one.stack === entry.stack),
  );
  return about(objection, {
    file,
    line,
    resource: entry.resource,
    stack: entry.stack ?? node?.stack ?? null,
    input: node?.input ?? 0,
    path: `exceptions[${index}].${objection.path}`,
    actual: entry[objection.path as keyof ExceptionEntry],
    subject: entry.check ?? entry.rule,
  });
}

export function aboutAllowance({ entry, index, line }: RecordedAllowance, objection: Objection, file: string): Finding {
  return about(objection, {
    file,
    line,
    resource: `${entry.tool}: ${entry.ids.join(", ")}`,
    path: `inline.allow[${index}].${objection.path}`,
    actual: entry[objection.path as keyof InlineAllowance],
    subject: entry.tool,
  });
}

/** About the file as a whole. */
export function aboutFile(file: string, objection: Objection): Finding {
  return about(objection, { file, line: 1, resource: file, path: "approvers", actual: undefined, subject: file });
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly resource: string;
  readonly stack?: string | null;
  readonly input?: number;
  readonly path: string;
  readonly actual: string | boolean | readonly string[] | undefined;
  readonly subject: string;
}

function about(objection: Objection, place: Place): Finding {
  const rule = exceptionRules.find((one) => one.metadata.checks.some((check) => check.id === objection.check));
  const check = rule?.metadata.checks.find((one) => one.id === objection.check);
  const id = rule?.metadata.id ?? "";
  const stack = place.stack ?? null;
  return {
    rule: id,
    check: objection.check,
    status: "fail",
    severity: check?.severity ?? "high",
    input: place.input ?? 0,
    stack,
    resource: place.resource,
    type: "exception",
    path: place.path,
    expected: objection.expected,
    actual: place.actual ?? null,
    message: redactText(`${objection.message} (${place.subject})`),
    remediation: rule?.metadata.remediation ?? "",
    source: { file: place.file, line: place.line },
    related: [],
    fingerprint: fingerprintOf(id, objection.check, stack, place.resource, place.path),
  };
}
