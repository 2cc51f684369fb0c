import { invalidInput } from "../common/errors";
import { nearest } from "../config/suggest";
import type { StackManifest } from "../stacks/manifest";

/**
 * The stacks that `--stack` names; undefined for all.
 * @throws UserError exit 2 with every name that no stack has, and the one that was probably meant
 */
export function stackSelection(
  manifest: Pick<StackManifest, "environment" | "stacks">,
  named: readonly string[] | undefined,
): ReadonlySet<string> | undefined {
  if (named === undefined || named.length === 0) return undefined;
  const names = manifest.stacks.map((stack) => stack.name);
  const strange = [...new Set(named)].filter((name) => !names.includes(name));
  if (strange.length > 0)
    throw invalidInput(
      `--stack names what ${manifest.environment} does not have.`,
      strange.map((name) => {
        const meant = nearest(name, names);
        return {
          code: "unknown-stack",
          message: `There is no stack ${JSON.stringify(name)}.`,
          ...(meant === undefined ? {} : { hint: `${meant}?` }),
        };
      }),
      `Its stacks are ${names.join(", ")}.`,
    );
  return new Set(named);
}
