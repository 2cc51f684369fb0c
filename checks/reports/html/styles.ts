/** The page's style sheet: system fonts, no download, light and dark, a phone's width and paper. */
import { severities } from "../../model";
import { customProperties, dark, light } from "../palette";

export function styleSheet(): string {
  return [tokens(), base, layout, components, tables, narrow("44rem", "table"), narrow("60rem", "table.wide"), print()]
    .map((part) => part.trim())
    .join("\n");
}

function tokens(): string {
  return `
:root{color-scheme:light dark;${customProperties(light)};--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{${customProperties(dark)}}}`;
}

/** What a choice hides. On paper nothing is hidden. */
function filterRules(): string {
  const others = severities.map(
    (severity) => `section:has(.only-${severity}:checked) .card:not(.${severity}){display:none}`,
  );
  return [...others, "section:has(.only-new:checked) .known{display:none}"].join("");
}

const base = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 1.8vw,2.3rem);letter-spacing:-.015em}
h2{font-size:1.45rem;letter-spacing:-.01em}
h3{font-size:1.1rem}
h4{font-size:1rem;display:inline;font-weight:600}
p{margin:0;max-width:68ch}
a{color:var(--accent);text-underline-offset:.18em}
code{font:.875em/1.5 var(--mono);unicode-bidi:isolate;overflow-wrap:anywhere}
ul{margin:0;padding-left:1.2rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--paper);padding:.5rem 1rem}
.skip:focus{top:.5rem}`;

const layout = `
.wrap{max-width:72rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
header.page{padding:clamp(1.75rem,5vw,3.5rem) 0 0}
header.page .eyebrow{color:var(--soft);font-size:.875rem;letter-spacing:.02em;margin-bottom:.4rem}
main>section{margin-top:clamp(2.75rem,6vw,4.25rem);display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
main>#verdict{margin-top:clamp(1.25rem,3vw,1.9rem)}
main>section>.head{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;padding-bottom:.55rem;border-bottom:1px solid var(--line)}
.up{font-size:.875rem;white-space:nowrap}
[id]{scroll-margin-top:1rem}
footer{margin:4.5rem 0 3rem;padding-top:1.25rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
nav.contents{margin-top:1.75rem}
nav.contents ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.4rem}
nav.contents a{display:inline-block;padding:.25rem 0}
.count{display:inline-block;min-width:1.6em;padding:0 .4em;border-radius:99rem;background:var(--panel);border:1px solid var(--line);color:var(--ink);font-size:.8125rem;text-align:center;font-variant-numeric:tabular-nums}
nav.index ol{margin:0;padding-left:1.6rem;display:grid;gap:.35rem}`;

const components = `
.verdict{border-radius:.6rem;padding:clamp(1.1rem,3vw,1.75rem);border:1px solid var(--line);border-left:.5rem solid}
.verdict h2{font-size:clamp(1.5rem,1.15rem + 1.6vw,2.1rem);display:flex;gap:.65rem;align-items:baseline}
.verdict.allowed{background:var(--pass-tint);border-color:var(--pass)}
.verdict.allowed h2{color:var(--pass)}
.verdict.refused{background:var(--fail-tint);border-color:var(--fail)}
.verdict.refused h2{color:var(--fail)}
.verdict ul,.verdict p{margin-top:.6rem}
.figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.75rem;margin:0;padding:0;list-style:none}
@media (min-width:34rem){.figures{grid-template-columns:repeat(3,minmax(0,1fr))}}
@media (min-width:60rem){.figures{grid-template-columns:repeat(6,minmax(0,1fr))}}
.figures li{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.75rem .9rem}
.figures strong{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.figures .pass strong{color:var(--pass)}.figures .fail strong{color:var(--fail)}.figures .unknown strong{color:var(--unknown)}.figures .excepted strong{color:var(--excepted)}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,40%),1fr));gap:.9rem 1.75rem;margin:.35rem 0 0}
dl.facts dt{color:var(--soft);font-size:.8125rem}
dl.facts dd{margin:0}
.badge{display:inline-flex;gap:.35em;align-items:baseline;border:1px solid currentColor;border-radius:99rem;padding:.05rem .6rem;font-size:.8125rem;font-weight:600;white-space:nowrap}
.badge.pass,.badge.allowed{color:var(--pass);background:var(--pass-tint)}
.badge.fail,.badge.refused{color:var(--fail);background:var(--fail-tint)}
.badge.unknown{color:var(--unknown);background:var(--unknown-tint)}
.badge.excepted{color:var(--excepted);background:var(--excepted-tint)}
.badge.plain{color:var(--soft);background:none}
.sev{font-size:.8125rem;font-weight:600;white-space:nowrap}
.sev.critical,.sev.high{color:var(--fail)}.sev.medium{color:var(--unknown)}.sev.low{color:var(--soft)}
.card{border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.15rem;display:grid;gap:.6rem;grid-template-columns:minmax(0,1fr)}
.card.fail{border-left:.3rem solid var(--fail)}.card.unknown{border-left:.3rem solid var(--unknown)}
.card header{display:flex;flex-wrap:wrap;gap:.35rem .75rem;align-items:baseline}
ul.findings{display:grid;gap:1.1rem;grid-template-columns:minmax(0,1fr);list-style:none;padding:0}
ul.findings>li{border-top:1px solid var(--line);padding-top:.8rem}
ul.findings>li:target,.card:has(h3:target){outline:3px solid var(--accent);outline-offset:.35rem;border-radius:.3rem}
ul.findings dl.facts{grid-template-columns:minmax(0,1fr);gap:.15rem 1rem;font-size:.875rem;margin-top:.4rem}
ul.findings dl.facts>div{display:grid;grid-template-columns:7.5rem minmax(0,1fr);gap:0 .75rem}
ul.findings dl.facts dt{padding-top:.05rem}
.card .remedy{max-width:80ch}
.filters{display:flex;flex-wrap:wrap;gap:.75rem 2rem}
.filter{border:0;padding:0;margin:0;min-width:0;display:flex;flex-wrap:wrap;gap:.4rem}
.filter legend{padding:0;color:var(--soft);font-size:.8125rem;margin-bottom:.25rem}
.choice{position:relative;display:inline-flex}
.choice input{position:absolute;inset:0;margin:0;opacity:0;width:100%;height:100%;cursor:pointer}
.choice label{border:1px solid var(--line);border-radius:99rem;padding:.25rem .8rem;font-size:.875rem}
.choice input:checked+label{background:var(--ink);border-color:var(--ink);color:var(--paper)}
.choice input:focus-visible+label{outline:3px solid var(--accent);outline-offset:2px}
@supports not selector(:has(*)){.filters{display:none}}
@media screen{${filterRules()}}
.group>.body{gap:.6rem}
details{border:1px solid var(--line);border-radius:.5rem}
details>summary{cursor:pointer;padding:.65rem .95rem;border-radius:.5rem}
details>summary:hover{background:var(--panel)}
details>.body{padding:.35rem .95rem 1.1rem;display:grid;gap:.9rem;grid-template-columns:minmax(0,1fr)}
summary .line{display:inline-flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;width:calc(100% - 1.5rem);vertical-align:top}
@media (max-width:44rem){summary .line .end{margin-left:0!important}ul.findings dl.facts>div{grid-template-columns:5.5rem minmax(0,1fr)}.card{padding:.9rem .9rem}}
summary .line h3,summary .line h4{flex:1 1 10rem}
summary .line .end{margin-left:auto;color:var(--soft);font-size:.875rem}
.note{background:var(--panel);border-left:.25rem solid var(--accent);border-radius:.25rem;padding:.75rem 1rem}
.columns{columns:16rem;column-gap:2rem;padding-left:1.2rem}
figure{margin:0}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem;padding:.75rem}
.scroll svg{display:block;min-width:60rem;width:100%;height:auto}
.talk svg{display:block;width:100%;height:auto}
.talk.narrow{max-width:30rem}.talk.broad{max-width:54rem;display:none}
@media print,(min-width:48rem){.talk.narrow{display:none}.talk.broad{display:block}}
.tk-ink{fill:var(--ink)}.tk-soft{fill:var(--soft)}.tk-b{font-weight:600}
.tk-outside{fill:var(--unknown-tint);stroke:var(--unknown)}.tk-edge{fill:var(--private-tint);stroke:var(--accent)}
.tk-inside{fill:var(--panel);stroke:var(--soft)}.tk-stores{fill:var(--pass-tint);stroke:var(--pass)}
.tk-line,.tk-line-may,.tk-open,.tk-open-may{fill:none;stroke:var(--soft);stroke-width:1.5}
.tk-open,.tk-open-may{stroke:var(--unknown);stroke-width:2.5}
.tk-line-may,.tk-open-may{stroke-dasharray:5 4}
.tk-line-head{fill:var(--soft)}.tk-open-head{fill:var(--unknown)}
figcaption{margin-top:.6rem;color:var(--soft);font-size:.875rem}`;

const tables = `
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.5}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-size:.8125rem;font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
tbody th>div,tbody td>div{overflow-wrap:anywhere;min-width:4.5rem}
@media (min-width:60.01rem){table.wide tbody th>div,table.wide tbody td:nth-child(2)>div{min-width:12.5rem}}
table.evidence{table-layout:fixed}
table.evidence th:nth-child(1){width:30%}table.evidence th:nth-child(2){width:22%}
tbody td,tbody th{font-variant-numeric:tabular-nums}
td a{white-space:nowrap}
td .small,th .small{display:block;margin-top:.15rem}`;

/**
 * Where it is narrow, a table's rows become cards whose cells carry their column's name; ARIA roles keep it a table to a
 * screen reader.
 */
function narrow(width: string, table: string): string {
  const each = (...parts: readonly string[]) => parts.map((part) => `${table} ${part}`).join(",");
  return `
@media screen and (max-width:${width}){
${table},${each("tbody", "tr", "th", "td")}{display:block}
${table} thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
${table} caption{display:block}
${each("tbody th>div", "tbody td>div")}{min-width:0}
${table} tbody tr{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .85rem;margin-bottom:.7rem}
${each("tbody th", "tbody td")}{border:0;padding:.25rem 0;display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.15rem .75rem}
${each("tbody th::before", "tbody td::before")}{content:attr(data-label);color:var(--soft);font-size:.8125rem;font-weight:400;padding-top:.1rem}
${table} tbody td.empty{display:none}
}`;
}

function print(): string {
  return `
@media print{
:root{color-scheme:light;${customProperties(light)}}
@page{margin:16mm 14mm}
html{font-size:9.5pt}
.skip,nav.contents,nav.index,.filters,.up,.onscreen{display:none!important}
.wrap{max-width:none;padding:0}
main>section{margin-top:1.6rem}
h2,h3,summary,caption,thead{break-after:avoid}
tr,.card,.verdict,.figures li,figure,.facts{break-inside:avoid}
thead{display:table-header-group}
details::details-content{content-visibility:visible;block-size:auto;opacity:1}
details>summary{list-style:none}
.scroll{overflow:visible;border:0;padding:0}
.scroll svg{min-width:0}
.talk svg{max-height:235mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}`;
}
