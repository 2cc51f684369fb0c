/** What was observed: one observation per open finding and resource, one per check for all that passed. */
import type { Json } from "../../../common/json";
import type { Finding, Report } from "../../model";
import { code, prose } from "../markdown/escape";
import { placeText, valueText } from "../text/words";
import { inputUuid, origins, property, resourceUuid } from "./pieces";
import { uuidOf } from "./uuid";

export interface Observed {
  readonly uuid: string;
  readonly rule: string;
  readonly check: string;
  readonly status: Finding["status"];
  readonly findings: readonly Finding[];
  readonly json: Json;
}

export interface ObservationContext {
  readonly report: Report;
  readonly moment: string;
  /** Whether resources that passed are named. */
  readonly namePasses: boolean;
}

export function pathOfInput(report: Report, finding: Finding): string {
  return report.inputs[finding.input]?.path ?? ".";
}

export function observationsOf(findings: readonly Finding[], context: ObservationContext): readonly Observed[] {
  const passes = new Map<string, Finding[]>();
  const open: Observed[] = [];
  const seen = new Map<string, number>();
  for (const finding of findings) {
    if (finding.status !== "pass") {
      const key = `${finding.input} ${finding.fingerprint}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      open.push(observed(finding, count, context));
    } else {
      const list = passes.get(finding.check);
      if (list === undefined) passes.set(finding.check, [finding]);
      else list.push(finding);
    }
  }
  return [...open, ...[...passes.values()].map((group) => observedPasses(group, context))];
}

function observed(finding: Finding, count: number, { report, moment }: ObservationContext): Observed {
  const { rule, check, status, severity, path, expected, actual, reason, related, source, baselineState } = finding;
  const input = pathOfInput(report, finding);
  const evidence = inputUuid(report.inputs, finding.input);
  const uuid = uuidOf("observation", evidence, finding.fingerprint, String(count));
  const cause = reason === undefined ? "" : ` ${status === "unknown" ? "Cause" : "Reason"}: ${prose(reason)}`;
  const place = placeText(source, input);
  const json = {
    uuid,
    title: `${code(check)} on ${code(finding.resource)}`,
    description: `${prose(finding.message)}${cause}`,
    props: [
      property("status", status),
      property("severity", severity),
      property("fingerprint", finding.fingerprint),
      ...(path === "" ? [] : [property("path", path)]),
      ...(baselineState === undefined ? [] : [property("baseline-state", baselineState)]),
      ...related.map((address) => property("related", address)),
    ],
    methods: ["TEST"],
    types: ["finding"],
    origins,
    subjects: [subject(finding, report)],
    "relevant-evidence": [
      {
        href: `#${evidence}`,
        description: `At ${code(place)}: found ${valueCode(actual)}, expected ${valueCode(expected)}.`,
      },
    ],
    collected: moment,
  };
  return { uuid, rule, check, status, findings: [finding], json };
}

function observedPasses(group: readonly Finding[], { report, moment, namePasses }: ObservationContext): Observed {
  const [{ rule = "", check = "" } = {}] = group;
  const uuid = uuidOf("observation", "pass", check);
  const inputs = [...new Set(group.map(({ input }) => input))];
  const json = {
    uuid,
    title: `${code(check)} holds`,
    description: `The check holds on ${group.length} ${group.length === 1 ? "resource" : "resources"}.`,
    props: [property("status", "pass"), property("resources", group.length)],
    methods: ["TEST"],
    types: ["control-objective"],
    origins,
    ...(namePasses ? { subjects: group.map((finding) => subject(finding, report)) } : {}),
    "relevant-evidence": inputs.map((input) => ({
      href: `#${inputUuid(report.inputs, input)}`,
      description: `Judged in ${code(report.inputs[input]?.path ?? ".")}.`,
    })),
    collected: moment,
  };
  return { uuid, rule, check, status: "pass", findings: group, json };
}

function subject(finding: Finding, { inputs }: Report): Json {
  return { "subject-uuid": resourceUuid(finding, inputs), type: "inventory-item", title: code(finding.resource) };
}

function valueCode(value: Json): string {
  return code(valueText(value), 400);
}
