/** Stored data is destroyed only by somebody who names it: on a terminal, or by a flag where nobody can be asked. */
import type { RankedChange } from "./model";

/** Stored data that a plan would destroy, and how that was confirmed; null where it was not. */
export interface DestroyedData {
  readonly address: string;
  readonly kind: RankedChange["kind"];
  readonly loses: string;
  readonly confirmed: "flag" | "typed" | null;
}

export interface ConfirmationSources {
  /** Values of `--destroys`: `STACK:ADDRESS`, or `ADDRESS` where only one stack has it. */
  readonly flags: readonly string[];
  /** Other stacks that have the same address: then the flag has to name the stack. */
  readonly alsoIn: (address: string) => readonly string[];
  /** Asks on a terminal and gives what was typed; unset where there is none. */
  readonly ask?: (change: RankedChange) => Promise<string>;
}

/** Address of a change as a person types it: without the key of what an earlier replacement left behind. */
export function typedAddress({ address }: Pick<RankedChange, "address">): string {
  return address.replace(/ \(deposed [^)]*\)$/, "");
}

/** `STACK:ADDRESS`: the name by which a deployment asks. */
export function destroyedName(change: Pick<RankedChange, "stack" | "address">): string {
  return `${change.stack}:${typedAddress(change)}`;
}

/** Each change that loses stored data, with its confirmation; asks for one after the other, and stops at the first no. */
export async function confirmDestroyed(
  ranked: readonly RankedChange[],
  sources: ConfirmationSources,
): Promise<readonly DestroyedData[]> {
  const destroyed: DestroyedData[] = [];
  let refused = false;
  for (const change of ranked) {
    if (change.loses === null) continue;
    const confirmed: DestroyedData["confirmed"] = refused
      ? byFlag(change, sources)
      : await confirmationOf(change, sources);
    refused ||= confirmed === null;
    destroyed.push({ address: change.address, kind: change.kind, loses: change.loses, confirmed });
  }
  return destroyed;
}

async function confirmationOf(change: RankedChange, sources: ConfirmationSources): Promise<DestroyedData["confirmed"]> {
  const flagged = byFlag(change, sources);
  if (flagged !== null || !sources.ask) return flagged;
  const typed = (await sources.ask(change)).trim();
  return typed === typedAddress(change) || typed === destroyedName(change) ? "typed" : null;
}

function byFlag(change: RankedChange, { flags, alsoIn }: ConfirmationSources): "flag" | null {
  if (flags.includes(destroyedName(change))) return "flag";
  const address = typedAddress(change);
  return flags.includes(address) && alsoIn(address).length === 0 ? "flag" : null;
}

const verbs: Partial<Readonly<Record<RankedChange["kind"], string>>> = { delete: "deleted", replace: "replaced" };

/** Why a plan is refused whose losses nobody confirmed; one reason for each, empty when all are. */
export function unconfirmedReasons(stack: string, destroyed: readonly DestroyedData[]): readonly string[] {
  return destroyed
    .filter(({ confirmed }) => confirmed === null)
    .map(({ address, kind, loses }) => {
      const flag = `--destroys '${destroyedName({ stack, address })}'`;
      return `${address} would be ${verbs[kind] ?? "changed"}, which loses ${loses}; nobody confirmed that: give ${flag} if it is meant`;
    });
}
