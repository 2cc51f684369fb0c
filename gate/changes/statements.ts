/** What a policy lets in or keeps out, by its statements. */
import { canonicalJson, type Json } from "../../common/json";
import type { Exposure } from "./model";

type Statement = Readonly<Record<string, Json>>;

/** Statements of an IAM policy document; undefined for what is none. */
function statementsOf(document: unknown): readonly Statement[] | undefined {
  const parsed = typeof document === "string" ? parse(document) : document;
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { Statement } = parsed as { Statement?: Json };
  if (Statement === undefined) return undefined;
  return [Statement].flat().filter((one): one is Statement => typeof one === "object" && one !== null);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How a policy's change moves the exposure; null where the same statements stand in another order. */
export function policyExposure(before: unknown, after: unknown): Exposure | null {
  const [from, to] = [statementsOf(before) ?? [], statementsOf(after) ?? []];
  const known = new Set(from.map(withoutId));
  const kept = new Set(to.map(withoutId));
  const added = to.filter((one) => !known.has(withoutId(one)));
  const removed = from.filter((one) => !kept.has(withoutId(one)));
  if (added.length + removed.length === 0) return null;
  const widens = added.some(allows) || removed.some((one) => !allows(one));
  const narrows = removed.some(allows) || added.some((one) => !allows(one));
  return widens && narrows ? "changed" : widens ? "wider" : "narrower";
}

/** True for a policy that lets everybody in without a condition. */
export function admitsAnybody(document: unknown): boolean {
  return (statementsOf(document) ?? []).some(
    (one) => allows(one) && one.Condition === undefined && isEverybody(one.Principal),
  );
}

const allows = ({ Effect }: Statement): boolean => Effect === "Allow";

/** A statement's name says nothing of what it does. */
function withoutId({ Sid: _, ...rest }: Statement): string {
  return canonicalJson(rest);
}

function isEverybody(principal: Json | undefined): boolean {
  if (principal === "*") return true;
  if (typeof principal !== "object" || principal === null || Array.isArray(principal)) return false;
  return [(principal as Statement).AWS ?? null].flat().includes("*");
}
