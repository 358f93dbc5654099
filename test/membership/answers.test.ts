import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDoor } from '../../src/db/door.js';
import { countMembers } from '../../src/membership/answers/countMembers.js';
import {
  countMoves,
  findConditionChanges,
  findMovedKeys,
  type Move,
} from '../../src/membership/answers/diffSegment.js';
import { explainCustomers } from '../../src/membership/answers/explainCustomers.js';
import { findMemberships } from '../../src/membership/answers/findMemberships.js';
import { openContext, type Asker } from '../../src/membership/openContext.js';
import { checkDefinition } from '../../src/segments/definition/checkDefinition.js';
import type { SegmentDefinition } from '../../src/segments/SegmentDefinition.js';
import { segmentMembers } from '../../src/segments/segmentMembers.js';
import type { TestDatabase } from '../support/database.js';
import { ofTier, openAsker, openMembers, sampleDays } from './sample.js';

let database: TestDatabase;
let asker: Asker;
let statements = 0;
beforeAll(async () => {
  database = await openMembers();
  const { scope, findDay } = await openAsker(database);
  const db = createDoor(database.client, { onStatement: () => void (statements += 1) });
  asker = { scope: { ...scope, db }, findDay };
});
afterAll(() => database?.drop());

const everybody = ['A', 'B', 'C', 'D', 'E'];

async function membersOf(definition: SegmentDefinition, asOf: string | null): Promise<string[]> {
  const context = await openContext(asker, asOf, [definition]);
  const rows = await asker.scope.db.query<{ customer_id: string }>(segmentMembers(context, definition));
  return rows.map(({ customer_id: id }) => id).toSorted();
}

describe('an explanation', () => {
  const definition = checkDefinition({
    include: {
      join: 'OR',
      groups: [
        {
          conditions: [
            { attribute: { name: 'tier', text: { is: 'gold' } } },
            { attribute: { name: 'SALES', number: { gt: 15 } } },
          ],
        },
        { join: 'OR', conditions: [{ column: { name: 'country', text: { is: 'FR' } } }] },
      ],
    },
    exclude: [{ conditions: [{ column: { name: 'country', text: { is: 'AT' } } }] }],
  });

  it('says of each group and condition whether it holds, with the own values', async () => {
    const [b, c, d, nobody] = await explainCustomers(await openContext(asker, '2026-11-20', [definition]), definition, [
      'B',
      'C',
      'D',
      'Nobody',
    ]);
    expect(nobody).toBeNull();
    // B is gold and buys for 20 on that day, and is in AT: included, and excluded again.
    expect(b).toMatchObject({
      isMember: false,
      day: '2026-11-20',
      profileDay: '2026-11-20',
      join: 'OR',
      groups: [
        {
          path: 'include.groups[0]',
          isExcluding: false,
          join: 'AND',
          holds: true,
          conditions: [
            { path: 'include.groups[0].conditions[0]', holds: true, value: 'gold', hasPast: true },
            { path: 'include.groups[0].conditions[1]', holds: true, value: '20', hasPast: true },
          ],
        },
        {
          path: 'include.groups[1]',
          join: 'OR',
          holds: false,
          conditions: [{ holds: false, value: 'AT', hasPast: false }],
        },
        { path: 'exclude[0]', isExcluding: true, holds: true, conditions: [{ holds: true, value: 'AT' }] },
      ],
    });
    expect(c).toMatchObject({
      isMember: false,
      groups: [{ holds: false, conditions: [{ value: 'silver' }, { holds: true }] }, {}, {}],
    });
    expect(d).toMatchObject({
      isMember: false,
      groups: [{ conditions: [{ holds: false, value: null }, { value: null }] }, {}, {}],
    });
  });

  it('of before the first snapshot has no day of attributes, which nobody has then', async () => {
    const [a] = await explainCustomers(await openContext(asker, '2025-01-01', [definition]), definition, ['A']);
    expect(a).toMatchObject({
      isMember: false,
      profileDay: null,
      groups: [{ conditions: [{ value: null }, {}] }, {}, {}],
    });
  });

  it('of every customer is one statement', async () => {
    const context = await openContext(asker, null, [definition]);
    statements = 0;
    await explainCustomers(context, definition, everybody);
    expect(statements).toBe(1);
  });
});

/** What can be asked of the sample. */
const condition = fc.oneof(
  fc.record({
    attribute: fc.record({
      name: fc.constant('TIER'),
      text: fc.oneof(
        fc.record({ is: fc.constantFrom('gold', 'silver') }),
        fc.record({ isNull: fc.boolean() }),
        fc.record({ isNot: fc.constantFrom('gold', 'silver') }),
      ),
    }),
  }),
  fc.record({
    attribute: fc.record({ name: fc.constant('SALES'), number: fc.record({ gte: fc.integer({ min: 9, max: 33 }) }) }),
  }),
  fc.record({
    column: fc.record({ name: fc.constant('country'), text: fc.record({ in: fc.constant(['DE', 'FR']) }) }),
  }),
);
const group = fc.record({
  join: fc.constantFrom('AND', 'OR'),
  conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
});
const anyDefinition = fc
  .record({
    include: fc.record({ join: fc.constantFrom('AND', 'OR'), groups: fc.array(group, { maxLength: 3 }) }),
    exclude: fc.array(group, { maxLength: 2 }),
  })
  .map((given) => checkDefinition(given));
const anyDay = fc.constantFrom(...sampleDays);

describe('random definitions', () => {
  it('are explained as they are answered, and counted so', async () => {
    await fc.assert(
      fc.asyncProperty(anyDefinition, anyDay, async (definition, day) => {
        const context = await openContext(asker, day, [definition]);
        const members = await membersOf(definition, day);
        const found = await explainCustomers(context, definition, everybody);
        expect(everybody.filter((_, n) => found[n]?.isMember === true)).toEqual(members);
        expect(await countMembers(context, [definition, definition])).toEqual([members.length, members.length]);
        const memberships = await findMemberships(context, [{ definition }, { definition: ofTier('none') }], everybody);
        expect(everybody.filter((_, n) => memberships[n]?.length === 1)).toEqual(members);
      }),
      { numRuns: 40, seed: 18 },
    );
  });

  it('differ between two days by what is in on one and not on the other', async () => {
    await fc.assert(
      fc.asyncProperty(anyDefinition, anyDay, anyDay, async (definition, from, to) => {
        const [was, now] = [await membersOf(definition, from), await membersOf(definition, to)];
        const expected: Readonly<Record<Move, string[]>> = {
          entered: now.filter((id) => !was.includes(id)),
          left: was.filter((id) => !now.includes(id)),
          stayed: now.filter((id) => was.includes(id)),
        };
        const [before, after] = [
          await openContext(asker, from, [definition]),
          await openContext(asker, to, [definition]),
        ];
        const question = { definition, before, after };
        const { entered, left, stayed } = expected;
        expect(await countMoves(question)).toEqual({
          entered: entered.length,
          left: left.length,
          stayed: stayed.length,
        });
        for (const move of ['entered', 'left', 'stayed'] as const)
          expect(await findMovedKeys(question, move, { after: undefined, size: 10 })).toEqual(expected[move]);
        for (const { changes } of await findConditionChanges(question, [...entered, ...left]))
          expect(changes).not.toEqual([]);
      }),
      { numRuns: 30, seed: 18 },
    );
  });
});

describe('a difference', () => {
  it('names the conditions that changed, with the values of both days', async () => {
    const definition = checkDefinition(ofTier('gold'));
    const question = {
      definition,
      before: await openContext(asker, '2026-11-20', [definition]),
      after: await openContext(asker, '2026-11-22', [definition]),
    };
    // A and B were gold and are silver, C the other way round, D is new.
    expect(await countMoves(question)).toEqual({ entered: 2, left: 2, stayed: 0 });
    expect(await findMovedKeys(question, 'left', { after: 'A', size: 5 })).toEqual(['B']);
    const path = 'include.groups[0].conditions[0]';
    expect(await findConditionChanges(question, ['B', 'D'])).toMatchObject([
      { customerId: 'B', changes: [{ path, heldBefore: true, holds: false, valueBefore: 'gold', value: 'silver' }] },
      { customerId: 'D', changes: [{ path, heldBefore: false, holds: true, valueBefore: null, value: 'gold' }] },
    ]);
  });
});

describe('many large segments', () => {
  const operators = { isNot: 'x', gt: '?', gte: '?', lt: 'a', lte: 'a', notContains: 'x' };
  const large = (country: string): SegmentDefinition =>
    checkDefinition({
      include: {
        groups: [
          {
            conditions: [
              { column: { name: 'country', text: { is: country } } },
              ...Array.from({ length: 199 }, () => ({ column: { name: 'id', text: operators } })),
            ],
          },
        ],
      },
    });

  it('are asked by as many statements as their values need', async () => {
    // Each compares 1 + 199 × 6 values: eight of them fit into 10,000.
    const countries = ['FR', 'FR', 'FR', 'FR', 'FR', 'FR', 'FR', 'FR', 'DE', 'AT'];
    const segments = countries.map((country) => ({ country, definition: large(country) }));
    const context = await openContext(asker, null, []);
    const before = statements;
    const found = await findMemberships(context, segments, ['A', 'B', 'E']);
    expect(statements - before).toBe(2);
    expect(found.map((those) => those.map(({ country }) => country))).toEqual([['DE'], ['AT'], countries.slice(0, 8)]);
  });
});
