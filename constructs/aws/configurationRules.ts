import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { Construct } from "constructs";
import catalogue from "../../catalogue/config-rules.json";
import type { ConfigurationRecord } from "./configurationRecord";

export interface ConfigurationRulesProps {
  /** Begins the rules' names. */
  readonly name: string;
  /** What the rules judge; they are refused while nothing is recorded. */
  readonly record: ConfigurationRecord;
}

interface ManagedRule {
  readonly name: string;
  readonly identifier: string;
  readonly parameters?: { readonly [name: string]: string };
}

/** AWS Config judges, at each change of a resource, what must not be undone by hand (`catalogue/config-rules.json`). */
export class ConfigurationRules extends Construct {
  constructor(scope: Construct, id: string, props: ConfigurationRulesProps) {
    super(scope, id);
    const rules: readonly ManagedRule[] = catalogue.rules;
    for (const rule of rules) {
      new ConfigConfigRule(this, rule.name.replaceAll("-", "_"), {
        name: `${props.name}-${rule.name}`,
        source: { owner: "AWS", sourceIdentifier: rule.identifier },
        ...(rule.parameters ? { inputParameters: JSON.stringify(rule.parameters) } : {}),
        dependsOn: [props.record.status],
      });
    }
  }
}
