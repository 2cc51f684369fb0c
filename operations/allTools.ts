import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";

type Resolved<Tools extends readonly unknown[]> = { -readonly [key in keyof Tools]: Awaited<Tools[key]> };

/**
 * Waits for all tools, so that what is missing is said at once and not one run after the other.
 * @throws UserError exit 3 with every missing tool; any other error as it is
 */
export async function allTools<Tools extends readonly unknown[]>(tools: Tools): Promise<Resolved<Tools>> {
  const settled = await Promise.allSettled(tools);
  const failed = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const missing = failed.filter((error) => error instanceof UserError && isMissing(error));
  if (failed.length > 1 && missing.length === failed.length) throw together(missing as readonly UserError[]);
  if (failed.length > 0) throw failed.find((error) => !missing.includes(error)) ?? failed[0];
  return settled.map((one) => (one.status === "fulfilled" ? one.value : undefined)) as Resolved<Tools>;
}

const isMissing = ({ exitCode }: UserError): boolean => exitCode === exitCodes.toolOrPermissionMissing;

function together(errors: readonly UserError[]): UserError {
  return new UserError({
    code: errors.map(({ code }) => code).join(" "),
    message: errors.map(({ message }) => message).join("\n  "),
    exitCode: exitCodes.toolOrPermissionMissing,
    hint: errors.flatMap(({ hint }) => hint ?? []).join("\n  "),
  });
}
