/** The style of the page: light and dark by what the reader prefers, narrow and wide, on paper. */
export const styles = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6675; --line: #d9dee6; --ground: #ffffff; --card: #f6f8fb;
  --error: #b3261e; --warning: #8a5a00; --passed: #1d6b3f; --figure: #3a5a8c; --bar: #3a6ea5; --bar2: #b9c7d8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #a3adba; --line: #343c48; --ground: #14181f; --card: #1c222b;
    --error: #ff8a80; --warning: #f0b95a; --passed: #6fcf97; --figure: #9dbbe6; --bar: #6fa3d8; --bar2: #46566b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { font-size: 1.02rem; margin: 0; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
.small { font-size: .86rem; }
.whole { break-inside: avoid; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; }
.tile b { display: block; font-size: 1.6rem; line-height: 1.2; }
.card { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .5rem;
  padding: .8rem 1rem; margin: .75rem 0; break-inside: avoid; }
.card.error { border-left-color: var(--error); } .card.warning { border-left-color: var(--warning); }
.head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.mark { font-weight: 600; white-space: nowrap; }
.mark.error { color: var(--error); } .mark.warning { color: var(--warning); } .mark.passed { color: var(--passed); }
.mark.figure { color: var(--figure); } .mark.none { color: var(--soft); }
.meter { height: .5rem; background: var(--line); border-radius: .25rem; overflow: hidden; margin: .5rem 0; }
.meter i { display: block; height: 100%; background: var(--bar); }
.error .meter i { background: var(--error); } .warning .meter i { background: var(--warning); }
code { font: .84rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
details { margin: .4rem 0; } summary { cursor: pointer; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
svg .axis { stroke: var(--line); } svg .bar { fill: var(--bar); } svg .bar2 { fill: var(--bar2); }
svg .line-error { stroke: var(--error); fill: none; stroke-width: 2; }
svg .line-warning { stroke: var(--warning); fill: none; stroke-width: 2; stroke-dasharray: 5 3; }
svg .line-share { stroke: var(--bar); fill: none; stroke-width: 1.5; }
.spark { width: 8rem; display: inline-block; vertical-align: middle; }
@media (max-width: 34rem) {
  main { padding: 1rem .9rem 3rem; }
  table.stack thead { display: none; } table.stack tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  table.stack td { display: block; border: 0; padding: .1rem 0; text-align: left; }
  table.stack td[data-name]::before { content: attr(data-name) ': '; color: var(--soft); }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --card: #fff; --error: #9b1c14;
    --warning: #6b4600; --passed: #14532d; --figure: #24406b; --bar: #3a6ea5; --bar2: #b9c7d8; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } h2 { break-after: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); } details:not([open]) { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@page { margin: 15mm; }
`;
