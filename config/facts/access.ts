import type { Fact, FactInput, FactProblem } from "./fact";

/** Approvers are different people, and every group with access belongs to a party of the register and has not ended. */
export const accessFact: Fact = {
  id: "access",
  reads: ["access", "size", "emulator", "dataProtection.parties"],
  judge,
};

function judge(input: FactInput): readonly FactProblem[] {
  return [...judgeApprovers(input), ...judgeGroups(input)];
}

function judgeApprovers({ environment }: FactInput): readonly FactProblem[] {
  const first = new Map<string, number>();
  const problems: FactProblem[] = [];
  for (const [index, approver] of environment.access.approvers.entries()) {
    const address = approver.email.toLowerCase();
    const known = first.get(address);
    if (known === undefined) first.set(address, index);
    else
      problems.push({
        code: "duplicate-approver",
        path: ["access", "approvers", index, "email"],
        message: `approver ${index + 1} has the address of approver ${known + 1}: one person cannot approve twice`,
        hint: "Name two different people.",
      });
  }
  if (first.size < 2 && !environment.emulator) {
    problems.push({
      code: "few-approvers",
      path: ["access", "approvers"],
      message: "an emergency change needs two approvers, and only one is named",
      hint: "Add a second person.",
      isWarning: true,
    });
  }
  return problems;
}

function judgeGroups({ environment, now }: FactInput): readonly FactProblem[] {
  return Object.entries(environment.access.groups).flatMap(([name, group]) => {
    const problems: FactProblem[] = [];
    if (environment.dataProtection.parties[group.party] === undefined) {
      problems.push({
        code: "undeclared-party",
        path: ["access", "groups", name, "party"],
        message: `group ${name} belongs to ${group.party}, which dataProtection.parties does not name`,
        hint: `Add \`${group.party}\` with its name under \`dataProtection.parties\`.`,
      });
    }
    if (now !== undefined && group.until < now.toISOString().slice(0, 10)) {
      problems.push({
        code: "access-ended",
        path: ["access", "groups", name, "until"],
        message: `the access of group ${name} ended on ${group.until}`,
        hint: "Remove the group, or have its access renewed and write the new date.",
      });
    }
    return problems;
  });
}
