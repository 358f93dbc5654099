import type { Trend } from '../readTrend.js';
import { html, nothing, type Markup } from './markup.js';

const [width, height, left, bottom, top] = [720, 160, 40, 26, 10];

/** Errors and warnings of the newest runs as two lines; nothing where there are fewer than two. */
export function trendChart({ runs }: Trend): Markup {
  const [first, last] = [runs[0], runs.at(-1)];
  if (runs.length < 2 || first === undefined || last === undefined) return nothing;
  const most = Math.max(...runs.flatMap(({ errors, warnings }) => [errors, warnings]), 1);
  const x = (n: number): number => left + (n / (runs.length - 1)) * (width - left - 12);
  const y = (value: number): number => top + (1 - value / most) * (height - top - bottom);
  const line = (kind: 'errors' | 'warnings'): string =>
    runs.map((run, n) => `${x(n).toFixed(1)},${y(run[kind]).toFixed(1)}`).join(' ');
  return html`<section class="whole">
    <h2>Over the last ${runs.length} runs</h2>
    <p class="small">
      <span class="mark error">errors</span> as a line, <span class="mark warning">warnings</span> dashed
    </p>
    <svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="Errors went from ${first.errors} to ${last.errors}, warnings from ${first.warnings} to ${last.warnings}"
    >
      ${[0, most].map(
        (tick) =>
          html`<line class="axis" x1="${left}" x2="${width}" y1="${y(tick)}" y2="${y(tick)}" />
            <text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
      )}
      <polyline class="line-warning" points="${line('warnings')}" />
      <polyline class="line-error" points="${line('errors')}" />
      <text x="${left}" y="${height - 8}">${first.finishedAt.slice(0, 10)}</text>
      <text x="${width - 12}" y="${height - 8}" text-anchor="end">${last.finishedAt.slice(0, 10)}</text>
    </svg>
  </section>`;
}
