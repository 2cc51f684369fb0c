import { readYaml } from "./yaml";

function valuesOf(text: string): readonly unknown[] {
  const { documents, problems } = readYaml(text, "a.yaml");
  expect(problems).toEqual([]);
  return documents.map(({ value }) => JSON.parse(JSON.stringify(value ?? null)) as unknown);
}

function problemsOf(text: string): readonly string[] {
  return readYaml(text, "a.yaml").problems.map(({ code, line }) => `${code} ${line}`);
}

describe("scalars are what Kubernetes takes them for", () => {
  test.each([
    ["yes", true],
    ["on", true],
    ["No", false],
    ["n", "n"],
    ["0644", 420],
    ["1:30", "1:30"],
    ["2020-01-01", "2020-01-01"],
    ['"true"', "true"],
    ["~", null],
    ["1e3", 1000],
    ["!!str 1", "1"],
    ["!Ref x", "x"],
  ])("%s", (text, value) => {
    expect(valuesOf(`a: ${text}\n`)).toEqual([{ a: value }]);
  });
});

test("quoted texts may go on with less indentation, as Kubernetes reads them", () => {
  const text = `a:
  - name: "it's # no comment
goes on \\
 here"
    script: |
      echo "open
    more: 'it''s
  closed'
  - b: {c: "d
e"}
`;
  expect(valuesOf(text)).toEqual([
    {
      a: [{ name: "it's # no comment goes on here", script: 'echo "open\n', more: "it's closed" }, { b: { c: "d e" } }],
    },
  ]);
  expect(readYaml(text, "a.yaml").documents[0]?.lineOf(["a", 1, "b"])).toBe(9);
});

test("documents are told apart, and empty ones have no value", () => {
  const { documents } = readYaml("# only a comment\n---\na: 1\n---\n---\n- b\n...\n", "a.yaml");
  expect(documents.map(({ value, line }) => [JSON.stringify(value), line])).toEqual([
    ['{"a":1}', 3],
    [undefined, 4],
    ['["b"]', 6],
  ]);
});

test("keys of every object are only keys", () => {
  const [document] = readYaml("__proto__: {polluted: yes}\nconstructor: c\n", "a.yaml").documents;
  expect(Object.keys(document?.value as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("aliases and merges are followed; what is written wins", () => {
  expect(valuesOf("base: &b {x: 1, y: 1}\nother: *b\nmerged:\n  <<: *b\n  y: 2\n")).toEqual([
    { base: { x: 1, y: 1 }, other: { x: 1, y: 1 }, merged: { x: 1, y: 2 } },
  ]);
});

test("places are found, or the nearest thing around them", () => {
  const [document] = readYaml("# c\na:\n  - b: 1\n    c:\n      d: 1\n  - e\nf: {g: 1}\n", "a.yaml").documents;
  const lineOf = (...steps: (string | number)[]) => document?.lineOf(steps);
  expect([lineOf(), lineOf("a"), lineOf("a", 0), lineOf("a", 0, "c", "d"), lineOf("a", 1)]).toEqual([2, 2, 3, 5, 6]);
  expect([lineOf("f", "g"), lineOf("a", 0, "c", "x", "y"), lineOf("a", 9)]).toEqual([7, 4, 2]);
});

describe("hostile text ends with a problem that has a line", () => {
  const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(`*${of}`).join(", ")}]\n`;
  const bomb = `a: &a [${"x, ".repeat(10)}]\n${level("b", "a")}${level("c", "b")}${level("d", "c")}${level("e", "d")}${level("f", "e")}`;

  test.each([
    ["a key that stands twice", "a: 1\nb: 2\na: 3\n", "duplicate-key 3"],
    ["a key that stands twice, quoted once", 'x:\n  a: 1\n  "a": 2\n', "duplicate-key 3"],
    ["aliases that explode", bomb, "too-many-aliases 5"],
    ["an alias of itself", "a: &a [*a]\n", "bad-alias 1"],
    ["an alias of nothing", "a: 1\nb: *c\n", "bad-alias 2"],
    ["deep brackets", `a:\n  ${"[".repeat(50_000)}`, "too-deep 1"],
    ["deep blocks", Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""), "too-deep 1"],
    ["a template", "a: 1\nb: {{ .Values.b }}\n", "bad-key 2"],
    ["a tab", "a:\n\tb: 1\n", "invalid-yaml 2"],
    ["an open string", 'a: "b\n', "invalid-yaml 2"],
  ])("%s", (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test("all documents are looked at", () => {
    expect(problemsOf("a: 1\na: 2\n---\nb: 1\n---\nc: [\n")).toEqual(["duplicate-key 2", "invalid-yaml 7"]);
  });

  test("many keys and long texts take no time to speak of", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: v\n`).join("");
    expect(Object.keys(readYaml(keys, "a.yaml").documents[0]?.value as object)).toHaveLength(20_000);
    expect(valuesOf(`a: ${"x".repeat(1_000_000)}\n`)).toHaveLength(1);
  });
});
