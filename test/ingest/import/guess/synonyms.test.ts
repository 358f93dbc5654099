import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { guessedColumns, mappingOf, remarkOf, sourceName } from '../../../../src/ingest/import/guess/guessedColumns.js';
import { guessTarget, matchTarget, partsOfCampaigns } from '../../../../src/ingest/import/guess/guessTarget.js';
import type { Sample } from '../../../../src/ingest/import/guess/sampleFile.js';
import { customerKeys, normalName, synonyms, unitPrices } from '../../../../src/ingest/import/guess/synonyms.js';
import { tableTargets } from '../../../../src/ingest/import/targets/tableTargets.js';

describe('the name of a column in one form', () => {
  test.each([
    ['CustomerID', 'customer_id'],
    ['Customer ID', 'customer_id'],
    ['customer-id', 'customer_id'],
    ['  customer__id ', 'customer_id'],
    ['CUSTOMER_ID', 'customer_id'],
    ['customerId', 'customer_id'],
    ['HTTPReferer', 'http_referer'],
    ['td_client_id', 'td_client_id'],
    ['address1', 'address1'],
    ['Address 1', 'address_1'],
    ['line2Text', 'line2_text'],
    ['Straße', 'strasse'],
    ['GROẞE', 'grosse'],
    ['Prénom', 'prenom'],
    ['Código', 'codigo'],
    ['Größe', 'grosse'],
    ['Tax (%)', 'tax_percent'],
    ['N° client', 'no_client'],
    ['Nº cliente', 'no_cliente'],
    ['№ заказа', 'no'],
    ['%', 'percent'],
    ['---', ''],
    ['', ''],
    ['日本', ''],
  ])('of "%s" is "%s"', (name, normal) => {
    expect(normalName(name)).toBe(normal);
  });

  test('is its own form, and of small letters, digits and single underscores', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aBcD12_- %ßéÖ°.'.split('')), maxLength: 14 }), (name) => {
        const normal = normalName(name);
        expect(normal).toMatch(/^(?:[a-z\d]+(?:_[a-z\d]+)*)?$/);
        expect(normalName(normal)).toBe(normal);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the tables of names', () => {
  const all = Object.entries(synonyms).flatMap(([target, columns]) =>
    Object.entries(columns).map(([column, names]) => ({ target, column, names })),
  );

  test('are of columns that their targets have', () => {
    const unknown = all.filter(({ target, column }) => tableTargets.get(target)?.columns.has(column) !== true);
    expect(unknown.map(({ target, column }) => `${target}.${column}`)).toEqual([]);
  });

  test('hold names in the form in which they are looked up, each once for a column', () => {
    const odd = [...all.flatMap(({ names }) => names), ...customerKeys, ...unitPrices].filter(
      (name) => normalName(name) !== name,
    );
    expect(odd).toEqual([]);
    expect(all.filter(({ names }) => new Set(names).size < names.length)).toEqual([]);
  });

  test('know every column by its own name', () => {
    const without = all.filter(({ column, names }) => column !== 'customer_id' && !names.includes(column));
    expect(without.map(({ target, column }) => `${target}.${column}`)).toEqual([]);
  });
});

/** A sample of columns that have these values. */
const sampleOf = (columns: Readonly<Record<string, readonly string[]>>): Sample => ({
  file: 'some data.csv',
  options: {},
  nulls: [''],
  columns: Object.entries(columns).map(([name, values]) => ({ name, values, isComplete: true })),
  rows: 100,
  isWhole: true,
  remarks: [],
});

describe('the columns of a target', () => {
  const matched = (target: string, columns: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries([...matchTarget(target, sampleOf(columns))].map(([name, { column }]) => [name, column.name]));

  test('are found by their likeliest name first', () => {
    const dates = ['2026-01-31T10:00:00Z'];
    expect(matched('unified_itemized_transactions', { date: dates, 'Order Date': dates })).toEqual({
      order_datetime: 'Order Date',
    });
    expect(matched('unified_itemized_transactions', { date: dates })).toEqual({ order_datetime: 'date' });
  });

  test('are not those whose values are something else', () => {
    expect(matched('unified_itemized_transactions', { 'Order Date': ['soon', 'later'], date: ['2026-01-31'] })).toEqual(
      {
        order_datetime: 'date',
      },
    );
    expect(matched('unified_customers', { id: ['1'], birthday: ['in May'], email: ['a@x.example'] })).toEqual({
      customer_id: 'id',
      email: 'email',
    });
  });

  test('take a column once', () => {
    // It is the number of the product before it is that of the stock.
    expect(matched('products', { sku: ['a'], name: ['Oak'] })).toEqual({ product_id: 'sku', product_name: 'name' });
    expect(matched('products', { sku: ['a'], id: ['1'], name: ['Oak'], title: ['Oak'] })).toEqual({
      product_id: 'sku',
      product_name: 'name',
    });
  });
});

const day = ['2026-01-31'];
const instant = ['2026-01-31T10:00:00Z'];
const text = ['x'];
const number = ['1.5'];

describe('the target of a file', () => {
  test.each<[columns: Record<string, readonly string[]>, target: string | undefined]>([
    [{ customer_id: text, plan_id: text, execution_date: day }, 'campaign_targetings'],
    [{ customer_id: text, campaign_id: text, delivery_datetime: instant }, 'campaign_recipients'],
    [{ customer_id: text, campaign: text, coupon_code: text, plan_id: text, redeemed_on: day }, 'coupon_redemptions'],
    [{ plan_id: text, start_date: day, name: text }, 'campaigns'],
    [{ plan_id: text, start_date: day, customer_id: text }, undefined],
    [{ plan_id: text, action_id: text, plan_detail_channel_id: text, channel_id: text, channel: text }, undefined],
    [{ plan_id: text, action_id: text, campaign_action_id: number, action_name: text }, undefined],
    [{ plan_id: text, action_id: text, campaign_action_id: ['2'], action_name: text }, 'campaign_actions'],
    [{ plan_id: text, coupon_id: text, sku: text }, 'campaign_coupons'],
    [{ order_id: text, order_date: instant, revenue: number }, 'unified_itemized_transactions'],
    [{ order_id: text, order_date: instant, quantity: number, unit_price: number }, 'unified_itemized_transactions'],
    [{ order_id: text, order_date: instant, unit_price: number }, undefined],
    [{ order_id: text, order_date: instant, sku: text, qty: number }, 'unified_itemized_transactions'],
    [{ order_id: text, order_date: instant, qty: number }, undefined],
    [{ order_id: text, order_date: instant, discount_rate: number }, undefined],
    [{ time: instant, url: text }, 'activity'],
    [{ time: instant, event: text, client_id: text }, 'activity'],
    [{ time: instant, event: text }, undefined],
    [{ customer_id: text, email: text, first_name: text }, 'unified_customers'],
    [{ customer_id: text, email: text, city: text }, undefined],
    [{ sku: text, name: text }, 'products'],
    [{ sku: text, name: text, customer_id: text }, undefined],
    [{ a: text, b: text }, undefined],
  ])('with %j is %s', (columns, target) => {
    expect(guessTarget(sampleOf(columns))?.target).toBe(target);
  });

  test('of campaigns may have rows of their parts, too', () => {
    const campaigns = { plan_id: text, start_date: day, action_id: text, campaign_action_id: ['2'], action_name: text };
    expect(guessTarget(sampleOf(campaigns))?.target).toBe('campaigns');
    expect(partsOfCampaigns(sampleOf(campaigns))).toEqual(['campaign_actions']);
    expect(partsOfCampaigns(sampleOf({ plan_id: text, start_date: day }))).toEqual([]);
  });
});

describe('what a config says of a column', () => {
  const column = { name: 'Preis', values: ['1,5'], isComplete: true };
  const fit = { format: undefined, alternative: undefined, needsZone: false };

  test('is its name alone where its format is the usual one', () => {
    expect(mappingOf({ column, fit })).toBe('Preis');
    expect(mappingOf({ column, fit: { ...fit, format: 'decimal_comma' } })).toEqual({
      column: 'Preis',
      format: 'decimal_comma',
    });
  });

  test('has remarks where a person has to decide', () => {
    expect(remarkOf(fit)).toBeUndefined();
    expect(remarkOf({ ...fit, alternative: 'DD/MM/YYYY' })).toBe('or DD/MM/YYYY: both fit');
    expect(remarkOf({ ...fit, format: 'D.M.YY' })).toBe('two-digit years: yearsFrom: 1950 would say which century');
    expect(remarkOf({ ...fit, format: 'D.M.YYYY' })).toBeUndefined();
    expect(
      remarkOf({ ...fit, format: 'M/D/YY', alternative: 'D/M/YY', misfits: { count: 2, of: 90, example: 'a "b"' } }),
    ).toBe(
      'or D/M/YY: both fit; two-digit years: yearsFrom: 1950 would say which century; ' +
        String.raw`not sure: 2 of 90 different values do not fit, such as "a \"b\""`,
    );
  });

  test('stands behind the columns of the target, in their order', () => {
    const matches = new Map([
      ['item_revenue', { column, fit: { ...fit, format: 'decimal_comma' } }],
      ['order_id', { column: { ...column, name: 'Nr' }, fit }],
    ]);
    expect(guessedColumns(matches)).toEqual([
      { name: 'item_revenue', mapping: { column: 'Preis', format: 'decimal_comma' }, remark: undefined },
      { name: 'order_id', mapping: 'Nr', remark: undefined },
    ]);
  });

  test.each([
    ['Web Sessions.csv.gz', 'web_sessions'],
    ['orders-2026.01.csv', 'orders_2026'],
    ['.csv', 'file'],
    ['日本.csv', 'file'],
    ['loyalty', 'loyalty'],
  ])('the source of the file %s is called %s', (file, name) => {
    expect(sourceName(file)).toBe(name);
  });
});
