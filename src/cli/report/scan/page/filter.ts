import { LEVELS, type Finding } from '../../../../analysis/report.js';
import { escapeHtml } from '../../html.js';

/** What narrows the list of findings: words, levels, shape. Without scripts the whole list stays. */
export function drawFilter(findings: readonly Finding[]): string {
  const levels = LEVELS.filter((level) => findings.some((finding) => finding.level === level));
  const shapes = [...new Set(findings.map(({ shape }) => shape))].sort();
  return `<form id="filter" role="search" aria-label="Filter the findings">
<label>Words <input type="search" name="words" placeholder="file, name, message" aria-keyshortcuts="/"></label>
<fieldset><legend>Levels</legend>${levels.map((level) => `<label><input type="checkbox" name="level" value="${level}" checked> <span class="level ${level}">${level}</span></label>`).join('')}</fieldset>
<label>Shape <select name="shape"><option value="">every shape</option>${shapes.map((shape) => `<option>${escapeHtml(shape)}</option>`).join('')}</select></label>
<button type="button" id="unfold">Open all</button>
<output id="shown" aria-live="polite"></output>
<span class="soft"><kbd>/</kbd> words, <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens</span>
</form>`;
}

/** The page's only script. It reads attributes of the page, and writes nothing but `hidden`, `open` and the number shown. */
export const FILTER_SCRIPT = `
const form = document.querySelector('#filter');
const findings = [...document.querySelectorAll('details.finding')];
const shown = () => findings.filter((finding) => !finding.hidden);
function narrow() {
  const data = new FormData(form);
  const words = String(data.get('words')).toLowerCase().split(/\\s+/).filter(Boolean);
  const levels = data.getAll('level');
  const shape = data.get('shape');
  for (const finding of findings) {
    const text = finding.textContent.toLowerCase();
    finding.hidden = !levels.includes(finding.dataset.level) || (shape !== '' && finding.dataset.shape !== shape) || !words.every((word) => text.includes(word));
  }
  document.querySelector('#shown').value = shown().length + ' of ' + findings.length;
}
form.addEventListener('input', narrow);
form.addEventListener('submit', (event) => event.preventDefault());
document.querySelector('#unfold').addEventListener('click', (event) => {
  const open = shown().some((finding) => !finding.open);
  for (const finding of shown()) finding.open = open;
  event.target.textContent = open ? 'Close all' : 'Open all';
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches('input[type=search], select');
  if (event.key === 'Escape' && typing) event.target.blur();
  if (typing) return;
  if (event.key === '/') { event.preventDefault(); form.elements.words.focus(); }
  const step = { j: 1, k: -1 }[event.key];
  if (step === undefined) return;
  const list = shown();
  const at = list.findIndex((finding) => finding.contains(document.activeElement));
  list[Math.min(list.length - 1, Math.max(0, at + step))]?.querySelector('summary').focus();
});
narrow();
`;
