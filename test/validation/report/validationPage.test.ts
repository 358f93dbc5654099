import { describe, expect, it } from '@jest/globals';
import { formatReadiness } from '../../../src/validation/report/formatReadiness.js';
import { formatValidation } from '../../../src/validation/report/formatValidation.js';
import { percentText } from '../../../src/validation/report/figures.js';
import { html } from '../../../src/validation/report/html/markup.js';
import { validationPage } from '../../../src/validation/report/html/validationPage.js';
import type { CheckResult } from '../../../src/validation/run/CheckResult.js';
import type { ValidationFound } from '../../../src/validation/ValidationReport.js';

const result = (given: Partial<CheckResult>): CheckResult => ({
  checkId: 'TXN_X',
  table: 'unified_transactions',
  title: 'Some title',
  failsWhen: 'A row fails when it is bad.',
  remedy: 'Mend it.',
  columns: ['order_id'],
  severity: 'ERROR',
  status: 'ERROR',
  evaluated: 200,
  failing: 3,
  warnAbove: 0,
  errorAbove: 1,
  sources: [],
  keyColumns: ['order_id'],
  sampleKeys: [['o1'], [null], ['']],
  query: 'select t."order_id" from facet.unified_transactions as t where t.a < 1',
  ...given,
});

const readiness: ValidationFound['readiness'] = {
  features: [
    {
      id: 'SEGMENTS',
      title: 'Segments',
      rule: 'A rule.',
      isReady: false,
      needs: [
        { table: 'customers', column: null, state: 'EMPTY', optional: false, rows: 0, remedy: 'Import them.' },
        { table: 'customers', column: 'customer_id', state: 'PRESENT', optional: false, rows: 1, remedy: null },
      ],
    },
  ],
  rules: [{ id: 'R1', requirement: 'This.', isMet: true, found: 'That.', remedy: null }],
  models: [{ id: 'HISTORY', requirement: 'Long.', measured: 2, unit: 'years', isMet: false, remedy: 'Wait.' }],
  missingTables: [{ table: 'merged_households', reason: 'none', checks: ['CUST_HOUSEHOLD'] }],
};

const month = (name: string, orderRevenue: string, lineRevenue: string) => ({
  month: name,
  currency: 'EUR',
  lineRevenue,
  lineQuantity: '1',
  orderRevenue,
  orderQuantity: '1',
});

const found: ValidationFound = {
  status: 'ERROR',
  errors: 1,
  warnings: 1,
  passed: 1,
  results: [
    result({}),
    result({ checkId: 'TXN_W', status: 'WARNING', warnAbove: 0.5, title: '<script>alert("1")</script>' }),
    result({ checkId: 'TXN_P', status: 'PASSED', failing: 0, sampleKeys: [] }),
    result({ checkId: 'TXN_N', status: 'NOTHING_TO_CHECK', evaluated: 0, failing: 0, sampleKeys: [] }),
    result({ checkId: 'TXN_F', status: 'REPORTED', sampleKeys: [] }),
  ],
  readiness,
  revenue: {
    months: [month('2026-01', '100', '90'), month('2026-02', '0', '-50')],
    comparison: {
      level: 'orders',
      tolerance: 1,
      months: [
        {
          month: '2026-01',
          currency: null,
          revenue: '110',
          quantity: null,
          foundRevenue: '100',
          foundQuantity: '1',
          differencePercent: -9.0909,
          isWithin: false,
        },
      ],
    },
  },
};

const trend = {
  runs: [
    { runId: '1', finishedAt: '2026-01-01T00:00:00Z', errors: 3, warnings: 0 },
    { runId: '2', finishedAt: '2026-01-02T00:00:00Z', errors: 1, warnings: 1 },
  ],
  shares: new Map([['TXN_X unified_transactions', [4, 1.5]]]),
};

const page = validationPage(found, trend, { runId: '2', now: new Date('2026-01-02T03:04:05Z') });

describe('the page of a validation', () => {
  it('needs nothing else: no script, no file, no network', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|href=|url\(|@import|https?:/);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toMatch(/prefers-color-scheme: dark/);
    expect(page).toMatch(/@media print/);
  });

  it('shows what is worst first, and what to do about it', () => {
    const places = [
      'Something is wrong',
      'TXN_X',
      'TXN_W',
      'Revenue by month',
      'Over the last 2 runs',
      'Readiness',
      'TXN_F',
      'TXN_P',
      'TXN_N',
    ];
    expect(places.map((text) => page.indexOf(text))).toEqual(
      places.map((text) => page.indexOf(text)).toSorted((a, b) => a - b),
    );
    expect(places.filter((text) => !page.includes(text))).toEqual([]);
    expect(page).toContain('3 of 200 (1.5 %)');
    expect(page).toContain('-9.09 %');
  });

  it('takes texts of the data for texts', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(page).toContain('where t.a &lt; 1');
    expect(html`<b title="${'"'}">${"'&"}</b>`.text).toBe('<b title="&quot;">&#39;&amp;</b>');
  });

  it('has every element closed, and no figure that is none', () => {
    const open = [
      ...page.matchAll(
        /<(\/?)(main|article|table|tbody|thead|tr|td|th|div|svg|g|details|p|span|code|h[123])\b[^>]*?(\/?)>/g,
      ),
    ];
    const depth: string[] = [];
    for (const [, closes, name = '', itself] of open) {
      if (itself === '/') continue;
      if (closes === '/') expect(depth.pop()).toBe(name);
      else depth.push(name);
    }
    expect(depth).toEqual([]);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('of nothing found is a page too', () => {
    const none = { ...found, errors: 0, warnings: 0, results: [], revenue: { months: [], comparison: null } };
    const text = validationPage(none, { runs: [], shares: new Map() }, { runId: null, now: new Date(0) });
    expect(text).toContain('There are no orders.');
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the lines of a validation', () => {
  it('tell findings, figures and a summary', () => {
    expect(formatValidation(found)).toEqual([
      'error: TXN_X unified_transactions: Some title: 3 of 200 (1.5 %); 1 % are allowed',
      '  A row fails when it is bad. Mend it.',
      "  e.g. o1, null, '' (order_id)",
      'warning: TXN_W unified_transactions: <script>alert("1")</script>: 3 of 200 (1.5 %); 0.5 % are allowed',
      '  A row fails when it is bad. Mend it.',
      "  e.g. o1, null, '' (order_id)",
      'figure: TXN_F unified_transactions: Some title: 3 of 200 (1.5 %)',
      '5 checks: 1 error, 1 warning, 1 passed, 1 figure, 1 without rows.',
    ]);
  });

  it('tell readiness', () => {
    expect(formatReadiness(readiness)).toEqual([
      'not ready: Segments (1 of 2 present). A rule.',
      '  empty: customers: Import them.',
      'kept: R1 This. That.',
      'models, not met: Long. Measured: 2 years. Wait.',
      'missing: merged_households: none.',
    ]);
  });

  it.each([
    [null, 'none'],
    [0, '0 %'],
    [0.000_01, 'less than 0.01 %'],
    [0.25, '0.25 %'],
    [33.333, '33.3 %'],
    [99.999, 'more than 99.99 %'],
    [100, '100 %'],
  ])('write %p percent as %s', (percent, text) => expect(percentText(percent)).toBe(text));
});
