import type { ExceptionEntry } from "../checks/exceptions/model";
import type { DutyEntry } from "../checks/frameworks/duties";
import type { ReportedException, ReportedRule } from "../checks/reports/platformReport";
import { allRules } from "../checks/rules";
import { kindOfName } from "../checks/rules/kit/environmentKind";
import type { Json } from "../common/json";
import { packageVersion } from "../common/packageRoot";
import { configCatalogue } from "../config/catalogue";
import type { Environment } from "../config/environment.generated";
import type { Judge } from "../gate/deployment";
import { makeJudge } from "../gate/judge";
import { imageRegistry } from "../stacks/services/images";
import { readRegister, registerPath } from "./dutyRegister";
import { approversOf, exceptionsPath, readExceptionsFor } from "./exceptionsFile";

/** What judges an environment: all rules, its parameters, and its exceptions file. */
export interface Policy {
  readonly judge: Judge;
  readonly rules: readonly ReportedRule[];
  readonly reportedExceptions: readonly ReportedException[];
  readonly exceptions: readonly ExceptionEntry[];
  /** What people recorded for their duties; empty where there is no register. */
  readonly duties: readonly DutyEntry[];
  /** Whether the exceptions file has an entry, expired or not, for a check at an address; synthesis reads no clock. */
  readonly allows: (check: string, address: string) => boolean;
}

/** @throws UserError exit 2 for an exceptions file or a register of duties that is not well-formed. */
export function loadPolicy(environmentFile: string, environment: Environment): Policy {
  const exceptions = readExceptionsFor(exceptionsPath(environmentFile, environment.name), approversOf(environment), {
    mayBeMissing: true,
  });
  return {
    allows: (check, address) =>
      exceptions.file.exceptions.some(
        ({ entry }) =>
          entry.resource === address &&
          (entry.check === undefined ? check.startsWith(`${entry.rule}.`) : entry.check === check),
      ),
    rules: allRules.map((rule) => rule.metadata),
    reportedExceptions: exceptions.reported,
    exceptions: exceptions.file.exceptions.map(({ entry }) => entry),
    duties: readRegister(registerPath(environmentFile, environment.name)) ?? [],
    judge: makeJudge({
      kitVersion: packageVersion(),
      rules: allRules,
      parameters: parametersOf(environment),
      exceptions: exceptions.policy,
      exceptionsText: exceptions.text,
    }),
  };
}

/**
 * Rules' parameters that an environment decides: where data may lie, how long logs and backups are kept, whom it trusts
 * and what it is joined to, and whether it is production. What its file leaves open keeps the rules' default.
 */
export function parametersOf(environment: Environment): { readonly [name: string]: Json } {
  const residency = configCatalogue().countries[environment.dataProtection.residency];
  const { network, parameters } = environment;
  const regions = (residency?.regions[environment.target] ?? []).map((region) => region.code);
  return {
    ...(regions.length > 0 ? { allowedRegions: regions } : {}),
    retentionDays: environment.audit.retentionDays,
    // RDS keeps automated backups for 35 days at most; longer retention is the vault's.
    backupRetentionDays: Math.min(environment.recovery.retentionDays, 35),
    trustedAccounts: [environment.aws.accountId],
    declaredEgress: [...Object.values(network.neighbours), ...parameters.declaredEgress].sort(),
    declaredEdges: [...parameters.declaredEdges].sort(),
    firewalledEntries: [...parameters.firewalledEntries].sort(),
    dataDiscovery: parameters.dataDiscovery,
    allowedRegistries: [imageRegistry(environment)],
    ...productionOf(environment),
  };
}

/** A demonstration and what runs on the emulator are none; of the others the name tells, or nothing does. */
function productionOf({ name, size, emulator }: Environment): { readonly production?: boolean } {
  if (emulator || size === "demo") return { production: false };
  const kind = kindOfName(name);
  return kind === undefined ? {} : { production: kind === "production" };
}
