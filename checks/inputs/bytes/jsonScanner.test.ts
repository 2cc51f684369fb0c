import fc from "fast-check";
import { memorySource } from "./byteSource";
import { JsonScanError, JsonScanner, parsed } from "./jsonScanner";

/** Everything, by members and elements down to the leaves, through windows of a few bytes. */
function rebuilt(text: string, window: number): unknown {
  const source = memorySource(Buffer.from(text));
  const scanner = new JsonScanner(source, undefined, window);
  const value = (): unknown => {
    if (scanner.isObject()) {
      const object: [string, unknown][] = [];
      scanner.members((key) => object.push([key, value()]));
      return Object.fromEntries(object);
    }
    if (scanner.isList()) {
      const list: unknown[] = [];
      scanner.elements(() => list.push(value()));
      return list;
    }
    return parsed(source, scanner.skipValue());
  };
  const result = value();
  scanner.end();
  return result;
}

function skipped(text: string, window: number): string {
  const source = memorySource(Buffer.from(text));
  const scanner = new JsonScanner(source, undefined, window);
  return source.text(scanner.skipValue());
}

test("finds what JSON.parse finds, wherever a window ends", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), (value, window, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(rebuilt(text, window)).toEqual(JSON.parse(text));
      expect(skipped(`${text} `, window)).toBe(text);
    }),
    { numRuns: 500, seed: 4 },
  );
});

test.each([
  ["escapes before a quote", String.raw`{"a\\":"b\\\"","c":["\u0022"]}`],
  ["a key with an escape", String.raw`{"\u0061\n":1}`],
  ["letters of several bytes", '{"कुंजी":"मूल्य 😀"}'],
  ["empty containers and white space", ' { "a" : [ ] , "b" : { } , "c" : [ 1 , null , true ] } \n'],
])("reads %s", (_what, text) => {
  for (let window = 1; window < 12; window += 1) expect(rebuilt(text, window)).toEqual(JSON.parse(text));
});

test.each([
  ["a text that ends inside a string", '{"a":"b'],
  ["a text that ends inside an object", '{"a":{"b":1}'],
  ["no key", "{1:2}"],
  ["no colon", '{"a" 1}'],
  ["no value", '{"a":}'],
  ["something behind the end", '{"a":1} x'],
  ["a value that is no JSON", '{"a":nope}'],
])("refuses %s", (_what, text) => {
  for (const window of [1, 3, 100]) expect(() => rebuilt(text, window)).toThrow(JsonScanError);
});

test("nesting as deep as the text is long costs no stack", () => {
  const deep = `{"a":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`;
  const scanner = new JsonScanner(memorySource(Buffer.from(deep)));
  scanner.members(() => scanner.skipValue());
  scanner.end();
});
