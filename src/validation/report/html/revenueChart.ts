import type { RevenueMonth } from '../../revenue/revenueMonths.js';
import type { RevenueReport } from '../../ValidationReport.js';
import { html, nothing, type Markup } from './markup.js';

const [width, height, left, bottom, top] = [720, 240, 70, 44, 12];

/** Months that a chart shows at the most: the newest ones. */
const mostMonths = 36;

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A round number that is not below the value. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power;
}

function bar(month: RevenueMonth, n: number, step: number, scale: (value: number) => number): Markup {
  const [orders, lines] = [Number(month.orderRevenue), Number(month.lineRevenue)];
  const x = left + n * step;
  const zero = scale(0);
  const shape = (value: number, kind: string, from: number): Markup => {
    const y = scale(value);
    return html`<rect
      class="${kind}"
      x="${(x + step * from).toFixed(1)}"
      y="${Math.min(y, zero).toFixed(1)}"
      width="${(step * 0.38).toFixed(1)}"
      height="${Math.abs(zero - y).toFixed(1)}"
    />`;
  };
  return html`<g
    ><title>${month.month}: ordered ${exact.format(orders)}, after returns ${exact.format(lines)}</title>
    ${shape(orders, 'bar2', 0.08)}${shape(lines, 'bar', 0.5)}</g
  >`;
}

/** The number of a month, below it the year where that is another than the last label's. */
function label(shown: readonly RevenueMonth[], n: number, everyNth: number, step: number): Markup {
  const [month = '', before = ''] = [shown[n]?.month, shown[n - everyNth]?.month];
  const x = (left + (n + 0.5) * step).toFixed(1);
  const year = month.slice(0, 4);
  const isNew = year !== before.slice(0, 4);
  return html`<text x="${x}" y="${height - bottom + 16}" text-anchor="middle">
    ${month.slice(5)}${isNew ? html`<tspan x="${x}" dy="14">${year}</tspan>` : nothing}
  </text>`;
}

/** Bars of what was ordered and what was left after returns, month by month, in one currency. */
function chart(months: readonly RevenueMonth[], currency: string | null): Markup {
  const shown = months.filter((one) => one.currency === currency).slice(-mostMonths);
  const values = shown.flatMap((one) => [Number(one.orderRevenue), Number(one.lineRevenue)]);
  const [high, low] = [
    roundUp(Math.max(...values, 0)),
    Math.min(...values, 0) < 0 ? -roundUp(-Math.min(...values)) : 0,
  ];
  const scale = (value: number): number => top + ((high - value) / (high - low)) * (height - top - bottom);
  const step = (width - left) / shown.length;
  const everyNth = Math.ceil(shown.length / 18);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => low + (high - low) * share);
  return html`<h3>${currency ?? 'Without a currency'}</h3>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Revenue by month">
      ${ticks.map(
        (tick) =>
          html`<line
              class="axis"
              x1="${left}"
              x2="${width}"
              y1="${scale(tick).toFixed(1)}"
              y2="${scale(tick).toFixed(1)}"
            />
            <text x="${left - 8}" y="${(scale(tick) + 4).toFixed(1)}" text-anchor="end">${compact.format(tick)}</text>`,
      )}
      ${shown.map((month, n) => bar(month, n, step, scale))}
      ${shown.map((_, n) => (n % everyNth === 0 ? label(shown, n, everyNth, step) : nothing))}
    </svg>`;
}

function comparisonTable({ comparison }: RevenueReport): Markup {
  if (comparison === null) return nothing;
  const { level, tolerance, months } = comparison;
  return html`<h3>Compared with what is expected of ${level} (${tolerance} % are allowed)</h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Month</th>
            <th class="number">Expected</th>
            <th class="number">Found</th>
            <th class="number">Difference</th>
            <th>Within</th>
          </tr>
        </thead>
        <tbody>
          ${months.map(
            (one) =>
              html`<tr>
                <td>${one.month} ${one.currency ?? ''}</td>
                <td class="number">${exact.format(Number(one.revenue))}</td>
                <td class="number">${exact.format(Number(one.foundRevenue))}</td>
                <td class="number">
                  ${one.differencePercent === null ? '–' : `${one.differencePercent.toFixed(2)} %`}
                </td>
                <td><span class="mark ${one.isWithin ? 'passed' : 'warning'}">${one.isWithin ? 'yes' : 'no'}</span></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** Revenue by month as a chart for each currency, and what was expected. */
export function revenueChart(revenue: RevenueReport): Markup {
  const currencies = [...new Set(revenue.months.map(({ currency }) => currency))];
  if (currencies.length === 0)
    return html`<h2>Revenue by month</h2>
      <p>There are no orders.</p>`;
  return html`<h2>Revenue by month</h2>
    <p class="small soft">
      Light: ordered. Strong: what is left after returns and cancellations, by the month they came in.
    </p>
    ${currencies.map((currency) => chart(revenue.months, currency))} ${comparisonTable(revenue)}`;
}
