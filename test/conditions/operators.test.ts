import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../src/conditions/allOf.js';
import { sqlType, type Comparand } from '../../src/conditions/Comparand.js';
import { comparisons } from '../../src/conditions/comparisons.js';
import { asLiteral, asParameter, type ValueBinder } from '../../src/conditions/ValueBinder.js';
import { compile } from '../../src/db/sql.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { conditionOperators, type ConditionOperator, type Operators } from '../../src/words/conditionOperators.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { every, holds, type PlainArgument, type PlainKind } from './plainConditions.js';
import { comparands, makeThings, operatorsFor, others, plainKinds, stored, truthsOf } from './things.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await makeThings(database);
});
afterAll(() => database.drop());

type Given = Readonly<Record<string, PlainArgument>>;

const binders: Readonly<Record<string, ValueBinder>> = { bound: asParameter, 'written out': asLiteral };

const valuesOf = (kind: PlainKind) => [...stored[kind].filter((value) => value !== null), ...others[kind]];

/** Some of the values, spread over all of them. */
const spread = <Value>(values: readonly Value[], most: number): readonly Value[] =>
  values.filter((_, n) => n % Math.ceil(values.length / most) === 0);

/** Everything that an operator is asked with: single values, lists of every form, ranges of all ends, parts. */
function argumentsOf(kind: PlainKind, operator: string): readonly PlainArgument[] {
  const values = valuesOf(kind);
  const ends = spread(values, 12);
  switch (conditionOperators[operator as ConditionOperator].takes) {
    case 'list':
      return [
        [],
        values,
        ...values.map((value) => [value]),
        ...values.map((value, n) => [value, values[n - 1] ?? value]),
      ];
    case 'range':
      return ends.flatMap((from) => ends.map((to) => ({ from, to })));
    case 'presence':
      return [true, false];
    case 'value':
    case 'ordered':
    case 'text':
      return values;
  }
}

/** Where the database has it otherwise than the plain evaluator, of conditions on one column. */
async function differences(kind: PlainKind, given: readonly Given[], bind: ValueBinder, comparand = comparands[kind]) {
  const found: string[] = [];
  for (let from = 0; from < given.length; from += 100) {
    const some = given.slice(from, from + 100);
    const conditions = some.map((one) => allOf(comparisons(comparand, one as Operators, 'x', bind)));
    const truths = await truthsOf(database, conditions);
    some.forEach((one, n) => {
      truths[n]?.forEach((truth, id) => {
        const value = stored[kind][id] ?? null;
        const expected = every(Object.entries(one).map(([name, argument]) => holds(kind, name, value, argument)));
        if (truth !== (expected === true)) found.push(`${JSON.stringify(one)} of ${String(value)} is ${truth}`);
      });
    });
  }
  return found;
}

const single = (kind: PlainKind): Given[] =>
  operatorsFor(kind).flatMap((operator) => argumentsOf(kind, operator).map((argument) => ({ [operator]: argument })));

/** Every two operators together, each with several arguments. */
const pairs = (kind: PlainKind): Given[] =>
  operatorsFor(kind).flatMap((one, n, all) =>
    all
      .slice(n + 1)
      .flatMap((other) =>
        spread(argumentsOf(kind, one), 3).flatMap((first) =>
          spread(argumentsOf(kind, other), 3).map((second) => ({ [one]: first, [other]: second })),
        ),
      ),
  );

describe.each(Object.keys(binders))('with values %s', (name) => {
  const bind = binders[name] ?? asParameter;

  it.each(plainKinds)('every operator holds of the right %s values', async (kind) => {
    const given = single(kind);
    expect(given.length).toBeGreaterThan(kind === 'flag' ? 10 : 100);
    expect(await differences(kind, given, bind)).toEqual([]);
  });

  it.each(plainKinds)('several operators over %s values must all hold', async (kind) => {
    expect(await differences(kind, pairs(kind), bind)).toEqual([]);
  });

  it('nothing at all holds of all', async () => {
    expect(await differences('text', [{}], bind)).toEqual([]);
  });

  it('texts whose folded form is kept are compared by it', async () => {
    const kept = { ...comparands.text, folded: sql`(facet.folded(t.text) collate "C")` };
    const given = single('text').filter((one) => 'contains' in one || 'startsWith' in one || 'endsWith' in one);
    expect(await differences('text', given, bind, kept)).toEqual([]);
    const replaced = { ...kept, folded: sql`'other'` };
    const [truths] = await truthsOf(database, comparisons(replaced, { contains: 'OTHE' }, 'x', bind));
    expect(new Set(truths)).toEqual(new Set([true]));
  });

  it.each(plainKinds)('only isNull holds of what is null for all, as %s', async (kind) => {
    const missing: Comparand = { kind, sql: sql`null::${sqlType(kind)}` };
    const given = single(kind);
    for (let from = 0; from < given.length; from += 100) {
      const some = given.slice(from, from + 100);
      const conditions = some.map((one) => allOf(comparisons(missing, one as Operators, 'x', bind)));
      const [first] = await truthsOf(database, conditions).then((all) => [all.map(([truth]) => truth)]);
      expect(first).toEqual(some.map((one) => one['isNull'] === true));
    }
  });
});

const text = (given: Operators, bind: ValueBinder): { text: string; values: readonly unknown[] } =>
  compile(allOf(comparisons(comparands.text, given, 'x', bind)) as SQL);

describe('a statement', () => {
  it('has one text for every value and every length of a list, and none of its values in it', () => {
    const texts = [[], ['secret'], ['secret', 'b']].map(
      (values) => text({ in: values, notIn: values }, asParameter).text,
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toContain('secret');
    expect(text({ contains: 'secret', is: 'secret' }, asParameter)).toEqual({
      text: expect.not.stringContaining('secret'),
      values: ['secret', 'secret'],
    });
  });

  it('has no parameters where values are written out', () => {
    for (const kind of plainKinds)
      for (const given of single(kind))
        expect(compile(allOf(comparisons(comparands[kind], given as Operators, 'x', asLiteral))).values).toEqual([]);
  });
});

describe('refused', () => {
  const refusal = (given: object, kind: PlainKind = 'text'): unknown => {
    try {
      return comparisons(comparands[kind], given as Operators, 'filter.x');
    } catch (error) {
      return error;
    }
  };

  it.each(Object.keys(conditionOperators))('is null as what %s is given', (operator) => {
    expect(refusal({ [operator]: null })).toEqual(
      new UserError(
        `"filter.x.${operator}" is null, which would ask for nothing in particular: leave it out, or ask for what has no ` +
          'value with "isNull: true".',
      ),
    );
  });

  it.each([
    ['a NUL', { is: 'a\0' }, '"filter.x.is" holds a NUL or half a character'],
    ['half a character in a list', { in: ['a', '\uD800'] }, '"filter.x.in" holds a NUL or half a character'],
    ['a NUL at an end', { between: { from: 'a', to: '\0' } }, '"filter.x.between" holds a NUL'],
    ['a long text', { contains: 'x'.repeat(1001) }, '"filter.x.contains" is a text of 1001 characters, and 1000 are'],
  ])('is %s', (_, given, sentence) => {
    expect(refusal(given)).toEqual(expect.objectContaining({ message: expect.stringContaining(sentence) }));
    expect(refusal(given)).toBeInstanceOf(UserError);
  });

  it('is a long number, and an operator that there is not', () => {
    expect(refusal({ is: '1'.repeat(101) }, 'number')).toBeInstanceOf(UserError);
    expect(refusal({ constructor: 'a' })).toEqual(new TypeError('"filter.x.constructor" is not an operator'));
    expect(refusal({ is: undefined })).toEqual([]);
  });
});
