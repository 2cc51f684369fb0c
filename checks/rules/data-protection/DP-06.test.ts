import { judgedRows } from "../kit/judgedRows";
import { rule } from "./DP-06";

const resource = { aws_s3_bucket: { files: { bucket: "files", tags: { "personal-data": "yes" } } } };

test("something else that looks for personal data will do", () => {
  expect(judgedRows(rule, { resource }, { dataDiscovery: "the state's own scanner" })).toEqual([
    "pass DP-06.discovery aws_s3_bucket.files",
  ]);
});

test("Macie looks only into buckets of its region", () => {
  const provider = { aws: [{ region: "ap-south-1" }, { region: "eu-west-1", alias: "abroad" }] };
  const aws_macie2_account = { abroad: { provider: "aws.abroad" } };
  expect(judgedRows(rule, { provider, resource: { ...resource, aws_macie2_account } })).toEqual([
    "fail DP-06.discovery aws_s3_bucket.files",
    "pass DP-06.running aws_macie2_account.abroad",
  ]);
});
