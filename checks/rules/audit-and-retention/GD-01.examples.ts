import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const features = (statuses: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(statuses).map(([name, status]) => [
      name.toLowerCase(),
      { detector_id: ref("aws_guardduty_detector.main.id"), name, status },
    ]),
  );
const detector = (parts: JsonObject = {}): JsonObject => ({ main: parts });

export const examples: RuleExamples = [
  example("gd-01-good", {
    resource: {
      aws_guardduty_detector: detector(),
      aws_guardduty_detector_feature: features({
        EKS_AUDIT_LOGS: "ENABLED",
        RDS_LOGIN_EVENTS: "ENABLED",
        S3_DATA_EVENTS: "ENABLED",
      }),
      aws_guardduty_organization_configuration: {
        main: { detector_id: ref("aws_guardduty_detector.main.id"), auto_enable_organization_members: "ALL" },
      },
    },
  }),
  example("gd-01-good-by-default", { resource: { aws_guardduty_detector: detector() } }),
  example("gd-01-good-older-blocks", {
    resource: {
      aws_guardduty_detector: detector({
        enable: true,
        datasources: { s3_logs: { enable: true }, kubernetes: { audit_logs: { enable: true } } },
      }),
      aws_guardduty_detector_feature: features({ RDS_LOGIN_EVENTS: "ENABLED" }),
    },
  }),
  example(
    "gd-01-bad-switched-off",
    {
      resource: {
        aws_guardduty_detector: detector({ enable: false }),
        aws_guardduty_detector_feature: features({ RDS_LOGIN_EVENTS: "DISABLED", S3_DATA_EVENTS: "DISABLED" }),
        aws_guardduty_organization_configuration: {
          main: { detector_id: ref("aws_guardduty_detector.main.id"), auto_enable_organization_members: "NONE" },
        },
      },
    },
    {
      fails: [
        ["GD-01.enabled", "aws_guardduty_detector.main"],
        ["GD-01.database-logins", "aws_guardduty_detector.main"],
        ["GD-01.database-logins", "aws_guardduty_detector_feature.rds_login_events"],
        ["GD-01.object-access", "aws_guardduty_detector.main"],
        ["GD-01.object-access", "aws_guardduty_detector_feature.s3_data_events"],
        ["GD-01.organization", "aws_guardduty_organization_configuration.main"],
        ["GD-01.organization", "aws_guardduty_detector.main"],
      ],
    },
  ),
  example(
    "gd-01-bad-older-blocks",
    {
      resource: {
        aws_guardduty_detector: detector({
          datasources: { s3_logs: { enable: true }, kubernetes: { audit_logs: { enable: false } } },
        }),
      },
    },
    { fails: [["GD-01.cluster-audit", "aws_guardduty_detector.main"]] },
  ),
];
