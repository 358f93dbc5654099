import { ValidationStatus } from '../../../words/validationWords.js';
import type { CheckResult } from '../../run/CheckResult.js';
import { failingPercent, figuresText, percentText } from '../figures.js';
import { trendKey, type Trend } from '../readTrend.js';
import { sampleText } from '../sampleText.js';
import { statusTexts } from '../statusTexts.js';
import { thresholdText } from '../thresholdText.js';
import { html, nothing, type Markup } from './markup.js';
import { spark } from './spark.js';

const classes: Readonly<Record<ValidationStatus, string>> = {
  ERROR: 'error',
  WARNING: 'warning',
  PASSED: 'passed',
  REPORTED: 'figure',
  NOTHING_TO_CHECK: 'none',
};

const mark = (status: ValidationStatus): Markup =>
  html`<span class="mark ${classes[status]}">${statusTexts[status]}</span>`;

const samples = ({ keyColumns, sampleKeys }: CheckResult): Markup =>
  sampleKeys.length === 0
    ? nothing
    : html`<p class="small">
        For example
        <code>${sampleText(sampleKeys)}</code>
        <span class="soft">(${keyColumns.join(' / ')})</span>
      </p>`;

const sources = ({ sources: all }: CheckResult): Markup =>
  all.length < 2
    ? nothing
    : html`<p class="small soft">By source: ${all.map((one) => `${one.source}: ${figuresText(one)}`).join('; ')}</p>`;

/** A finding as a card: what is wrong, how much of it, what to do, and how to see it. */
function card(result: CheckResult, trend: Trend): Markup {
  const percent = failingPercent(result) ?? 0;
  const shares = trend.shares.get(trendKey(result)) ?? [];
  return html`<article class="card ${classes[result.status]}">
    <div class="head">
      ${mark(result.status)}
      <h3>${result.title}</h3>
      <span class="soft small"><code>${result.checkId}</code> in <code>${result.table}</code></span>
    </div>
    <p><b>${figuresText(result)}</b>; ${thresholdText(result)}. ${spark(shares)}</p>
    <div class="meter" role="img" aria-label="${percentText(percent)} fail">
      <i style="width:${Math.max(percent, 0.5).toFixed(1)}%"></i>
    </div>
    <p>${result.failsWhen}</p>
    <p><b>What to do.</b> ${result.remedy}</p>
    ${samples(result)}${sources(result)}
    <details class="small">
      <summary>The SQL that finds them</summary>
      <code>${result.query}</code>
    </details>
  </article>`;
}

const row = (result: CheckResult): Markup =>
  html`<tr>
    <td>${mark(result.status)}</td>
    <td data-name="Check">
      ${result.title}<br /><span class="soft small"><code>${result.checkId}</code></span>
    </td>
    <td data-name="Table"><code>${result.table}</code></td>
    <td data-name="Rows" class="number">${result.evaluated === 0 ? 'no rows' : figuresText(result)}</td>
  </tr>`;

const table = (results: readonly CheckResult[]): Markup =>
  html`<div class="scroll">
    <table class="stack">
      <thead>
        <tr>
          <th>Status</th>
          <th>Check</th>
          <th>Table</th>
          <th class="number">Rows</th>
        </tr>
      </thead>
      <tbody>
        ${results.map(row)}
      </tbody>
    </table>
  </div>`;

const of = (results: readonly CheckResult[], ...statuses: readonly ValidationStatus[]): CheckResult[] =>
  statuses.flatMap((status) => results.filter((one) => one.status === status));

/** The findings, the worst first. */
export function findings(results: readonly CheckResult[], trend: Trend): Markup {
  const bad = of(results, ValidationStatus.ERROR, ValidationStatus.WARNING);
  return html`<h2>Findings</h2>
    ${bad.length === 0 ? html`<p>Nothing was found that is above its threshold.</p>` : bad.map((one) => card(one, trend))}`;
}

/** What is only a figure, passed, or had no rows. */
export function otherResults(results: readonly CheckResult[]): Markup {
  const others = of(results, ValidationStatus.REPORTED, ValidationStatus.PASSED, ValidationStatus.NOTHING_TO_CHECK);
  return others.length === 0
    ? nothing
    : html`<h2>Figures, and what passed</h2>
        ${table(others)}`;
}
