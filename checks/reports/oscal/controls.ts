/** Findings per control of NIST SP 800-53: whether the checks that speak to it hold. */
import type { Json } from "../../../common/json";
import { compareText } from "../order";
import type { ReportedRule } from "../platformReport";
import type { Observed } from "./observations";
import { controlIds, origins } from "./pieces";
import type { RiskOf } from "./risks";
import { uuidOf } from "./uuid";

const limits =
  "A check speaks to a part of the control. That it holds is no statement that the control as a whole is met.";

/** Configuration settings: what rules about configuration speak to where they name no control of their own. */
const fallback = "cm-6";

/** OSCAL asks for at least one control. */
export function reviewedControls(rules: readonly ReportedRule[]): Json {
  const mapped = [...new Set(rules.flatMap(controlIds))].sort(compareText);
  const ids = mapped.length === 0 ? [fallback] : mapped;
  return {
    "control-selections": [
      {
        description: "Controls of NIST SP 800-53, revision 5, that the rules which found something to judge speak to.",
        "include-controls": ids.map((id) => ({ "control-id": id })),
      },
    ],
  };
}

export function controlFindings(
  observed: readonly Observed[],
  risks: readonly RiskOf[],
  rules: ReadonlyMap<string, ReportedRule>,
): readonly Json[] {
  const byControl = new Map<string, Observed[]>();
  for (const one of observed)
    for (const id of controlIds(rules.get(one.rule))) {
      const list = byControl.get(id);
      if (list === undefined) byControl.set(id, [one]);
      else list.push(one);
    }
  return [...byControl]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, group]) =>
      controlFinding(
        id,
        group,
        risks.filter(({ rule }) => controlIds(rules.get(rule)).includes(id)),
      ),
    );
}

function controlFinding(id: string, group: readonly Observed[], risks: readonly RiskOf[]): Json {
  const count = (status: Observed["status"]) =>
    group.filter((one) => one.status === status).reduce((sum, one) => sum + one.findings.length, 0);
  const [failed, unknown, excepted, passed] = [count("fail"), count("unknown"), count("excepted"), count("pass")];
  const satisfied = failed + unknown + excepted === 0;
  return {
    uuid: uuidOf("finding", id),
    title: `Checks that speak to ${id.toUpperCase()}`,
    description: `${failed} failed, ${unknown} unknown, ${excepted} excepted, ${passed} passed.`,
    origins,
    target: {
      type: "statement-id",
      "target-id": `${id}_smt`,
      status: {
        state: satisfied ? "satisfied" : "not-satisfied",
        reason: satisfied ? "pass" : failed > 0 ? "fail" : "other",
      },
      remarks: limits,
    },
    "related-observations": group.map(({ uuid }) => ({ "observation-uuid": uuid })),
    ...(risks.length === 0 ? {} : { "related-risks": risks.map(({ uuid }) => ({ "risk-uuid": uuid })) }),
  };
}
