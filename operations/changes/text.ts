/** The changes of a plan by risk, for a terminal. */
import { neutralise } from "../../checks/reports/text/neutralise";
import { destroyedName } from "../../gate/changes/confirmation";
import type { AttributeChange, RankedChange } from "../../gate/changes/model";
import { attributeWords, countsLine, groupsOf, kindWord, remarksOf, riskTitles, type TypeCount } from "./words";

const signs: Readonly<Record<RankedChange["kind"], string>> = {
  delete: "-",
  replace: "±",
  forget: "-",
  update: "~",
  create: "+",
  import: ">",
};

/** Attributes of one change that are listed; the JSON has them all. */
const mostAttributes = 12;

/** Lines without a final line break; empty lines stand between risks. */
export function changeLines(changes: readonly RankedChange[]): readonly string[] {
  return [
    `Changes by risk: ${countsLine(changes)}`,
    ...groupsOf(changes).flatMap(({ risk, single, grouped }) => [
      "",
      riskTitles[risk].toUpperCase(),
      ...single.flatMap((change) => linesOf(change)),
      ...grouped.map(groupLine),
    ]),
  ];
}

/** One change, with its attributes indented under it. */
function linesOf(change: RankedChange): readonly string[] {
  const remarks = remarksOf(change);
  const construct = change.construct === null ? "" : ` (${neutralise(change.construct)})`;
  const head = `  ${signs[change.kind]} ${kindWord(change)} ${change.stack}: ${neutralise(change.address)}${construct}`;
  const left = change.attributes.length - mostAttributes;
  return [
    `${head}${remarks.length > 0 ? `: ${remarks.join("; ")}` : ""}`,
    ...change.attributes.slice(0, mostAttributes).map(attributeLine),
    ...(left > 0 ? [`      … and ${left} more attributes (--format json lists them)`] : []),
    ...(change.loses === null ? [] : [`      to deploy it: --destroys '${neutralise(destroyedName(change))}'`]),
  ];
}

function attributeLine(attribute: AttributeChange): string {
  const forces = attribute.forcesReplacement ? "  (forces the replacement)" : "";
  return `      ${neutralise(attribute.path)}: ${attributeWords(attribute)}${forces}`;
}

function groupLine({ stack, types }: TypeCount): string {
  return `  + create ${stack}: ${types.map(({ type, count }) => `${count} ${neutralise(type)}`).join(", ")}`;
}

/** One change with all that is said of it, for a question. */
export function changeWords(change: RankedChange): string {
  return linesOf(change).join("\n");
}

/** Changes told one by one while a deployment runs. */
const mostNotable = 20;

/** What somebody who watches a deployment should see before it is applied: all but the rest. */
export function notableLines(changes: readonly RankedChange[]): readonly string[] {
  const notable = groupsOf(changes).flatMap(({ risk, single }) => (risk === "rest" ? [] : single));
  const left = notable.length - mostNotable;
  return [
    ...notable.slice(0, mostNotable).map((change) => {
      const remarks = remarksOf(change).join("; ");
      return `${signs[change.kind]} ${kindWord(change)} ${neutralise(change.address)}${remarks === "" ? "" : `: ${remarks}`}`;
    }),
    ...(left > 0 ? [`… and ${left} more changes of this kind, all in the report`] : []),
  ];
}
