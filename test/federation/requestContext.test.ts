import { describe, expect, it } from '@jest/globals';
import DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import { columnLoaderOf, createContext, loaderOf, planOf } from '../../src/federation/requestContext.js';
import type { Scope } from '../../src/scope.js';

/** A question that needs no database. */
const scope = { timeZone: 'Europe/Paris', now: new Date(0) } as Scope;

const newLoader = () => new DataLoader<string, string, string>(async (keys) => keys);

describe('createContext', () => {
  it('has all of the scope, and loaders, plans and counts of its own', () => {
    const [one, other] = [createContext(scope), createContext(scope)];
    expect(one).toMatchObject({ timeZone: 'Europe/Paris', now: new Date(0), shown: { rows: 0 } });
    one.shown.rows += 5;
    loaderOf(one, 'rows', newLoader);
    expect([other.shown.rows, other.loaders.size, other.plans.size]).toEqual([0, 0, 0]);
  });
});

describe('loaderOf', () => {
  it('makes a loader for each name, once per request', () => {
    const [one, other] = [createContext(scope), createContext(scope)];
    let made = 0;
    const make = () => {
      made += 1;
      return newLoader();
    };
    const loader = loaderOf(one, 'customers', make);
    expect(loaderOf(one, 'customers', make)).toBe(loader);
    expect(loaderOf(one, 'customers name', make)).not.toBe(loader);
    expect(loaderOf(other, 'customers', make)).not.toBe(loader);
    expect(made).toBe(3);
  });

  it('takes names that every object has for names', () => {
    const context = createContext(scope);
    const loader = loaderOf(context, 'constructor', newLoader);
    expect(loaderOf(context, 'constructor', newLoader)).toBe(loader);
    expect(loaderOf(context, '__proto__', newLoader)).not.toBe(loader);
  });
});

describe('columnLoaderOf', () => {
  type Row = Readonly<Record<string, string>>;

  /** Loaders of rows with columns, and what each read. */
  function columnsRead() {
    const reads: string[] = [];
    const context = createContext(scope);
    const rows = (...columns: string[]): DataLoader<string, Row> =>
      columnLoaderOf<string, Row, string>(context, 'rows', { columns, texts: [] }, (read) => {
        return new DataLoader(async (keys) => {
          const names = read().columns;
          reads.push(`${names.join(' ')} of ${keys.join(' ')}`);
          return keys.map((key) => Object.fromEntries(names.map((name) => [name, `${name} of ${key}`])));
        });
      });
    return { reads, rows };
  }

  it('reads the columns of all who ask at the same time, each once and sorted', async () => {
    const { reads, rows } = columnsRead();
    const found = await Promise.all([rows('b', 'a').load('1'), rows('c', 'b').load('2'), rows().load('1')]);
    expect(reads).toEqual(['a b c of 1 2']);
    expect(found[1]).toEqual({ a: 'a of 2', b: 'b of 2', c: 'c of 2' });
    expect(found[2]).toBe(found[0]);
  });

  it('reads four texts of a row at the most, and others by another loader', async () => {
    const context = createContext(scope);
    const reads: number[] = [];
    const rows = (n: number) =>
      columnLoaderOf<string, Row, string>(
        context,
        'texts',
        { columns: [], texts: [{ property: `$${n}`, typeName: 'T', members: [] }] },
        (read) =>
          new DataLoader(async (keys) => {
            reads.push(read().texts.length);
            return keys.map(() => ({}));
          }),
      );
    await Promise.all([1, 2, 3, 4, 4, 1, 5, 6, 5].map((n) => rows(n).load('1')));
    expect(reads).toEqual([4, 2]);
  });

  it('reads no more for those who come later and need no more', async () => {
    const { reads, rows } = columnsRead();
    await rows('a', 'b').load('1');
    await rows('b').load('1');
    await rows('b').load('2');
    expect(reads).toEqual(['a b of 1', 'a b of 2']);
  });

  it('reads anew for those who come later and need more, and then for all', async () => {
    const { reads, rows } = columnsRead();
    await rows('a').load('1');
    expect(await rows('b').load('1')).toEqual({ b: 'b of 1' });
    await rows('a', 'b').load('1');
    expect(reads).toEqual(['a of 1', 'b of 1', 'a b of 1']);
  });

  it('keeps names, and requests, apart', () => {
    const [one, other] = [createContext(scope), createContext(scope)];
    const of = (context: typeof one, name: string) =>
      columnLoaderOf(context, name, { columns: ['a'], texts: [] }, newLoader);
    expect(of(one, 'rows')).toBe(of(one, 'rows'));
    expect(of(one, 'rows')).not.toBe(of(one, 'other rows'));
    expect(of(one, 'rows')).not.toBe(of(other, 'rows'));
  });
});

describe('planOf', () => {
  const [nodes, others]: [FieldNode[], FieldNode[]] = [[], []];

  it('works a plan out once for each name and selection', () => {
    const context = createContext(scope);
    let made = 0;
    const make = () => ({ number: (made += 1) });
    expect(planOf(context, 'columns', nodes, make)).toEqual({ number: 1 });
    expect(planOf(context, 'columns', nodes, make)).toEqual({ number: 1 });
    expect(planOf(context, 'measures', nodes, make)).toEqual({ number: 2 });
    expect(planOf(context, 'columns', others, make)).toEqual({ number: 3 });
    expect(planOf(createContext(scope), 'columns', nodes, make)).toEqual({ number: 4 });
  });

  it('remembers no plan that could not be made', () => {
    const context = createContext(scope);
    const fail = (): never => {
      throw new Error('no such name');
    };
    expect(() => planOf(context, 'columns', nodes, fail)).toThrow('no such name');
    expect(planOf(context, 'columns', nodes, () => 'made')).toBe('made');
  });
});
