import type { Fact } from "./fact";

/** The emulator answers for one account, and that account is nobody's on AWS. */
export const accountFact: Fact = {
  id: "account",
  reads: ["emulator", "aws"],
  judge({ environment, catalogue }) {
    const { emulatorAccountId } = catalogue.limits;
    const isExample = environment.aws.accountId === emulatorAccountId;
    const path = ["aws", "accountId"];
    if (environment.emulator && !isExample) {
      return [
        {
          code: "emulator-account",
          path,
          message: `the emulator answers for the account ${emulatorAccountId} alone`,
          hint: `Write "${emulatorAccountId}", or remove \`emulator: true\` for a real account.`,
        },
      ];
    }
    if (!environment.emulator && isExample) {
      return [
        {
          code: "example-account",
          path,
          message: `${emulatorAccountId} is the account of examples and of the emulator, not a real one`,
          hint: "Write the number of your account, or add `emulator: true`.",
        },
      ];
    }
    return [];
  },
};
