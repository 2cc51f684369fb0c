/** What every page of ours stands in: no script, nothing loaded, one style sheet. */
import { type Content, html, trusted } from "./markup";
import { styleSheet } from "./styles";

const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** @param skip words of the link that leads a keyboard past the head of the page */
export function shell(title: string, skip: string, body: Content): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
${trusted(styleSheet())}
</style>
</head>
<body>
<a class="skip" href="#main">${skip}</a>
${body}
</body>
</html>
`;
  return `<!doctype html>\n${page.source}`;
}
