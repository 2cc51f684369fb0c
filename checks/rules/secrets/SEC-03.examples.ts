import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "secure",
    terraform: rootModule({
      resource: {
        aws_kms_key: { sec_03_own: { description: "sec-03" } },
        aws_ssm_parameter: {
          sec_03_own: {
            name: "/sec-03/own",
            type: "SecureString",
            key_id: ref("aws_kms_key.sec_03_own.arn"),
            value_wo: "x",
            value_wo_version: 1,
          },
          sec_03_image: {
            name: "/sec-03/image",
            type: "String",
            data_type: "aws:ec2:image",
            value: "ami-0a1b2c3d4e5f60718",
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "plain",
    terraform: rootModule({
      resource: {
        aws_ssm_parameter: {
          sec_03_plain: { name: "/sec-03/plain", type: "String", value: "x" },
          sec_03_managed: { name: "/sec-03/managed", type: "SecureString", value_wo: "x", value_wo_version: 1 },
        },
      },
    }),
    fails: [
      { check: "SEC-03.secure-string", resource: "aws_ssm_parameter.sec_03_plain" },
      { check: "SEC-03.customer-key", resource: "aws_ssm_parameter.sec_03_managed" },
    ],
  },
];
