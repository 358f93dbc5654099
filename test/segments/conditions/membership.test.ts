import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPeople } from '../../population/people.js';
import type { TestDatabase } from '../../support/database.js';
import { askSegments, storeOf, type SegmentAsking } from '../support/askSegments.js';
import { checkDefinition } from '../../../src/segments/definition/checkDefinition.js';
import { prepareSegments } from '../../../src/segments/prepareSegments.js';

const group = (...conditions: readonly unknown[]) => ({ include: { groups: [{ conditions }] } });
const inSegment = (id: string, is?: boolean) => ({ segment: { id, ...(is !== undefined && { is }) } });
const city = (text: unknown) => ({ column: { name: 'city', text } });

// Who they are is told by the table in people.ts.
const segments: Readonly<Record<string, unknown>> = {
  all: {},
  lyon: group(city({ startsWith: 'lyo' })),
  rich: group({ attribute: { name: 'AMOUNT', number: { gt: 1 } } }),
  both: group(inSegment('lyon'), inSegment('rich')),
  neither: { exclude: [{ conditions: [inSegment('lyon')] }, { conditions: [inSegment('rich')] }] },
  itself: group(inSegment('itself')),
  there: group(inSegment('back')),
  back: group(city({ is: 'x' }), inSegment('there', false)),
  missing: group(inSegment('nowhere')),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`deep${n}`, group(inSegment(`deep${n + 1}`))])),
  deep12: {},
  half: group(...Array(200).fill(city({ is: 'x' }))),
  double: group(inSegment('half'), inSegment('half'), inSegment('half')),
};

let database: TestDatabase;
let asking: SegmentAsking;

beforeAll(async () => {
  database = await openPeople();
  const { client } = database;
  for (const customer_id of ['A', 'F', 'gone'])
    await client`insert into facet.segment_list_members ${client({ customer_id, list_id: 'vip', load_id: 0 })}`;
  await client`insert into facet.segment_list_members ${client({ customer_id: 'B', list_id: 'other', load_id: 0 })}`;
  asking = await askSegments(database, { segments, lists: ['vip', 'empty'] });
});
afterAll(() => database?.drop());

describe('other segments and lists', () => {
  it.each([
    [group(inSegment('all')), 'ABCDEFG'],
    [group(inSegment('all', false)), ''],
    [group(inSegment('lyon')), 'AB'],
    // Of D and G nobody knows the amount, and so they are not in the segment.
    [group(inSegment('rich', false)), 'BCDG'],
    [group(inSegment('both')), 'A'],
    [group(inSegment('neither')), 'CDG'],
    [group(inSegment('neither', false)), 'ABEF'],
    [
      {
        include: {
          join: 'OR',
          groups: [{ conditions: [inSegment('both')] }, { conditions: [city({ isNull: true })] }],
        },
      },
      'AD',
    ],
    [{ exclude: [{ join: 'OR', conditions: [inSegment('lyon'), { list: { id: 'vip' } }] }] }, 'CDEG'],
    [group({ list: { id: 'vip' } }), 'AF'],
    [group({ list: { id: 'vip', is: false } }), 'BCDEG'],
    [group({ list: { id: 'empty' } }), ''],
  ])('%j', async (definition, expected) => {
    expect((await asking.members(definition)).join('')).toBe(expected);
  });
});

describe('refused with the place', () => {
  it.each([
    [
      group(inSegment('nowhere')),
      '"include.groups[0].conditions[0].segment.id" is "nowhere", and there is no such segment.',
    ],
    [
      group(inSegment('missing')),
      '"include.groups[0].conditions[0].segment(missing).include.groups[0].conditions[0].segment.id" is "nowhere", and there is no such segment.',
    ],
    [group(inSegment('itself')), 'The segment "itself" is made of itself: itself → itself.'],
    [group(inSegment('there')), 'The segment "there" is made of itself: there → back → there.'],
    [
      group(inSegment('deep0')),
      'The segments deep0 → deep1 → deep2 → deep3 → deep4 → deep5 → deep6 → deep7 → deep8 → deep9 → deep10 lie in each other deeper than 10, which are the most.',
    ],
    [
      group(inSegment('double')),
      'The definition has more than 500 conditions with those of the segments that it names, which are the most.',
    ],
    [
      group({ list: { id: 'nowhere' } }),
      '"include.groups[0].conditions[0].list.id" is "nowhere", and there is no such list.',
    ],
    [
      group({ column: { name: 'contry', text: { is: 'DE' } } }),
      '"include.groups[0].conditions[0].column.name" is "contry", which is no column of customers. Did you mean "country"?',
    ],
    [
      group({ column: { name: 'city', number: { is: 1 } } }),
      '"city" is a text: ask for it with "text", not "number" ("include.groups[0].conditions[0].column.number").',
    ],
    [
      { exclude: [{ conditions: [{ attribute: { name: 'AMUONT', number: { is: 1 } } }] }] },
      '"exclude[0].conditions[0].attribute.name": There is no attribute "AMUONT". Did you mean "AMOUNT"?',
    ],
    [
      group({ attribute: { name: 'AMOUNT', text: { is: '1' } } }),
      '"AMOUNT" is DECIMAL: ask for it with "number", not "text" ("include.groups[0].conditions[0].attribute.text").',
    ],
  ])('%j', async (definition, message) => {
    await expect(asking.members(definition)).rejects.toMatchObject({ message, name: 'UserError' });
  });

  it('a definition that would make its segment of itself', async () => {
    const { context } = await asking.prepare({});
    const prepare = (ownId: string) =>
      prepareSegments(
        context.scope,
        storeOf(segments),
        [checkDefinition(group(inSegment('both')))],
        context.moment,
        ownId,
      );
    await expect(prepare('rich')).rejects.toThrow('The segment "rich" is made of itself: rich → both → rich.');
    await expect(prepare('both')).rejects.toThrow('The segment "both" is made of itself: both → both.');
    await expect(prepare('new')).resolves.toBeDefined();
  });
});

describe('what no segment may be made by', () => {
  const nothing = new Set<string>();
  const refusing = (of: Partial<Record<'tables' | 'columns' | 'attributes' | 'metrics', ReadonlySet<string>>>) =>
    askSegments(database, {
      lists: ['vip'],
      scope: { notSegmentable: { tables: nothing, columns: nothing, attributes: nothing, metrics: nothing, ...of } },
    });

  it.each([
    [
      { columns: new Set(['city']) },
      city({ is: 'x' }),
      'column" asks by "city", by which no segment may be made here (config "segmentable.columns").',
    ],
    [
      { tables: new Set(['customers']) },
      city({ is: 'x' }),
      'column" asks by the table "customers", by which no segment',
    ],
    [
      { tables: new Set(['customers']) },
      { contactable: { by: ['EMAIL'] } },
      'contactable" asks by the table "customers"',
    ],
    [
      { attributes: new Set(['amount']) },
      { attribute: { name: 'AMOUNT', number: { is: 1 } } },
      'attribute" asks by "AMOUNT"',
    ],
    [
      { attributes: new Set(['amount']) },
      { attribute: { name: 'FIELD2', number: { is: 1 } } },
      'attribute" asks by "FIELD2"',
    ],
    [
      { attributes: new Set(['field2']) },
      { attribute: { name: 'Amount', number: { is: 1 } } },
      'attribute" asks by "Amount"',
    ],
    [
      { tables: new Set(['segment_list_members']) },
      { list: { id: 'vip' } },
      'list" asks by the table "segment_list_members"',
    ],
    [
      { tables: new Set(['sms_opt_status']) },
      { consent: { channel: 'SMS' } },
      'consent" asks by the table "sms_opt_status"',
    ],
  ])('%j: %j', async (of, condition, sentence) => {
    const asked = (await refusing(of)).fits(condition);
    await expect(asked).rejects.toMatchObject({ code: 'NOT_SEGMENTABLE', message: expect.stringContaining(sentence) });
  });

  it('leaves everything else', async () => {
    const some = await refusing({ columns: new Set(['gender']), attributes: new Set(['label']) });
    expect(await some.fits(city({ is: 'Lyon' }), { attribute: { name: 'AMOUNT', number: { gt: 1 } } })).toEqual(['A']);
  });
});
