import { createHash } from 'node:crypto';

/** Text made safe to stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const codeHtml = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** A sentence in which names of the program stand between backticks. */
export const prose = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** A table under a heading, of cells that are HTML; nothing where there are no rows. */
export function drawTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[], level: 2 | 3 = 3): string {
  if (rows.length === 0) return '';
  const body = rows.map((cells) => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`).join('\n');
  return `<h${String(level)}>${escapeHtml(title)}</h${String(level)}><div class="wide"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table></div>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 62%, transparent);
  --critical: light-dark(#b3001b, #ff7b86); --high: light-dark(#b54a00, #ffab70); --warn: light-dark(#7a5d00, #f2cc60); --info: light-dark(#0b5cad, #79b8ff); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { font-size: 1.15rem; margin-top: 2rem }
code, pre { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; padding: .8rem }
table { border-collapse: collapse; width: 100% } td code { overflow-wrap: normal } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem } .wide { overflow-x: auto }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; padding: .5rem .8rem } summary { cursor: pointer }
.soft { color: var(--soft) } .level { font-weight: 700; text-transform: uppercase; font-size: .8rem }
.critical { color: var(--critical) } .high { color: var(--high) } .warn { color: var(--warn) } .info { color: var(--info) }
ins { text-decoration: none; color: light-dark(#116329, #7ee787) } del { text-decoration: none; color: light-dark(#82071e, #ffa198) }
form { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; position: sticky; top: 0; z-index: 1; padding: .6rem 0; background: Canvas; border-bottom: 1px solid var(--line) }
fieldset { display: flex; gap: .8rem; border: 0; padding: 0; margin: 0 } legend { float: left; margin-right: .8rem } input, select, button { font: inherit }
kbd { border: 1px solid var(--line); border-radius: .3rem; padding: 0 .3rem } [hidden] { display: none }
figure { margin: .8rem 0; overflow-x: auto } figcaption { color: var(--soft) } svg { max-width: none; font: 12px ui-monospace, monospace }
svg text { fill: currentColor } svg .edge { fill: none; stroke: var(--soft); stroke-width: 1.2; opacity: .6 } svg .box { fill: Canvas; stroke: var(--soft) }
svg .route { stroke: var(--info); stroke-width: 2 } svg .singleton { stroke: var(--critical); stroke-width: 2.5 }
svg .line { fill: none; stroke-width: 2; stroke: currentColor } svg .dot { fill: currentColor }
:focus-visible { outline: 3px solid var(--info); outline-offset: 2px }
`;

/** One self-contained page: no script, no font and no picture from elsewhere. Its own script is the only one that runs. */
export function page(title: string, body: string, script = ''): string {
  const allowed = script === '' ? '' : `; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'${allowed}">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>${script === '' ? '' : `\n<script>${script}</script>`}
</body>
</html>
`;
}
