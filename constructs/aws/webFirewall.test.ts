import catalogue from "../../catalogue/firewall.json";
import { firewallRules } from "./firewallRules";
import { synthesized, testPlace } from "./testing";
import { WebFirewall } from "./webFirewall";

const { only } = synthesized((scope) => {
  new WebFirewall(scope, "firewall", {
    name: "digit-test",
    place: testPlace,
    loadBalancerArn: "arn:aws:elasticloadbalancing:ap-south-1:111122223333:loadbalancer/app/x/1",
    logRetentionDays: 400,
  });
});
const rules = firewallRules("digit-test");
const text = JSON.stringify(only("aws_wafv2_web_acl"));

test("whatever matches is refused: nothing is only counted or let through by a rule", () => {
  expect(text).not.toMatch(/"count"|"action":\{"allow"|rule_action_override|excluded_rule/);
  for (const rule of rules) {
    expect([rule.name, rule.action ?? rule.overrideAction]).toEqual([
      rule.name,
      rule.action ? { block: {} } : { none: {} },
    ]);
  }
});

test("each rule has a name and a priority of its own, managed groups first", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  expect(rules.map(({ priority }) => priority)).toEqual(rules.map((_, index) => index + 1));
  expect(rules.slice(0, catalogue.managedGroups.length).every(({ overrideAction }) => overrideAction)).toBe(true);
});

test("only the group with a limit on bodies is asked of small bodies alone, and large ones must belong to a writer", () => {
  const scoped = catalogue.managedGroups.filter((group) => group.smallBodiesOnly).map(({ name }) => name);
  expect(scoped).toEqual(["AWSManagedRulesCommonRuleSet"]);
  const large = JSON.stringify(rules.find(({ name }) => name === "large_bodies"));
  for (const method of catalogue.bodyMethods) expect(large).toContain(`"search_string":"${method}"`);
  expect(large).toContain('"oversize_handling":"MATCH"');
});

test("every rate has a limit that AWS takes, and sign-on is the narrowest", () => {
  for (const { limit } of catalogue.rates) expect(limit).toBeGreaterThanOrEqual(10);
  const [narrowest] = [...catalogue.rates].sort((a, b) => a.limit - b.limit);
  expect(narrowest?.paths).toContain("/user/oauth/token");
});

test("the log leaves out tokens, cookies and query strings, and samples are off", () => {
  const logging = JSON.stringify(only("aws_wafv2_web_acl_logging_configuration").redacted_fields);
  for (const header of ["authorization", "cookie"]) expect(logging).toContain(`{"single_header":{"name":"${header}"}}`);
  expect(logging).toContain('"query_string"');
  expect(text).not.toContain('"sampled_requests_enabled":true');
  expect(only("aws_cloudwatch_log_group").name).toBe("aws-waf-logs-digit-test");
});
