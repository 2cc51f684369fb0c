import type { Datum } from "../graph/graph";
import { hole, isHole, isTemplate, templateOf } from "./datum";
import { evaluateTemplate, type Scope } from "./evaluate";
import { takeSteps } from "./steps";

const arn = hole("known after apply: aws_kms_key.data.arn", { set: true });
const open = hole("the variable x has no value here");
const values: Readonly<Record<string, Datum>> = {
  arn,
  open,
  yes: true,
  list: ["a", "b"],
  map: { k: "v" },
  nothing: null,
};
const scope: Scope = {
  lookup: ({ name, steps }) =>
    takeSteps(Object.hasOwn(values, name) ? (values[name] ?? null) : hole(`${name} is not known`), steps),
};

function value(text: string): Datum {
  const result = evaluateTemplate(text, scope);
  return result.kind === "error" ? `error: ${result.message}` : result.value;
}

test.each<[string, unknown]>([
  ['${yes ? "on" : "off"}', "on"],
  ["${list[1]}-${map.k}", "b-v"],
  ['${join(",", list)}', "a,b"],
  ['${format("%s:%d", list[0], 5)}', "a:5"],
  ['${merge(map, {z = 1})["z"]}', 1],
  ["${length(list) > 1 && !false}", true],
  ['${try(map.missing, "fallback")}', "fallback"],
  ['${[for i, v in list : "${i}${v}"]}', ["0a", "1b"]],
  ["${nothing == null}", true],
  ["${arn == null}", false],
  ["${element(list, 3)}", "b"],
  ["${1 + 2 * 3}", 7],
])("%s", (text, expected) => {
  expect(value(text)).toEqual(expected);
});

test("a lone reference keeps its type, text around it makes a template", () => {
  expect(value("${list}")).toEqual(["a", "b"]);
  expect(value("${arn}")).toBe(arn);
  expect(value("${arn}/*")).toEqual(templateOf([arn, "/*"]));
});

test("jsonencode shows everything but the hole", () => {
  const encoded = value('${jsonencode({Effect = "Allow", Resource = arn})}');
  expect(isTemplate(encoded) && encoded.parts).toEqual(['{"Effect":"Allow","Resource":"', arn, '"}']);
});

test("a condition that is not known is a hole, unless both ways agree", () => {
  expect(value('${open ? "a" : "b"}')).toMatchObject({ hole: true, set: false });
  expect(value('${open ? "a" : "a"}')).toBe("a");
  expect(value("${yes || open}")).toBe(true);
});

test("a function that is not computed is a hole with the cause and the sources", () => {
  expect(value("${provider::x::y(open, 4, 1)}")).toMatchObject({
    hole: true,
    cause: "provider::x::y is a function of a provider, which is not asked",
    set: false,
  });
});

test.each<[string, unknown]>([
  ['${merge(open, {Owner = "team"}).Owner}', "team"],
  ['${merge({Owner = "old"}, open, map, {Owner = "team"})["k"]}', "v"],
  ['${lookup(merge(open, {Owner = "team"}), "Owner", "nobody")}', "team"],
  ['${merge(merge(open, {Owner = "team"}), {z = 1}).Owner}', "team"],
  ['${merge({Owner = "team"}, open).Owner}', open.cause],
  ['${merge(open, {Owner = "team"}).Other}', open.cause],
  ['${merge(open, {Owner = "old"}, merge(open, {z = 1})).Owner}', open.cause],
  ['${length(merge(open, {Owner = "team"}))}', open.cause],
  ['${keys(merge(open, {Owner = "team"}))}', open.cause],
])("%s: a merge keeps what nothing unknown can override", (text, expected) => {
  const found = value(text);
  expect(isHole(found) ? found.cause : found).toEqual(expected);
});

test.each<[string, unknown]>([
  ['${provider::aws::arn_parse("arn:aws:rds:ap-south-1:123456789012:db:main").account_id}', "123456789012"],
  ['${provider::aws::arn_parse("arn:aws:rds:ap-south-1:123456789012:db:main")["resource"]}', "db:main"],
  ['${provider::aws::arn_build("aws", "iam", "", "123456789012", "role/x")}', "arn:aws:iam::123456789012:role/x"],
  ['${provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/a/b/x")}', "arn:aws:iam::123456789012:role/x"],
  ['${try(provider::aws::arn_parse("x"), "none")}', "none"],
])("%s", (text, expected) => expect(value(text)).toEqual(expected));

test("a function of another provider is a hole, also inside try", () => {
  const cause = "provider::x::y is a function of a provider, which is not asked";
  expect(value('${try(provider::x::y("a"), "b")}')).toMatchObject({ hole: true, cause });
});

test("what cannot be read is an error, not a value", () => {
  expect(evaluateTemplate("${", scope).kind).toBe("error");
  expect(evaluateTemplate("${map.missing}", scope).kind).toBe("error");
  expect(evaluateTemplate("a${list}", scope).kind).toBe("error");
});

test("names that every object inherits are no members", () => {
  expect(evaluateTemplate("${map.constructor}", scope).kind).toBe("error");
  expect(evaluateTemplate("${toString(map)}", scope)).toMatchObject({ kind: "hole" });
});
