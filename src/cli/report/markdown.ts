/** Text of a program as it may stand in GitHub's Markdown: no HTML, one line. */
export const cell = (text: string): string => escapeHtml(text).replaceAll('\n', ' ');

export const code = (text: string): string => `\`${text.replaceAll('`', '’').replaceAll('\n', ' ')}\``;

export const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Nothing where there are no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return rows.length === 0 ? '' : [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}
