/** What every form of the summary says in the same words. */
import { neutralise } from "../../checks/reports/text/neutralise";
import { valueText } from "../../checks/reports/text/words";
import type { Json } from "../../common/json";
import { type AttributeChange, knownAfterApply, type RankedChange, type Risk, risks } from "../../gate/changes/model";

export const riskTitles: Readonly<Record<Risk, string>> = {
  "data-loss": "Stored data is lost",
  replacement: "Replaced",
  exposure: "Exposure changes",
  rest: "The rest",
};

const kindWords: Readonly<Record<RankedChange["kind"], string>> = {
  delete: "delete",
  replace: "replace",
  forget: "forget",
  update: "change",
  create: "create",
  import: "import",
};

export function kindWord({ kind }: RankedChange): string {
  return kindWords[kind];
}

/** As much of one value as a line holds. */
const longest = 100;

function valueWords(value: Json): string {
  if (value === null) return "not set";
  if (value === knownAfterApply) return knownAfterApply;
  const text = neutralise(valueText(value));
  if (text === "") return '""';
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

export function attributeWords({ from, to }: AttributeChange): string {
  return `${valueWords(from)} -> ${valueWords(to)}`;
}

/** What makes the change worth a look, in the order in which a reader asks. */
export function remarksOf(change: RankedChange): readonly string[] {
  return [
    ...(change.loses === null ? [] : [`loses ${change.loses}`]),
    ...(change.because === null ? [] : [change.because]),
    ...(change.exposure === null ? [] : [exposureWords(change)]),
  ];
}

function exposureWords({ exposure, anybody }: RankedChange): string {
  const words = exposure === "wider" ? "opens" : exposure === "narrower" ? "closes" : "changes who gets in";
  return anybody ? `${words}, to anybody` : words;
}

export interface RiskGroup {
  readonly risk: Risk;
  /** Worth a line of their own. */
  readonly single: readonly RankedChange[];
  /** Created with everything else of a new stack, or new without any exposure: told by type. */
  readonly grouped: readonly TypeCount[];
}

export interface TypeCount {
  readonly stack: string;
  readonly kind: RankedChange["kind"];
  readonly types: readonly { readonly type: string; readonly count: number }[];
}

/**
 * The changes by risk. Creations are told by type where nothing is there yet that they could touch: in the rest always,
 * among the changes of exposure in a stack that is wholly new and lets nobody in whom it names not.
 */
export function groupsOf(changes: readonly RankedChange[]): readonly RiskGroup[] {
  const grown = new Set(changes.filter(({ kind }) => kind !== "create").map(({ stack }) => stack));
  const isGrouped = ({ risk, kind, stack, anybody }: RankedChange): boolean =>
    kind === "create" && (risk === "rest" || (risk === "exposure" && !anybody && !grown.has(stack)));
  return risks.flatMap((risk) => {
    const all = changes.filter((change) => change.risk === risk);
    if (all.length === 0) return [];
    return [{ risk, single: all.filter((one) => !isGrouped(one)), grouped: byType(all.filter(isGrouped)) }];
  });
}

function byType(changes: readonly RankedChange[]): readonly TypeCount[] {
  return [...new Set(changes.map(({ stack }) => stack))].map((stack) => {
    const counts = new Map<string, number>();
    for (const { type } of changes.filter((change) => change.stack === stack))
      counts.set(type, (counts.get(type) ?? 0) + 1);
    const types = [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1));
    return { stack, kind: "create" as const, types };
  });
}

/** `2 lose stored data, 1 replaced, 3 change the exposure, 12 others`, with what there is none of said too. */
export function countsLine(changes: readonly RankedChange[]): string {
  if (changes.length === 0) return "no changes";
  const count = (risk: Risk): number => changes.filter((change) => change.risk === risk).length;
  return `${count("data-loss")} lose stored data, ${count("replacement")} replaced, ${count("exposure")} change the exposure, ${count("rest")} others`;
}
