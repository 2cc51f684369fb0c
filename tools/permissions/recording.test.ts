import { recordingOf } from "./recording";

const line = (call: Record<string, unknown>): string => `${JSON.stringify({ parameters: {}, ...call })}\n`;
const call = { caller: "createdata", region: "ap-south-1", service: "rds", operation: "CreateDBInstance" };

test("a call is told by stack, phase, operation and region, with what it names", () => {
  const parameters = { DBInstanceIdentifier: "digit-quillmark-database", Engine: "postgres" };
  expect(recordingOf(line({ ...call, parameters }))).toEqual({
    data: {
      create: {
        "rds:CreateDBInstance": { "{region}": ["arn:aws:rds:{region}:{account}:db:digit-{name}-database"] },
      },
    },
  });
});

test("ids that AWS gives out are not kept: the next recording has others", () => {
  const ec2 = { caller: "updatenetwork", region: "ap-south-2", service: "ec2", operation: "CreateTags" };
  const text = [
    line({ ...ec2, parameters: { Resources: ["vpc-0a1b2c3d4e5f60718", "subnet-0a1b2c3d"] } }),
    line({
      caller: "readstate",
      region: "ap-south-1",
      service: "kms",
      operation: "DescribeKey",
      parameters: { KeyId: "arn:aws:kms:ap-south-1:123456789012:key/3db81c13-d1e1-4a60-b7bb-01fee37a5cc4" },
    }),
  ].join("");
  expect(recordingOf(text)).toEqual({
    network: {
      update: {
        "ec2:CreateTags": {
          "{recoveryRegion}": [
            "arn:aws:ec2:{recoveryRegion}:{account}:subnet/*",
            "arn:aws:ec2:{recoveryRegion}:{account}:vpc/*",
          ],
        },
      },
    },
    state: { read: { "kms:DescribeKey": { "{region}": ["arn:aws:kms:{region}:{account}:key/*"] } } },
  });
});

test("one operation may name things otherwise than the rest of its service", () => {
  const ssm = { caller: "createcluster", region: "ap-south-1", service: "ssm" };
  const text = [
    line({ ...ssm, operation: "GetParameter", parameters: { Name: "/aws/service/ami" } }),
    line({ ...ssm, operation: "GetDocument", parameters: { Name: "digit-quillmark-shell" } }),
  ].join("");
  expect(recordingOf(text).cluster?.create).toEqual({
    "ssm:GetDocument": { "{region}": ["arn:aws:ssm:{region}:{account}:document/digit-{name}-shell"] },
    "ssm:GetParameter": { "{region}": ["arn:aws:ssm:{region}::parameter/aws/service/ami"] },
  });
});

test("whoever keeps the states is no provider", () => {
  expect(recordingOf(line({ ...call, caller: "test" }))).toEqual({});
});

test("a request that nobody could name stops it", () => {
  expect(() => recordingOf(line({ ...call, operation: null, request: "GET /strange" }))).toThrow("nobody knows");
});
