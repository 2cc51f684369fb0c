import fc from "fast-check";
import { listAt, numberAt, textAt } from "./tree";
import { parseXml } from "./xml";

test("elements become objects, repeated ones lists, attributes are left out", () => {
  const tree = parseXml(
    '<?xml version="1.0"?>\n<R xmlns="http://x/"><!-- > --><set><item><n>1</n></item><item><n>2</n></item></set><empty/><t a="1">a &lt;&#65;&#x42;&amp;amp;</t></R>',
  );
  expect(listAt(tree, "R.set.item").map((item) => numberAt(item, "n"))).toEqual([1, 2]);
  expect(listAt(tree, "R.empty")).toEqual([]);
  expect(textAt(tree, "R.t")).toBe("a <AB&amp;");
});

test("one entry is a list as well, and none is empty", () => {
  expect(listAt(parseXml("<R><item><n>1</n></item></R>"), "R.item")).toEqual([{ n: "1" }]);
  expect(listAt(parseXml("<R></R>"), "R.item")).toEqual([]);
  expect(numberAt(parseXml("<R></R>"), "R")).toBeUndefined();
});

test.each(["<a><b></a>", "<a>", "</a>", "<a></a></a>"])("%s is refused", (text) => {
  expect(() => parseXml(text)).toThrow(SyntaxError);
});

test("any text is told from markup", () => {
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(textAt(parseXml(`<R>${escaped(text)}</R>`), "R")).toBe(text.trim());
    }),
  );
});
