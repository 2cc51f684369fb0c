import type { JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { policyText, trust } from "../kit/policyExample";
import { rule } from "./IAM-03";

const role = (...statements: readonly JsonObject[]): JsonObject => ({
  variable: { account: { type: "string" }, issuer: { type: "string" } },
  data: { aws_caller_identity: { current: {} } },
  resource: {
    aws_iam_openid_connect_provider: { pods: { url: "https://oidc.example", client_id_list: ["sts.amazonaws.com"] } },
    aws_iam_role: { one: { assume_role_policy: policyText(...statements) } },
  },
});
const whole = (module: JsonObject, parameters = {}) =>
  judgedRows(rule, module, parameters)
    .find((row) => row.includes("IAM-03.whole-account"))
    ?.split(" ")[0];

test("the caller's own account is no foreign one", () => {
  const own = trust({ AWS: `arn:aws:iam::${ref("data.aws_caller_identity.current.account_id")}:root` });
  expect(whole(role(own))).toBe("pass");
});

test("an account that nobody knows yet may be anybody's", () => {
  expect(whole(role(trust({ AWS: `arn:aws:iam::${ref("var.account")}:root` })))).toBe("unknown");
  expect(whole(role(trust({ AWS: `arn:aws:iam::${ref("var.account")}:role/auditor` })))).toBe("pass");
});

test("a declared account is trusted", () => {
  const module = role(trust({ AWS: "999999999999" }));
  expect(whole(module)).toBe("fail");
  expect(whole(module, { trustedAccounts: ["999999999999"] })).toBe("pass");
});

test("a provider of the same module is recognised, and conditions whose issuer is not known yet count", () => {
  const federated = (condition: JsonObject): JsonObject => ({
    Effect: "Allow",
    Principal: { Federated: ref("aws_iam_openid_connect_provider.pods.arn") },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });
  const oidc = (module: JsonObject) => judgedRows(rule, module).filter((row) => row.includes("oidc-conditions"));
  const both = {
    [`${ref("var.issuer")}:sub`]: "system:serviceaccount:egov:filestore",
    [`${ref("var.issuer")}:aud`]: "sts.amazonaws.com",
  };
  expect(oidc(role(federated({ StringEquals: both })))).toEqual(["pass IAM-03.oidc-conditions aws_iam_role.one"]);
  expect(oidc(role(federated({ StringNotEquals: both })))).toEqual(["fail IAM-03.oidc-conditions aws_iam_role.one"]);
});
