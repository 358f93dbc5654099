import { describe, expect, it } from '@jest/globals';
import type { DriverQuery } from '../../../src/db/connection/driverTypes.js';
import { watchQuery } from '../../../src/db/connection/watchQuery.js';

interface Kind {
  readonly streaming?: boolean;
  readonly cursorRows?: number;
}

/** A query of the driver, what whoever waits for it is told, and what we are. */
function watched(kind: Kind = {}) {
  const told: unknown[] = [];
  const settled: unknown[][] = [];
  const query = {
    resolve: (value: unknown) => told.push(['rows', value]),
    reject: (error: unknown) => told.push(['error', error]),
    active: false,
    ...kind,
  } as unknown as DriverQuery;
  watchQuery(query, (...how) => settled.push(how));
  return { query, told, settled };
}

const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
const wrong = Object.assign(new Error('no such table'), { name: 'PostgresError', code: '42P01', severity: 'ERROR' });

describe.each<[string, Kind]>([
  ['a query', {}],
  ['a cursor', { cursorRows: 10 }],
])('%s', (_, kind) => {
  it('that has come to its end is told, and so are we', () => {
    const { query, told, settled } = watched(kind);
    query.resolve(['row']);
    expect([told, settled]).toEqual([[['rows', ['row']]], [[]]]);
  });

  it('that failed is told what PostgreSQL said', () => {
    const { query, told, settled } = watched(kind);
    query.reject(wrong);
    expect([told, settled]).toEqual([[['error', wrong]], [[wrong, true]]]);
  });

  it('whose connection was lost is told so in a sentence for users', () => {
    const { query, told, settled } = watched(kind);
    query.reject(lost);
    const failure = expect.objectContaining({
      code: 'DATABASE_UNAVAILABLE',
      message: 'The connection to the database was lost: the connection was cut.',
      cause: lost,
    });
    expect([told, settled]).toEqual([[['error', failure]], [[failure, true]]]);
  });

  it('that we fail has not ended yet, and is one that the driver may cancel', () => {
    const { query, told, settled } = watched(kind);
    query.fail?.('enough');
    expect([told, settled, query.active]).toEqual([[['error', 'enough']], [], true]);
    query.reject(wrong);
    expect(settled).toEqual([[wrong, true]]);
  });
});

describe('a copy', () => {
  it('is first resolved with its stream, and ends when it is resolved again', () => {
    const { query, told, settled } = watched({ streaming: true });
    query.resolve('stream');
    expect([told, settled]).toEqual([[['rows', 'stream']], []]);
    // The driver puts its own callbacks in place of those for the stream.
    const later: unknown[] = [];
    query.resolve = (value) => later.push(value);
    query.resolve('end');
    expect([told.length, later, settled]).toEqual([1, ['end'], [[]]]);
  });

  it('that fails after its stream was given is told by the callback of then', () => {
    const { query, told, settled } = watched({ streaming: true });
    query.resolve('stream');
    const later: unknown[] = [];
    query.reject = (error) => later.push(error);
    query.reject(wrong);
    expect([told.length, later, settled]).toEqual([1, [wrong], [[wrong, true]]]);
  });
});

describe('a cursor', () => {
  it('gives each batch to whoever takes them now', async () => {
    const { query } = watched({ cursorRows: 2 });
    const taken: unknown[] = [];
    query.cursorFn = async (rows) => taken.push(['first', rows]);
    await query.cursorFn?.(['a', 'b']);
    query.cursorFn = async (rows) => taken.push(['second', rows]);
    await query.cursorFn?.(['c']);
    expect(taken).toEqual([
      ['first', ['a', 'b']],
      ['second', ['c']],
    ]);
  });

  it('goes on with what its taker says, or fails with it', async () => {
    const { query } = watched({ cursorRows: 2 });
    query.cursorFn = async () => 'stop';
    expect(await query.cursorFn?.([])).toBe('stop');
    query.cursorFn = () => Promise.reject(wrong);
    await expect(query.cursorFn?.([])).rejects.toBe(wrong);
  });

  it('does not go on where the connection was lost while rows were taken', async () => {
    const { query } = watched({ cursorRows: 2 });
    let finish = (): void => {};
    query.cursorFn = () => new Promise<void>((resolve) => (finish = resolve));
    let wentOn = false;
    void Promise.resolve(query.cursorFn?.([])).then(() => (wentOn = true));
    query.reject(lost);
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    expect(wentOn).toBe(false);
  });
});
