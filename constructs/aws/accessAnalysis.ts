import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { Construct } from "constructs";

export interface AccessAnalysisProps {
  /** Begins the analyzers' names. */
  readonly name: string;
}

/** Days after which a permission that nobody used is reported: a quarter, the rhythm of access reviews. */
const unusedAfterDays = 90;

/** Reports what others than the account can reach, and permissions that nobody uses. */
export class AccessAnalysis extends Construct {
  constructor(scope: Construct, id: string, props: AccessAnalysisProps) {
    super(scope, id);
    new AccessanalyzerAnalyzer(this, "external", { analyzerName: `${props.name}-external`, type: "ACCOUNT" });
    new AccessanalyzerAnalyzer(this, "unused", {
      analyzerName: `${props.name}-unused`,
      type: "ACCOUNT_UNUSED_ACCESS",
      configuration: { unusedAccess: { unusedAccessAge: unusedAfterDays } },
    });
  }
}
