import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const tags: JsonObject = { "data-class": "personal", "personal-data": "yes", retention: "2555d" };

export const examples: RuleExamples = [
  example("dp-02-good", {
    resource: {
      aws_s3_bucket: { files: { bucket: "dp-02-files", tags } },
      aws_efs_file_system: { shared: { encrypted: true, tags: { ...tags, Name: "shared" } } },
    },
  }),
  example(
    "dp-02-bad",
    {
      resource: {
        aws_s3_bucket: {
          silent: { bucket: "dp-02-silent" },
          half: { bucket: "dp-02-half", tags: { "data-class": "personal", "personal-data": "yes" } },
          empty: { bucket: "dp-02-empty", tags: { ...tags, retention: "" } },
        },
      },
    },
    {
      fails: [
        ["DP-02.tags", "aws_s3_bucket.silent"],
        ["DP-02.tags", "aws_s3_bucket.half"],
        ["DP-02.tags", "aws_s3_bucket.empty"],
      ],
    },
  ),
];
