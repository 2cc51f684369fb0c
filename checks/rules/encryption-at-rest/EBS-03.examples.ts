import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "on",
    terraform: rootModule({
      resource: { aws_ebs_encryption_by_default: { ebs_03_stated: { enabled: true }, ebs_03_default: {} } },
    }),
    fails: [],
  },
  {
    name: "off",
    terraform: rootModule({ resource: { aws_ebs_encryption_by_default: { ebs_03_off: { enabled: false } } } }),
    fails: [{ check: "EBS-03.on", resource: "aws_ebs_encryption_by_default.ebs_03_off" }],
  },
];
