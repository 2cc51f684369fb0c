import { accessFact } from "./access";
import { accountFact } from "./account";
import { approvalFact } from "./approval";
import { capacityFact } from "./capacity";
import { domainFact } from "./domain";
import type { Fact } from "./fact";
import { kitFact } from "./kit";
import { networkFact } from "./network";
import { recoveryFact } from "./recovery";
import { regionsFact } from "./regions";
import { registerFact } from "./register";
import { tenantsFact } from "./tenants";
import { versionsFact } from "./versions";

/** Every cross-field fact. */
export const facts: readonly Fact[] = [
  accessFact,
  accountFact,
  approvalFact,
  capacityFact,
  domainFact,
  kitFact,
  networkFact,
  recoveryFact,
  regionsFact,
  registerFact,
  tenantsFact,
  versionsFact,
];
