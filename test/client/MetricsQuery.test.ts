import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskedQuery } from '../../src/client/MetricsSource.js';
import { MetricsQuery } from '../../src/client/MetricsQuery.js';
import { QueryBuilder } from '../../src/client/QueryBuilder.js';
import { refusal } from '../support/refusal.js';
import { recordingSource } from './recordingSource.js';

type Query = MetricsQuery<'ACCOUNT'>;

const untouched: AskedQuery = {
  level: 'ACCOUNT',
  app: null,
  names: null,
  effectiveDates: null,
  lastFullMonth: false,
  attributesOnly: false,
  locale: 'en',
};

/** A query of accounts `a` to `e`, and what was asked when it ran. */
function begun() {
  const { source, pages } = recordingSource(['a', 'b', 'c', 'd', 'e']);
  return { query: QueryBuilder.on(source).query('ACCOUNT'), pages };
}

/** What a source is asked when a query runs to its end. */
async function askedBy(call: (query: Query) => Query) {
  const { query, pages } = begun();
  await call(query).all();
  return pages;
}

describe('a call', () => {
  it.each<[string, (query: Query) => Query, Partial<AskedQuery>]>([
    ['none', (query) => query, {}],
    ['forApp', (query) => query.forApp('ALAN_FR'), { app: 'ALAN_FR' }],
    ['whereMetricNameIn', (query) => query.whereMetricNameIn(['b', 'a', 'b']), { names: ['b', 'a', 'b'] }],
    ['whereMetricNameIn, of none', (query) => query.whereMetricNameIn([]), { names: [] }],
    [
      'whereEffectiveDateIn',
      (query) => query.whereEffectiveDateIn(['2023-03-01', new Date('2023-04-30T23:00:00-02:00')]),
      { effectiveDates: ['2023-03-01', '2023-05-01'] },
    ],
    ['forLastFullMonth', (query) => query.forLastFullMonth(), { lastFullMonth: true }],
    ['attributesOnly', (query) => query.attributesOnly(), { attributesOnly: true }],
    ['inLocale', (query) => query.inLocale('de-ch'), { locale: 'de-CH' }],
    ['the same twice', (query) => query.forApp('A').forApp('B'), { app: 'B' }],
    [
      'several',
      (query) => query.forApp('A').whereMetricNameIn(['m']).forLastFullMonth().forEntity('a').inLocale('fr'),
      { app: 'A', names: ['m'], lastFullMonth: true, locale: 'fr' },
    ],
  ])('of %s changes that alone', async (_, call, changed) => {
    const [page] = await askedBy(call);
    expect(page?.asked).toEqual({ ...untouched, ...changed });
  });

  it.each<[string, (query: Query) => Query, readonly string[] | null]>([
    ['no entity: the whole level', (query) => query, null],
    ['one', (query) => query.forEntity('c'), ['c']],
    ['one, with white space about it', (query) => query.forEntity(' \tc\n'), ['c']],
    ['several, each once and in their order', (query) => query.forEntities(['e', 'a', 'e', ' a ']), ['e', 'a']],
    ['the last of two calls', (query) => query.forEntities(['a', 'b']).forEntity('c'), ['c']],
  ])('names %s', async (_, call, ids) => {
    expect((await askedBy(call)).map((page) => page.ids)).toEqual([ids]);
  });

  it('of no entities asks nothing of the source', async () => {
    expect(await askedBy((query) => query.forEntities([]))).toEqual([]);
  });

  it('leaves the query as it was, and the lists that it was given', async () => {
    const names = ['m'];
    const { query, pages } = begun();
    const other = query.whereMetricNameIn(names).forEntity('a').attributesOnly();
    names.push('later');
    await query.all();
    await other.all();
    expect(pages.map(({ asked, ids }) => [asked.names, asked.attributesOnly, ids])).toEqual([
      [null, false, null],
      [['m'], true, ['a']],
    ]);
  });
});

describe('a value that cannot be meant', () => {
  const half = 'holds a NUL or half a character, which no text in the database can hold.';
  it.each<[string, (query: Query) => Query, string]>([
    ['a name with half a character', (query) => query.whereMetricNameIn(['m', '\uD83D']), `"names[1]" ${half}`],
    ['a key with a NUL', (query) => query.forEntity('a\0'), `"entityId" ${half}`],
    ['one of several keys', (query) => query.forEntities(['a', 'b', '\0']), `"entityIds[2]" ${half}`],
    [
      'a day',
      (query) => query.whereEffectiveDateIn(['2023-02-30']),
      '"2023-02-30" is no day: write it YYYY-MM-DD, or give a valid Date.',
    ],
    [
      'a language',
      (query) => query.inLocale('english'),
      '"english" is no language that numbers can be written in, such as en, fr or de-CH.',
    ],
  ])('as %s is refused by the call', (_, call, sentence) => {
    expect(() => call(begun().query)).toThrow(refusal(sentence));
  });

  it('as a key of more than 1,000 bytes has a code of its own; white space about it does not count', () => {
    const { query } = begun();
    // é has two bytes.
    expect(() => query.forEntity('é'.repeat(501))).toThrow(
      refusal('"entityId" is a key of 1002 bytes, and 1000 are the most.', 'SEARCH_TOO_LARGE'),
    );
    expect(() => query.forEntity(` ${'é'.repeat(500)} `)).not.toThrow();
  });
});

describe('the spelling of the original', () => {
  const names = Object.getOwnPropertyNames(MetricsQuery.prototype).filter((name) => name !== 'constructor');
  const original = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const filters = names.filter((name) => /[A-Z]/.test(name));

  it('is there for every filter', () => {
    expect(filters).toHaveLength(8);
    expect(names.toSorted()).toEqual([...filters, ...filters.map(original), 'all', 'first'].toSorted());
  });

  const given: Readonly<Record<string, unknown>> = {
    forApp: 'ALAN_FR',
    forEntity: 'b',
    forEntities: ['c', 'b'],
    whereMetricNameIn: ['m'],
    whereEffectiveDateIn: ['2023-03-01'],
    inLocale: 'fr',
  };
  it.each(filters)('of %s means the same', async (name) => {
    const by = (spelled: string) =>
      askedBy((query) => {
        const call = Reflect.get(query, spelled) as (value?: unknown) => Query;
        return call.call(query, given[name]);
      });
    const asked = await by(original(name));
    expect(asked).toEqual(await by(name));
    expect(asked).not.toEqual(await askedBy((query) => query));
  });
});

describe('of any calls in any order', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'x', ' a');
  const step = fc.oneof(
    fc.record({ filter: fc.constant('app' as const), value: fc.constantFrom('A', 'B') }),
    fc.record({ filter: fc.constant('names' as const), value: fc.array(fc.constantFrom('m', 'n')) }),
    fc.record({ filter: fc.constant('entity' as const), value: key }),
    fc.record({ filter: fc.constant('entities' as const), value: fc.array(key, { minLength: 1 }) }),
    fc.record({ filter: fc.constant('locale' as const), value: fc.constantFrom('en', 'fr', 'de-CH') }),
    fc.record({ filter: fc.constant('month' as const) }),
    fc.record({ filter: fc.constant('bare' as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function call(query: Query, given: Step): Query {
    if (given.filter === 'app') return query.forApp(given.value);
    if (given.filter === 'names') return query.whereMetricNameIn(given.value);
    if (given.filter === 'entity') return query.forEntity(given.value);
    if (given.filter === 'entities') return query.forEntities(given.value);
    if (given.filter === 'locale') return query.inLocale(given.value);
    return given.filter === 'month' ? query.forLastFullMonth() : query.attributesOnly();
  }

  it('the last of each filter counts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const last = <F extends Step['filter']>(...filters: F[]) =>
          steps.findLast((one) => filters.includes(one.filter as F)) as Extract<Step, { filter: F }> | undefined;
        const named = last('entity', 'entities');
        const ids = named === undefined ? null : [named.value].flat().map((id) => id.trim());
        const [page] = await askedBy((query) => steps.reduce(call, query));
        expect(page?.asked).toEqual({
          level: 'ACCOUNT',
          app: last('app')?.value ?? null,
          names: last('names')?.value ?? null,
          effectiveDates: null,
          lastFullMonth: last('month') !== undefined,
          attributesOnly: last('bare') !== undefined,
          locale: last('locale')?.value ?? 'en',
        });
        expect(page?.ids).toEqual(ids === null ? null : ids.filter((id, n) => ids.indexOf(id) === n));
      }),
    );
  });
});

describe('running', () => {
  const key = (response: { readonly meta: { readonly account_id: string } } | null) =>
    response?.meta.account_id ?? null;

  it('all() gives the known ones in the order named', async () => {
    const found = await begun().query.forEntities(['e', 'x', 'a']).all();
    expect(found.map(key)).toEqual(['e', 'a']);
  });

  it('first() gives the first that is known, or null', async () => {
    const { query } = begun();
    expect(key(await query.forEntities(['x', 'c', 'a']).first())).toBe('c');
    expect(await query.forEntity('x').first()).toBeNull();
    expect(await query.forEntities([]).first()).toBeNull();
  });

  it('first() goes on to the next hundred only while none is known', async () => {
    const unknown = Array.from({ length: 150 }, (_, n) => `x${n}`);
    const { query, pages } = begun();
    expect(key(await query.forEntities([...unknown, 'b', ...unknown.map((id) => `y${id}`)]).first())).toBe('b');
    expect(pages.map(({ ids }) => ids?.length)).toEqual([100, 100]);
  });

  it('first() without an entity is refused before the source is asked', async () => {
    const { query, pages } = begun();
    await expect(query.first()).rejects.toThrow(
      refusal(
        'first() is about one entity: name it with forEntity(id), or ask for all of the level with all().',
        'ENTITY_MISSING',
      ),
    );
    expect(pages).toEqual([]);
  });

  it('gives the source the signal, and asks nothing by one that is over', async () => {
    const { query, pages } = begun();
    const { signal } = new AbortController();
    await query.all({ signal });
    await query.forEntity('a').first({ signal });
    expect(pages.map((page) => page.signal)).toEqual([signal, signal]);
    const over = { signal: AbortSignal.abort() };
    const ended = refusal('The request was ended before its answer was complete.', 'REQUEST_ABORTED');
    await expect(query.all(over)).rejects.toThrow(ended);
    await expect(query.forEntity('a').first(over)).rejects.toThrow(ended);
    expect(pages).toHaveLength(2);
  });
});
