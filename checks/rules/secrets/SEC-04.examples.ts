import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

/** Put together here, so that no scanner of this repository takes an example for a leak. */
const accessKey = ["AKIA", "QWERTYUIOPASDFGH"].join("");
const password = ["Correct", "Horse", "9"].join("-");

function base64(lines: readonly string[]): string {
  return Buffer.from(lines.join("\n")).toString("base64");
}

const lambda = {
  filename: "sec-04.zip",
  handler: "index.handler",
  runtime: "nodejs20.x",
  role: "arn:aws:iam::123456789012:role/sec-04",
};

export const examples: RuleExamples = [
  {
    name: "references-only",
    terraform: rootModule({
      variable: {
        sec_04_db_password: { type: "string", default: "", sensitive: true },
        sec_04_name: { default: "digit" },
      },
      resource: {
        aws_launch_template: {
          sec_04_fetch: {
            name: "sec-04-fetch",
            user_data: base64([
              "#!/bin/sh",
              'TOKEN=$(curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)',
              "DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id digit/db)",
              'psql "postgres://digit:$DB_PASSWORD@db/digit"',
            ]),
          },
        },
        aws_lambda_function: {
          sec_04_reference: {
            ...lambda,
            function_name: "sec-04-reference",
            environment: {
              variables: {
                DB_PASSWORD_SECRET_ARN: "arn:aws:secretsmanager:ap-south-1:123456789012:secret:digit-AbCdEf",
                API_TOKEN: "/digit/production/token",
                LEVEL: "info",
              },
            },
          },
        },
      },
      output: {
        sec_04_name: { value: ref("var.sec_04_name") },
        sec_04_password: { value: ref("var.sec_04_db_password"), sensitive: true },
      },
    }),
    fails: [],
  },
  {
    name: "written-out",
    terraform: rootModule({
      variable: { sec_04_admin_password: { type: "string", default: password } },
      resource: {
        aws_launch_template: {
          sec_04_exported: {
            name: "sec-04-exported",
            user_data: base64(["#!/bin/sh", `export AWS_ACCESS_KEY_ID=${accessKey}`]),
          },
          sec_04_url: { name: "sec-04-url", user_data: base64([`psql postgres://digit:${password}@db/digit`]) },
        },
        aws_lambda_function: {
          sec_04_environment: {
            ...lambda,
            function_name: "sec-04-environment",
            environment: [{ variables: { DB_PASSWORD: password, LEVEL: "info" } }],
          },
        },
        aws_ecs_task_definition: {
          sec_04_container: {
            family: "sec-04",
            container_definitions: JSON.stringify([
              { name: "web", image: "web:1", environment: [{ name: "API_TOKEN", value: password }] },
            ]),
          },
        },
      },
      output: { sec_04_connection: { value: `postgres://digit:${password}@db/digit` } },
    }),
    fails: [
      { check: "SEC-04.variable-default", resource: "var.sec_04_admin_password" },
      { check: "SEC-04.user-data", resource: "aws_launch_template.sec_04_exported" },
      { check: "SEC-04.user-data", resource: "aws_launch_template.sec_04_url" },
      { check: "SEC-04.environment", resource: "aws_lambda_function.sec_04_environment" },
      { check: "SEC-04.environment", resource: "aws_ecs_task_definition.sec_04_container" },
      { check: "SEC-04.output", resource: "output.sec_04_connection" },
    ],
  },
];
