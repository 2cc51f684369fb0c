import fc from "fast-check";
import { neutralise, neutraliseProse } from "./neutralise";

test("writes out what would act on a terminal or a page", () => {
  expect(neutralise("\u001b[31mred\u0007")).toBe("\\u{1b}[31mred\\u{7}");
  expect(neutralise("\u009b2J")).toBe("\\u{9b}2J");
  expect(neutralise("a\nb\tc")).toBe("a\\nb\\tc");
  expect(neutralise("safe\u202egnp.exe")).toBe("safe\\u{202e}gnp.exe");
  expect(neutralise("half \ud800 pair")).toBe("half \\u{d800} pair");
});

test("leaves ordinary text of any script as it is, joiners of Indian scripts among it", () => {
  for (const text of ['aws_kms_key.data["k"]', "ক্‍ষ র‌্য", "नगर निगम", "😀"]) expect(neutralise(text)).toBe(text);
});

test("makes prose one line", () => {
  expect(neutraliseProse("  first\n\n  second\tthird ")).toBe("first second third");
});

test("never lets a control character through", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/\p{Cc}|\p{Cs}|\u202e/u.test(neutralise(text))));
});
