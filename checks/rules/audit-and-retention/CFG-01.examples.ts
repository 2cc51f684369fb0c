import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const recorder = (group: JsonObject): JsonObject => ({
  main: { name: "main", role_arn: "arn:aws:iam::123456789012:role/config", recording_group: group },
});
const status = (on: boolean): JsonObject => ({
  main: { name: ref("aws_config_configuration_recorder.main.name"), is_enabled: on },
});

export const examples: RuleExamples = [
  example("cfg-01-good", {
    resource: {
      aws_config_configuration_recorder: recorder({ all_supported: true, include_global_resource_types: true }),
      aws_config_configuration_recorder_status: status(true),
    },
  }),
  example(
    "cfg-01-bad-partial-and-off",
    {
      resource: {
        aws_config_configuration_recorder: recorder({ all_supported: false, resource_types: ["AWS::EC2::Instance"] }),
        aws_config_configuration_recorder_status: status(false),
      },
    },
    {
      fails: [
        ["CFG-01.all-resources", "aws_config_configuration_recorder.main"],
        ["CFG-01.global-resources", "aws_config_configuration_recorder.main"],
        ["CFG-01.recording", "aws_config_configuration_recorder.main"],
        ["CFG-01.recording", "aws_config_configuration_recorder_status.main"],
        ["CFG-01.records-all", "aws_config_configuration_recorder_status.main"],
      ],
    },
  ),
  example(
    "cfg-01-bad-never-switched-on",
    {
      resource: {
        aws_config_configuration_recorder: recorder({ all_supported: true, include_global_resource_types: true }),
      },
    },
    { fails: [["CFG-01.recording", "aws_config_configuration_recorder.main"]] },
  ),
  example(
    "cfg-01-aggregators",
    {
      resource: {
        aws_config_configuration_aggregator: {
          all: { name: "all", account_aggregation_source: { account_ids: ["123456789012"], all_regions: true } },
          organization: {
            name: "organization",
            organization_aggregation_source: {
              role_arn: "arn:aws:iam::123456789012:role/config",
              all_regions: "true",
            },
          },
          some: {
            name: "some",
            account_aggregation_source: { account_ids: ["123456789012"], regions: ["ap-south-1"] },
          },
        },
      },
    },
    { fails: [["CFG-01.all-regions", "aws_config_configuration_aggregator.some"]] },
  ),
];
