import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { trail_01_own: { description: "trail-01" } },
        aws_cloudtrail: {
          trail_01_own: {
            name: "trail-01-own",
            s3_bucket_name: "trail-01-archive",
            kms_key_id: ref("aws_kms_key.trail_01_own.arn"),
          },
        },
        aws_cloudtrail_event_data_store: {
          trail_01_own: { name: "trail-01-own", kms_key_id: ref("aws_kms_key.trail_01_own.arn") },
        },
      },
    }),
    fails: [],
  },
  {
    name: "no-key",
    terraform: rootModule({
      resource: {
        aws_cloudtrail: { trail_01_absent: { name: "trail-01-absent", s3_bucket_name: "trail-01-archive" } },
        aws_cloudtrail_event_data_store: { trail_01_absent: { name: "trail-01-absent" } },
      },
    }),
    fails: [
      { check: "TRAIL-01.customer-key", resource: "aws_cloudtrail.trail_01_absent" },
      { check: "TRAIL-01.customer-key", resource: "aws_cloudtrail_event_data_store.trail_01_absent" },
    ],
  },
];
