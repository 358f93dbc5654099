import { ValidationStatus } from '../../../words/validationWords.js';
import type { ValidationFound } from '../../ValidationReport.js';
import { counted } from '../figures.js';
import type { Trend } from '../readTrend.js';
import { findings, otherResults } from './findings.js';
import { html, Markup } from './markup.js';
import { readinessTables } from './readinessTables.js';
import { revenueChart } from './revenueChart.js';
import { styles } from './styles.js';
import { trendChart } from './trendChart.js';

const tile = (value: number, words: string, kind: string): Markup =>
  html`<div class="tile"><b class="mark ${kind}">${counted(value)}</b>${words}</div>`;

function verdict({ errors, warnings, readiness }: ValidationFound): string {
  const ready = readiness.features.filter(({ isReady }) => isReady).length;
  const features = `${ready} of ${readiness.features.length} features have what they need.`;
  if (errors > 0) return `Something is wrong with the data: begin with the errors below. ${features}`;
  if (warnings > 0) return `The data can be used; some of it deserves a look. ${features}`;
  return `Nothing was found that is above its threshold. ${features}`;
}

function tiles(found: ValidationFound): Markup {
  const count = (status: ValidationStatus): number => found.results.filter((one) => one.status === status).length;
  return html`<div class="tiles">
    ${tile(found.errors, 'errors', found.errors > 0 ? 'error' : 'passed')}
    ${tile(found.warnings, 'warnings', found.warnings > 0 ? 'warning' : 'passed')}
    ${tile(found.passed, 'passed', 'passed')} ${tile(count(ValidationStatus.REPORTED), 'figures', 'figure')}
    ${tile(count(ValidationStatus.NOTHING_TO_CHECK), 'without rows', 'none')}
  </div>`;
}

/** What a page is headed by. */
interface PageFacts {
  /** Null where the run is not kept. */
  readonly runId: string | null;
  readonly now: Date;
}

/** A report as one page of HTML that needs nothing else: no script, no file, no network. */
export const validationPage = (found: ValidationFound, trend: Trend, { runId, now }: PageFacts): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Validation of the data</title>
        <style>
          ${new Markup(styles)}
        </style>
      </head>
      <body>
        <main>
          <h1>Validation of the data</h1>
          <p class="soft">
            ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC${runId === null ? '' : `, run ${runId}`}
          </p>
          <p>${verdict(found)}</p>
          ${tiles(found)} ${findings(found.results, trend)} ${revenueChart(found.revenue)} ${trendChart(trend)}
          ${readinessTables(found.readiness)} ${otherResults(found.results)}
        </main>
      </body>
    </html> `.text;
