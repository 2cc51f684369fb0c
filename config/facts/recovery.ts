import type { Fact, FactInput, FactProblem } from "./fact";

/** The objectives can be met by the backups that the stacks make, and backups do not outlive the data that they hold. */
export const recoveryFact: Fact = { id: "recovery", reads: ["recovery", "size", "dataProtection.categories"], judge };

function judge({ environment, catalogue }: FactInput): readonly FactProblem[] {
  const { recovery, size, dataProtection } = environment;
  const { smallestRpoMinutes } = catalogue.limits.pointInTimeRecovery;
  const { restoreMinutes } = catalogue.limits.sizes[size];
  const problems: FactProblem[] = [];
  if (recovery.rpoMinutes < smallestRpoMinutes) {
    problems.push({
      code: "objective-unmeetable",
      path: ["recovery", "rpoMinutes"],
      message: `point-in-time recovery reaches the last ${smallestRpoMinutes} minutes, not the last ${recovery.rpoMinutes}`,
      hint: `Write ${smallestRpoMinutes} or more.`,
    });
  }
  if (recovery.rtoMinutes < restoreMinutes) {
    problems.push({
      code: "objective-unmeetable",
      path: ["recovery", "rtoMinutes"],
      message: `a restore at size ${size} takes about ${restoreMinutes} minutes, more than ${recovery.rtoMinutes}`,
      hint: `Write ${restoreMinutes} or more.`,
    });
  }
  for (const [name, category] of Object.entries(dataProtection.categories)) {
    if (recovery.retentionDays <= category.retentionDays) continue;
    problems.push({
      code: "backup-outlives-data",
      path: ["recovery", "retentionDays"],
      message: `backups would be kept ${recovery.retentionDays} days, longer than category ${name} may be (${category.retentionDays} days)`,
      hint: `Write ${category.retentionDays} or less, or lengthen the retention of ${name}.`,
    });
  }
  return problems;
}
