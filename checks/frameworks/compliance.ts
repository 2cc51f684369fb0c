/**
 * Which controls and which duties of people speak to which clause, with the outcome. A clause that is spoken to is not
 * thereby complied with; one that nothing speaks to is listed, so that nobody takes the list for the whole.
 */

import { append } from "../../common/append";
import type { Finding, Status } from "../model";
import { statusOrder } from "../reports/order";
import type { ReportedRule } from "../reports/platformReport";
import { splitReference } from "../reports/reference";
import type { DutyState } from "./duties";
import type { Clause, Duty, FrameworkData } from "./model";

interface ControlOutcome {
  readonly rule: string;
  /** Worst status on any resource. */
  readonly status: Status;
}

export interface ClauseView {
  readonly clause: Clause;
  /** Those that found something to judge, by id. */
  readonly controls: readonly ControlOutcome[];
  /** Resources that the controls judged, as far as the report lists them. */
  readonly resources: number;
  /** Worst of the controls; null where none judged anything. */
  readonly status: Status | null;
  readonly duties: readonly DutyState[];
}

export interface FrameworkView {
  readonly framework: FrameworkData;
  /** With at least one control or duty, in the order of the framework. */
  readonly clauses: readonly ClauseView[];
  /** Clauses for which there are rules, but nothing that they could judge here. */
  readonly notJudged: readonly Clause[];
  /** Clauses that no rule and no duty speaks to. */
  readonly silent: readonly Clause[];
}

export interface ComplianceInput {
  readonly frameworks: readonly FrameworkData[];
  readonly rules: readonly Pick<ReportedRule, "id" | "frameworks">[];
  /** Ids of rules that found something to judge. */
  readonly applied: readonly string[];
  readonly findings: readonly Finding[];
  readonly duties: readonly DutyState[];
}

export function complianceOf(input: ComplianceInput): readonly FrameworkView[] {
  const byRule = groupedByRule(input.findings);
  return [...input.frameworks, ...otherFrameworks(input)].map((framework) => {
    const views = framework.clauses.map((clause) => clauseView(clause, framework, input, byRule));
    const hasSome = (view: ClauseView): boolean => view.controls.length + view.duties.length > 0;
    const rest = views.filter((view) => !hasSome(view)).map(({ clause }) => clause);
    const spoken = (clause: Clause): boolean => complianceRules(input.rules, framework, clause).length > 0;
    return {
      framework,
      clauses: views.filter(hasSome),
      notJudged: rest.filter(spoken),
      silent: rest.filter((clause) => !spoken(clause)),
    };
  });
}

/** Rules that speak to a clause. */
export function complianceRules<T extends Pick<ReportedRule, "frameworks">>(
  rules: readonly T[],
  framework: FrameworkData,
  clause: Clause,
): readonly T[] {
  return rules.filter((rule) => speaksTo(rule.frameworks[framework.key] ?? [], framework, clause));
}

/** A reference to a section speaks to all clauses in it. */
export function speaksTo(references: readonly string[], { edition }: FrameworkData, { number }: Clause): boolean {
  return references.some((reference) => {
    const named = splitReference(reference);
    if (named.edition !== edition) return false;
    return named.number === number || (edition.startsWith("CIS ") && number.startsWith(`${named.number}.`));
  });
}

/** What rules of others name beyond the catalogue: shown as it is written, so that nothing is lost. */
function otherFrameworks({ frameworks, rules }: ComplianceInput): readonly FrameworkData[] {
  const found = new Map<string, { key: FrameworkData["key"]; edition: string; numbers: Set<string> }>();
  for (const rule of rules) {
    for (const [key, references] of Object.entries(rule.frameworks)) {
      for (const reference of references ?? []) {
        if (frameworks.some((one) => one.clauses.some((clause) => speaksTo([reference], one, clause)))) continue;
        const { edition, number } = splitReference(reference);
        const group = found.get(`${key} ${edition}`) ?? {
          key: key as FrameworkData["key"],
          edition,
          numbers: new Set(),
        };
        group.numbers.add(number);
        found.set(`${key} ${edition}`, group);
      }
    }
  }
  return [...found.values()].map(({ key, edition, numbers }) => ({
    key,
    edition,
    title: edition === "" ? "Other references" : edition,
    publisher: "",
    published: null,
    inForce: [],
    sources: [],
    note: "Named by rules; the catalogue does not know it.",
    clauses: [...numbers].sort().map((number) => ({ number, title: "" })),
  }));
}

function clauseView(
  clause: Clause,
  framework: FrameworkData,
  { rules, applied, duties }: ComplianceInput,
  byRule: ReadonlyMap<string, readonly Finding[]>,
): ClauseView {
  const controls = complianceRules(rules, framework, clause)
    .filter(({ id }) => applied.includes(id))
    .map(({ id }): ControlOutcome => ({ rule: id, status: worstOf((byRule.get(id) ?? []).map((one) => one.status)) }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  const judged = controls.flatMap(({ rule }) => byRule.get(rule) ?? []);
  return {
    clause,
    controls,
    resources: new Set(judged.map(({ input, resource }) => `${input} ${resource}`)).size,
    status: controls.length === 0 ? null : worstOf(controls.map(({ status }) => status)),
    duties: duties.filter(({ duty }) => speaksTo(duty.clauses, framework, clause)),
  };
}

/** Passes need not be listed: a rule that applied and has no row has passed. */
function worstOf(statuses: readonly Status[]): Status {
  return statusOrder.find((status) => statuses.includes(status)) ?? "pass";
}

function groupedByRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    append(groups, finding.rule, finding);
  }
  return groups;
}

/** Duties of which nothing is known: code that was judged alone. */
export function unrecorded(duties: readonly Duty[]): readonly DutyState[] {
  return duties.map((duty) => ({ duty, state: "unknown", entry: null, until: null }));
}
