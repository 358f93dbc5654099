import { percentText } from '../figures.js';
import { html, nothing, type Markup } from './markup.js';

const [width, height] = [120, 24];

/** A small line of shares over runs; nothing where there are fewer than two. */
export function spark(shares: readonly (number | null)[]): Markup {
  const known = shares.flatMap((share, n) => (share === null ? [] : [{ share, n }]));
  const last = known.at(-1);
  if (known.length < 2 || last === undefined) return nothing;
  const most = Math.max(...known.map(({ share }) => share), 0.0001);
  const points = known
    .map(({ share, n }) => {
      const x = 2 + (n / Math.max(shares.length - 1, 1)) * (width - 4);
      return `${x.toFixed(1)},${(height - 3 - (share / most) * (height - 6)).toFixed(1)}`;
    })
    .join(' ');
  return html`<span class="spark"
      ><svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-label="Over ${known.length} runs, from ${percentText(known[0]?.share ?? 0)} to ${percentText(last.share)}"
      >
        <polyline class="line-share" points="${points}" /></svg
    ></span>
    <span class="soft small">over ${known.length} runs</span>`;
}
