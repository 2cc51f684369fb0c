/** Small pieces that all parts of an OSCAL document are made of. */
import type { Json } from "../../../common/json";
import type { Finding, InputSummary } from "../../model";
import type { ReportedRule } from "../platformReport";
import { splitReference } from "../reference";
import { neutraliseProse } from "../text/neutralise";
import { uuidOf } from "./uuid";

/** Names that OSCAL does not define itself stand under this name space. */
const ownNames = "urn:digit-platform:oscal";

export const toolUuid = uuidOf("tool", "digit-platform");

/** A property of our own; OSCAL wants a value that neither is empty nor has blanks at its edges. */
export function property(name: string, value: string | number): Json {
  return { name, ns: ownNames, value: oneLine(String(value)) };
}

export function oneLine(text: string): string {
  const line = neutraliseProse(text);
  return line === "" ? "none" : line;
}

export const origins: Json = [{ actors: [{ type: "tool", "actor-uuid": toolUuid }] }];

/** `NIST SP 800-53 r5: SC-28(1)` as `sc-28.1`, the id in NIST's own OSCAL catalog. */
export function controlIds(rule: ReportedRule | undefined): readonly string[] {
  return (rule?.frameworks.nist80053 ?? []).flatMap((reference) => {
    const parts = /^([A-Z]{2})-(\d{1,2})(?:\((\d{1,2})\))?$/.exec(splitReference(reference).number);
    if (parts === null) return [];
    return [`${parts[1]}-${parts[2]}${parts[3] === undefined ? "" : `.${parts[3]}`}`.toLowerCase()];
  });
}

/** Inputs of the same path, which only a caller of the library can give, stay apart by their number. */
export function inputUuid(inputs: readonly InputSummary[], index: number): string {
  const path = inputs[index]?.path ?? ".";
  const earlier = inputs.slice(0, index).filter((input) => input.path === path).length;
  return uuidOf("input", path, String(earlier));
}

export function resourceUuid({ stack, resource, input }: Finding, inputs: readonly InputSummary[]): string {
  return uuidOf("resource", inputUuid(inputs, input), stack, resource);
}
