import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "enabled",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_03_defaults: { description: "kms-03 defaults" },
          kms_03_stated: { is_enabled: true, deletion_window_in_days: 30 },
          kms_03_shortest: { deletion_window_in_days: "7" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "disabled",
    terraform: rootModule({ resource: { aws_kms_key: { kms_03_disabled: { is_enabled: false } } } }),
    fails: [{ check: "KMS-03.enabled", resource: "aws_kms_key.kms_03_disabled" }],
  },
  {
    name: "deleted-in-haste",
    // The provider refuses to plan it, so there is nothing but the source to judge.
    otherStacks: {},
    terraform: rootModule({ resource: { aws_kms_key: { kms_03_haste: { deletion_window_in_days: 3 } } } }),
    fails: [{ check: "KMS-03.deletion-window", resource: "aws_kms_key.kms_03_haste" }],
  },
];
