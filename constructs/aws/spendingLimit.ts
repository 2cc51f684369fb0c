import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";

export interface SpendingLimitProps {
  readonly name: string;
  /** US dollars a month, for the whole account. */
  readonly monthlyUsd: number;
  readonly email: string;
}

/** When people are told, in percent of the limit. */
const warnings = [
  { threshold: 80, notificationType: "ACTUAL" },
  { threshold: 100, notificationType: "ACTUAL" },
  { threshold: 100, notificationType: "FORECASTED" },
] as const;

/** Tells people before the month's cost is a surprise. It stops nothing. */
export class SpendingLimit extends Construct {
  constructor(scope: Construct, id: string, props: SpendingLimitProps) {
    super(scope, id);
    new BudgetsBudget(this, "Default", {
      name: props.name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(props.monthlyUsd),
      limitUnit: "USD",
      notification: warnings.map((warning) => ({
        ...warning,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: [props.email],
      })),
    });
  }
}
