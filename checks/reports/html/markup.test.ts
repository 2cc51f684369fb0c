import fc from "fast-check";
import { escapeHtml, html, trusted } from "./markup";

test("values are escaped, markup and lists of it are not", () => {
  const inner = html`<b>${"a & b"}</b>`;
  expect(html`<p title="${'"x"'}">${"<script>"}${inner}${[inner, "<"]}</p>`.source).toBe(
    '<p title="&quot;x&quot;">&lt;script&gt;<b>a &amp; b</b><b>a &amp; b</b>&lt;</p>',
  );
});

test("nothing is printed for what is not there, and zero is", () => {
  expect(html`${null}${undefined}${false}${""}${0}`.source).toBe("0");
});

test("trusted text is taken as it is", () => {
  expect(html`${trusted("<i>")}`.source).toBe("<i>");
});

test("no text can leave an attribute or an element", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      (text) => !/[<>"'\p{Cc}\u202e]|&(?!(?:amp|lt|gt|quot|#39);)/u.test(escapeHtml(text)),
    ),
  );
});
