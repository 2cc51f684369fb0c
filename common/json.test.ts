import fc from "fast-check";
import { canonicalJson } from "./json";

describe("canonicalJson", () => {
  test("sorts by code units at every depth, digits too, and writes one line", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x\n" }], "9": 1, "10": 2, a: undefined })).toBe(
      '{"10":2,"9":1,"b":[1,{"c":"x\\n","d":null}]}',
    );
    // U+1F600 is written with surrogates (from D83D), which stand before U+FB33.
    expect(canonicalJson({ "\ufb33": 1, "😀": 2 })).toBe('{"😀":2,"\ufb33":1}');
  });

  test("numbers and signs as RFC 8785 has them", () => {
    expect(canonicalJson([1e21, 0.002, -0, 1e-27, Number("333333333.33333329")])).toBe(
      "[1e+21,0.002,0,1e-27,333333333.3333333]",
    );
  });

  test("is a fixed point: what was read again is written alike, whatever the order of members", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
