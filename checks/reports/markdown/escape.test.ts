import fc from "fast-check";
import { code, prose, summaryCode } from "./escape";

/** What remains once code is taken away, where hosts look for markup, mentions and references. */
function outsideCode(markdown: string): string {
  return markdown.replace(/<code>[^<]*<\/code>/g, "").replace(/`[^`]+`/g, "");
}

test.each([
  ["aws_db_instance.main", "`aws_db_instance.main`"],
  ['module.x["a|b"]', "<code>module.x&#91;&#34;a&#124;b&#34;&#93;</code>"],
  ["a`b", "<code>a&#96;b</code>"],
  ["<script>", "`<script>`"],
  ["\u001b[31m\n", "`\\u{1b}[31m\\n`"],
  ["", '`""`'],
  ["##[error]x", "<code>&#35;&#35;&#91;error&#93;x</code>"],
])("the name %j stands literally", (text, shown) => {
  expect(code(text)).toBe(shown);
});

test("inside a summary nothing is Markdown, so all is HTML", () => {
  expect(summaryCode("</summary><script>`x`")).toBe("<code>&#60;/summary&#62;&#60;script&#62;&#96;x&#96;</code>");
});

test.each([
  ["Port 22 is open to the whole internet.", "Port 22 is open to the whole internet."],
  ["Set `storage_encrypted = true`.", "Set `storage_encrypted = true`."],
  ["ask @team about #12 and !7", "ask `@team` about `#12` and `!7`"],
  ["see https://x.example or www.x.example", "see `https://x.example` or `www.x.example`"],
  ["as of deadbeef1 and OPS-7", "as of `deadbeef1` and `OPS-7`"],
  ["*bold* [link](x) <b> :tada: ~label", "`*bold*` `[link](x)` `<b>` `:tada:` `~label`"],
  ["नगर निगम का डेटा", "नगर निगम का डेटा"],
  ["see !`7", "see <code>&#33;&#96;7</code>"],
])("%j is shown as words and code", (text, shown) => {
  expect(prose(text)).toBe(shown);
});

test("whatever the text, nothing outside of code means anything to a host", () => {
  const unit = fc.constantFrom(..."ab1 `|<>&@#!~*_[]()\\:/.\n\u001b\"'$%^-=+{}", "www.", "://", "]]>", "é", "😀");
  const hostile = fc.string({ unit, maxLength: 60 });
  fc.assert(
    fc.property(hostile, (text) => {
      for (const shown of [code(text), prose(text), prose(`Value \`${text}\` is set.`)]) {
        expect(outsideCode(shown)).not.toMatch(/[`|<>@#~*_[\]\\&$^{}]|!(?=[\w[])|:\/|(?:^|[\s(])www\.|\p{Cc}/u);
        expect(shown).not.toMatch(/\n|##\[/);
      }
      expect(code(text)).not.toMatch(/\|/);
    }),
    { numRuns: 2000 },
  );
});

test("a cut leaves no code open", () => {
  for (let most = 5; most < 60; most += 1) {
    const shown = prose("Some `a b c` and `d` and <x> more words that follow", most);
    expect(shown.split("`").length % 2).toBe(1);
  }
});
