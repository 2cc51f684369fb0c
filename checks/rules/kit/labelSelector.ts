/** Whether labels fit a selector, as Kubernetes decides it: all of matchLabels and of matchExpressions must hold. */
import type { Datum, Reading } from "../../graph/graph";
import { isHole, isList, isObject, isTemplate } from "./datum";
import { type Answer, every, yesIf } from "./predicates";

/** Labels as written; a value that cannot be seen is a hole. */
export type Labels = Readonly<Record<string, Datum>>;

export function labelsOf(reading: Reading): Labels | undefined {
  if (reading.kind === "unknown") return undefined;
  return reading.kind === "absent" || !isObject(reading.value) ? {} : reading.value;
}

/**
 * An empty selector fits everything; what is no selector at all fits nothing. Where labels are not `complete`, those
 * that are not among them may be there.
 */
export function fits(selector: Datum | undefined, labels: Labels | undefined, complete = true): Answer {
  if (selector === undefined || selector === null) return "no";
  if (!isObject(selector)) return isHole(selector) || isTemplate(selector) ? "unknown" : "no";
  const { matchLabels, matchExpressions } = selector;
  const equal = matchLabels === undefined || matchLabels === null ? [] : fitsLabels(matchLabels, labels, complete);
  const expressions =
    matchExpressions === undefined || matchExpressions === null
      ? []
      : isList(matchExpressions)
        ? matchExpressions.map((expression) => fitsExpression(expression, labels, complete))
        : [isHole(matchExpressions) ? ("unknown" as const) : ("no" as const)];
  return every([...equal, ...expressions]);
}

/** The plain map of a Service or a ReplicationController, and the first half of other selectors. */
export function fitsLabels(wanted: Datum, labels: Labels | undefined, complete = true): readonly Answer[] {
  if (!isObject(wanted)) return [isHole(wanted) ? "unknown" : "no"];
  return Object.entries(wanted).map(([key, value]) => compared(labelAt(labels, key, complete), value));
}

/** `hidden`: there may be one that cannot be seen. */
function labelAt(labels: Labels | undefined, key: string, complete: boolean): Datum | undefined | "hidden" {
  if (labels !== undefined && Object.hasOwn(labels, key)) return labels[key];
  return labels === undefined || !complete ? "hidden" : undefined;
}

const isOpen = (value: Datum | undefined): boolean => isHole(value) || isTemplate(value);

function compared(label: Datum | undefined | "hidden", wanted: Datum): Answer {
  if (label === undefined) return "no";
  if (label === "hidden" || isOpen(label) || isOpen(wanted)) return "unknown";
  return yesIf(String(label) === String(wanted));
}

function fitsExpression(expression: Datum, labels: Labels | undefined, complete: boolean): Answer {
  if (!isObject(expression)) return isOpen(expression) ? "unknown" : "no";
  const { key, operator, values } = expression;
  if (typeof key !== "string") return isOpen(key) ? "unknown" : "no";
  const label = labelAt(labels, key, complete);
  const list = isList(values) ? values : [];
  const among = (): Answer => {
    if (label === undefined) return "no";
    const answers = list.map((value) => compared(label, value));
    return answers.includes("yes") ? "yes" : answers.includes("unknown") || isOpen(values) ? "unknown" : "no";
  };
  switch (operator) {
    case "Exists":
      return label === "hidden" ? "unknown" : yesIf(label !== undefined);
    case "DoesNotExist":
      return label === "hidden" ? "unknown" : yesIf(label === undefined);
    case "In":
      return among();
    case "NotIn":
      return opposite(among());
    default:
      return isOpen(operator) ? "unknown" : "no";
  }
}

function opposite(answer: Answer): Answer {
  return answer === "unknown" ? answer : yesIf(answer === "no");
}
