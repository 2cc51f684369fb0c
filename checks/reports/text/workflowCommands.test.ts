import { toVisibleJson } from "./visibleJson";
import { defuseCommands } from "./workflowCommands";

test.each([
  ["::error file=a::b", ":\\:error file=a::b"],
  ["x ::ADD-MASK::y", "x :\\:ADD-MASK::y"],
  ["##[error]x", "#\\#[error]x"],
  ["##vso[task.setvariable]x", "#\\#vso[task.setvariable]x"],
  ["##teamcity[message]", "#\\#teamcity[message]"],
])("%s gives no order", (text, shown) => {
  expect(defuseCommands(text)).toBe(shown);
});

test.each(["::/0", "::1", "AWS::S3::Bucket", "module::error_page", "## heading", "fe80::warning-x"])(
  "%s stays as it is",
  (text) => {
    expect(defuseCommands(text)).toBe(text);
  },
);

test("JSON keeps the value and holds no order and no acting character", () => {
  const value = { "##[error]": "##vso[x] ::error::y \u001b[31m\u202e\u009b" };
  const text = toVisibleJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/##|::error/);
  expect(/(?!\n)[\p{Cc}\u202e]/u.test(text)).toBe(false);
});
