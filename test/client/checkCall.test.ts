import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromDatabase, fromGateway, QueryBuilder, type MetricsQuery, type MetricsSource } from '../../src/index.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

let doors: TwoDoors;
beforeAll(async () => {
  doors = await openTwoDoors();
});
afterAll(async () => {
  QueryBuilder.use(null);
  await doors?.close();
});

type Query = MetricsQuery<'ACCOUNT'>;

/** What no compiler lets through. */
const any = (value: unknown): never => value as never;

const text = (name: string, kind: string) => `"${name}" is ${kind}, and a text is wanted.`;
const list = (name: string, kind: string) => `"${name}" is ${kind}, and a list is wanted.`;
const day = (value: string) => `"${value}" is no day: write it YYYY-MM-DD, or give a valid Date.`;

const calls: readonly (readonly [string, (query: Query) => unknown])[] = [
  [list('names', 'a text'), (query) => query.whereMetricNameIn(any('members'))],
  [list('names', 'undefined'), (query) => query.where_metric_name_in(any(undefined))],
  [list('names', 'an object'), (query) => query.whereMetricNameIn(any(new Set(['members'])))],
  [text('names[0]', 'a number'), (query) => query.whereMetricNameIn(any([5]))],
  [text('names[1]', 'undefined'), (query) => query.whereMetricNameIn(any(['members', undefined]))],
  [text('names[0]', 'undefined'), (query) => query.whereMetricNameIn(Array.from<never>({ length: 1 }))],
  [text('app', 'undefined'), (query) => query.forApp(any(undefined))],
  [text('app', 'null'), (query) => query.for_app(any(null))],
  [text('entityId', 'undefined'), (query) => query.forEntity(any(undefined))],
  [text('entityId', 'a list'), (query) => query.for_entity(any(['a']))],
  [list('entityIds', 'a text'), (query) => query.forEntities(any('abc'))],
  [text('entityIds[1]', 'a promise'), (query) => query.for_entities(any(['a', Promise.resolve('b')]))],
  [list('effectiveDates', 'a text'), (query) => query.whereEffectiveDateIn(any('2023-03-01'))],
  [day('undefined'), (query) => query.where_effective_date_in(any([undefined]))],
  [day('20230301'), (query) => query.whereEffectiveDateIn(any([20_230_301]))],
  [text('locale', 'undefined'), (query) => query.inLocale(any(undefined))],
];

describe('what only the types forbid', () => {
  it.each(calls)('%s', (message, call) => {
    const refusal = expect.objectContaining({ name: 'UserError', message, code: 'BAD_USER_INPUT' });
    for (const queries of [doors.inProcess, doors.overHttp]) {
      const query = queries.query('ACCOUNT');
      expect(() => call(query)).toThrow(refusal);
    }
  });

  it.each([
    ['undefined', undefined],
    ['an object', {}],
    ['a list', ['ACCOUNT']],
  ])('a level that is %s', (kind, level) => {
    const refusal = expect.objectContaining({
      name: 'UserError',
      message: text('level', kind),
      code: 'BAD_USER_INPUT',
    });
    QueryBuilder.use(doors.sources[0]);
    for (const queries of [doors.inProcess, doors.overHttp, QueryBuilder])
      expect(() => queries.query(any(level))).toThrow(refusal);
  });

  it.each<[string, () => unknown]>([
    ['a promise', () => fromDatabase(doors.url, { config: doors.configFile })],
    ['undefined', () => undefined],
    ['an object', () => ({})],
    ['a text', () => doors.gatewayUrl],
  ])('a source that is %s', async (kind, make) => {
    const source = make();
    const message = `The source of queries is ${kind}: give what "await fromDatabase()" or "fromGateway(url)" gives.`;
    const refusal = expect.objectContaining({ name: 'UserError', message, code: 'SOURCE_UNFIT' });
    expect(() => QueryBuilder.on(any(source))).toThrow(refusal);
    expect(() => QueryBuilder.use(any(source))).toThrow(refusal);
    if (source instanceof Promise) await ((await source) as MetricsSource).close();
  });

  it('a token that is a number', () => {
    expect(() => fromGateway(doors.gatewayUrl, { token: any(5) })).toThrow(text('token', 'a number'));
  });
});
