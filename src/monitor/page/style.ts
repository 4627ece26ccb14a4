/** The style of the page: light and dark, from a phone to a wide screen, without a font or an image from elsewhere. */
export const STYLE = `:root {
  --ground: #f6f5f2; --card: #ffffff; --ink: #1c2126; --soft: #5f6973; --faint: #8b949d; --line: #e4e2dc; --track: #ebe9e3;
  --calm: #14746f; --calm-wash: #14746f22; --watch: #b86e00; --act: #c2362b; --second: #7a8fb5; --third: #b9bec4;
  --shadow: 0 1px 2px #1c212608, 0 4px 16px #1c21260a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121518; --card: #1a1e22; --ink: #e9ebed; --soft: #a3adb6; --faint: #78838d; --line: #2a3036; --track: #2a3036;
    --calm: #45b8ac; --calm-wash: #45b8ac26; --watch: #e3a445; --act: #f0776b; --second: #8fa6d0; --third: #5c656e;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { display: flex; align-items: center; gap: 16px; padding-top: 20px; padding-bottom: 20px; flex-wrap: wrap; }
h1 { display: flex; align-items: center; gap: 8px; font-size: 16px; font-weight: 650; margin: 0 auto 0 0; letter-spacing: -0.01em; }
h1 svg { width: 22px; height: 22px; fill: none; stroke: var(--calm); stroke-width: 2; stroke-linecap: round; }
header a { color: var(--soft); text-decoration: none; font-size: 13px; }
header a:hover { color: var(--ink); text-decoration: underline; }
nav { display: flex; background: var(--track); border-radius: 8px; padding: 2px; }
nav button { border: 0; background: none; color: var(--soft); font: inherit; font-size: 13px; padding: 4px 12px; border-radius: 6px; cursor: pointer; }
nav button[aria-pressed="true"] { background: var(--card); color: var(--ink); box-shadow: 0 1px 2px #0002; }
:focus-visible { outline: 2px solid var(--calm); outline-offset: 2px; }
.live { display: inline-flex; align-items: center; gap: 6px; color: var(--soft); font-size: 13px; }
.live::before { content: ""; width: 7px; height: 7px; border-radius: 50%; background: var(--calm); }
.live.stale { color: var(--act); }
.live.stale::before { background: var(--act); }
section, .figures { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 22px 24px; margin: 0 0 16px; box-shadow: var(--shadow); }
h2 { font-size: 14px; font-weight: 650; margin: 0 0 2px; letter-spacing: -0.005em; }
.note { color: var(--soft); font-size: 13px; margin: 0 0 12px; }
.state { display: flex; gap: 28px; align-items: center; padding: 28px; }
.dial { flex: none; width: 148px; height: 86px; }
.dial path { fill: none; stroke-width: 11; stroke-linecap: round; }
.dial .track { stroke: var(--track); }
.dial .arc { stroke: var(--calm); transition: stroke-dasharray .6s ease; }
.dial text { fill: var(--ink); font-size: 21px; font-weight: 680; text-anchor: middle; letter-spacing: -0.02em; }
.headline { font-size: clamp(20px, 3.2vw, 28px); line-height: 1.25; font-weight: 660; letter-spacing: -0.02em; margin: 0 0 10px; text-wrap: balance; }
#details p { margin: 0 0 4px; color: var(--soft); max-width: 68ch; }
#details p:last-child { margin: 0; }
.watch .arc { stroke: var(--watch); } .act .arc { stroke: var(--act); }
.state.watch { border-left: 4px solid var(--watch); } .state.act { border-left: 4px solid var(--act); }
.state.watch .headline::before { content: "▲ "; color: var(--watch); } .state.act .headline::before { content: "■ "; color: var(--act); }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); padding: 0; }
.figures div { padding: 16px 24px; border-left: 1px solid var(--line); }
.figures div:first-child { border-left: 0; }
.figures dt { color: var(--soft); font-size: 13px; }
.figures dd { margin: 0; font-size: 24px; font-weight: 640; letter-spacing: -0.02em; line-height: 1.3; }
ul { list-style: none; margin: 0; padding: 0; }
.bars { display: grid; gap: 13px; margin-top: 4px; }
.bars li { display: grid; grid-template-columns: minmax(150px, 1.1fr) minmax(120px, 2fr) 52px minmax(170px, 1.6fr); gap: 16px; align-items: center; }
.bars .text { color: var(--soft); font-size: 13px; }
.bars .share { text-align: right; font-weight: 620; }
.bars svg { width: 100%; height: 10px; display: block; }
.bars rect { fill: var(--track); } .bars .fill { fill: var(--calm); }
.bars .watch .fill { fill: var(--watch); } .bars .act .fill { fill: var(--act); }
.bars .watch .share { color: var(--watch); } .bars .act .share { color: var(--act); }
.bars .mark { fill: var(--card); }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 26px 32px; margin-top: 14px; }
figure { margin: 0; min-width: 0; }
figcaption { color: var(--soft); font-size: 13px; margin-bottom: 6px; }
figure > div { position: relative; }
.chart { display: block; width: 100%; height: 168px; overflow: visible; touch-action: pan-y; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart text { fill: var(--faint); font-size: 11px; }
.chart .area { fill: var(--calm-wash); } .chart .line { fill: none; stroke: var(--calm); stroke-width: 1.75; stroke-linejoin: round; }
.chart .line.second { stroke: var(--second); stroke-width: 1.25; }
.chart .dot { fill: var(--calm); }
.chart .bar.server { fill: var(--act); } .chart .bar.client { fill: var(--watch); opacity: .75; } .chart .bar.aborted { fill: var(--third); }
.chart .limit { stroke: var(--act); stroke-width: 1; stroke-dasharray: 4 4; opacity: .8; } .chart .limit-text { fill: var(--act); }
.chart .cross { stroke: var(--faint); stroke-width: 1; }
.tip { position: absolute; top: 0; left: 0; pointer-events: none; background: var(--ink); color: var(--card); font-size: 12px; line-height: 1.45; padding: 6px 9px; border-radius: 7px; white-space: nowrap; z-index: 2; }
.tip b { font-weight: 620; }
.key { display: flex; flex-wrap: wrap; gap: 4px 14px; color: var(--soft); font-size: 12px; margin-top: 4px; }
.key span::before { content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 3px; margin-right: 6px; background: var(--calm); }
.key .second::before { background: var(--second); } .key .server::before { background: var(--act); } .key .client::before { background: var(--watch); } .key .aborted::before { background: var(--third); }
.scroll { overflow-x: auto; margin: 8px -24px 0; padding: 0 24px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; color: var(--soft); font-weight: 500; font-size: 13px; padding: 6px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: 8px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; }
td.route { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: normal; overflow-wrap: anywhere; min-width: 190px; }
td.route b { display: inline-block; min-width: 46px; color: var(--soft); font-weight: 500; }
td.watch { color: var(--watch); font-weight: 620; } td.act { color: var(--act); font-weight: 620; }
.alerts li { display: grid; grid-template-columns: 20px 1fr auto; gap: 2px 10px; padding: 12px 0; border-top: 1px solid var(--line); }
.alerts li:first-child { border-top: 0; padding-top: 6px; }
.alerts .sign { color: var(--calm); } .alerts .watch .sign { color: var(--watch); } .alerts .act .sign { color: var(--act); }
.alerts .title { font-weight: 600; } .alerts time { color: var(--soft); font-size: 13px; text-align: right; }
.alerts p { grid-column: 2 / -1; margin: 0; color: var(--soft); font-size: 14px; }
footer { display: flex; flex-wrap: wrap; gap: 4px 20px; color: var(--faint); font-size: 13px; padding-bottom: 40px; }
.door { max-width: 420px; padding-top: 14vh; }
.door h1 { font-size: 24px; margin-bottom: 20px; }
.door form { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 24px; display: grid; gap: 10px; margin-bottom: 14px; }
.door input { font: inherit; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--ink); }
.door button { font: inherit; font-weight: 600; padding: 10px; border: 0; border-radius: 8px; background: var(--calm); color: var(--card); cursor: pointer; }
.problem { color: var(--act); margin: 0; }
[hidden] { display: none !important; }
@media (max-width: 720px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  header { gap: 10px 14px; }
  h1 { width: 100%; }
  nav { margin-right: auto; }
  section { padding: 18px 16px; } .state { padding: 20px 16px; gap: 16px; align-items: flex-start; flex-direction: column; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div { padding: 12px 16px; } .figures div:nth-child(3) { border-left: 0; } .figures div:nth-child(n + 3) { border-top: 1px solid var(--line); }
  .bars li { grid-template-columns: 1fr auto; gap: 3px 12px; }
  .bars .share { order: 2; } .bars .bar { order: 3; grid-column: 1 / -1; } .bars .text { order: 4; grid-column: 1 / -1; }
  .charts { grid-template-columns: 1fr; }
  .scroll { margin: 8px -16px 0; padding: 0 16px; }
  .wide { display: none; } td.route { min-width: 150px; }
  .alerts li { grid-template-columns: 20px 1fr; } .alerts time { grid-column: 2; text-align: left; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print { nav, .live, header a { display: none; } section { break-inside: avoid; box-shadow: none; } }
`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#14746f" stroke-width="2.4" stroke-linecap="round"><path d="M3 15a7 7 0 1 1 14 0"/><path d="M10 15l4-5"/></svg>';
