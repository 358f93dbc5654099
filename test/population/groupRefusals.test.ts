import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { askGroups, type GroupQuestion } from './askGroups.js';
import { openPeople } from './people.js';
import type { Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const byCity = [{ column: 'CITY' }];
const having = (...conditions: object[]): GroupQuestion => ({ groupBy: byCity, having: conditions });
const order = (...terms: object[]): GroupQuestion => ({ groupBy: byCity, orderBy: terms });
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const user = 'BAD_USER_INPUT';
const mismatch = 'ATTRIBUTE_TYPE_MISMATCH';
const unknown = 'UNKNOWN_ATTRIBUTE';

it.each<[string, GroupQuestion, string, string, string]>([
  [
    'an unknown attribute as key',
    { groupBy: [{ attribute: 'DAI' }] },
    'count',
    unknown,
    'There is no attribute "DAI". Did you mean "DAY"',
  ],
  [
    'an unknown attribute',
    {},
    'sum(attribute: "AMOUMT")',
    unknown,
    'There is no attribute "AMOUMT". Did you mean "AMOUNT"',
  ],
  [
    'an unknown attribute in having',
    having({ measure: 'SUM', attribute: 'X', number: { gt: 1 } }),
    '',
    unknown,
    'There is no attribute "X".',
  ],
  [
    'a key of nothing',
    { groupBy: [...byCity, { grain: 'DAY' }] },
    '',
    user,
    '"groupBy[1]" names neither a column nor an attribute: give exactly one of "column" and "attribute".',
  ],
  [
    'a key of two',
    { groupBy: [{ column: 'CITY', attribute: 'DAY' }] },
    '',
    user,
    '"groupBy[0]" names both a column and an attribute',
  ],
  ['a measure of nothing', {}, 'net: sum', user, '"net" names neither a column nor an attribute'],
  [
    'a measure of two',
    {},
    'distinct(column: CITY, attribute: "DAY")',
    user,
    '"distinct" names both a column and an attribute',
  ],
  [
    'a sum of texts',
    {},
    'net: sum(attribute: "LABEL")',
    mismatch,
    '"net" asks for the sum of "LABEL", which is a text: it is for a number only.',
  ],
  [
    'an average of days',
    {},
    'average(column: BIRTHDATE)',
    mismatch,
    '"average" asks for the average of "birthdate", which is a day',
  ],
  [
    'the smallest flag',
    {},
    'minimum(attribute: "MEMBER")',
    mismatch,
    '"minimum" asks for the minimum of "MEMBER", which is true or false: it is for a number, a text, a day, an instant only.',
  ],
  [
    'the month of a text',
    { groupBy: [{ column: 'CITY', grain: 'MONTH' }] },
    '',
    mismatch,
    '"groupBy[0].grain" asks for the month of "city", which is neither a day nor an instant',
  ],
  [
    'nine keys',
    { groupBy: times(9, () => ({ column: 'CITY' })) },
    '',
    'TOO_MANY_ENTRIES',
    '"groupBy" has 9 entries, and 8 are the most.',
  ],
  [
    '51 measures',
    having(...times(2, (n) => ({ measure: 'COUNT', number: { gt: n } }))),
    fiftyMeasures(),
    'TOO_MANY_MEASURES',
    'asks for 51 measures, and 50 are the most.',
  ],
  [
    '51 conditions',
    having(...times(51, () => ({ measure: 'COUNT', number: { gt: 0 } }))),
    '',
    'TOO_MANY_ENTRIES',
    '"having" has 51 entries, and 50 are the most.',
  ],
  [
    'nine terms',
    order(...times(9, () => ({ key: 1 }))),
    '',
    'TOO_MANY_ENTRIES',
    '"orderBy" has 9 entries, and 8 are the most.',
  ],
  [
    'a condition without operators',
    having({ measure: 'COUNT' }),
    '',
    user,
    '"having[0]" has no condition: give exactly one of "number", "text", "date" and "dateTime".',
  ],
  [
    'two kinds of operators',
    having({ measure: 'MAXIMUM', column: 'CITY', number: { gt: 1 }, text: { gt: '' } }),
    '',
    user,
    '"having[0]" has "number" and "text"',
  ],
  [
    'operators of another kind',
    having({ measure: 'MAXIMUM', column: 'CITY', number: { gt: 1 } }),
    '',
    mismatch,
    '"having[0]" is about maximum(city), which is a text: give "text", not "number".',
  ],
  [
    'an operator of null',
    having({ measure: 'COUNT', number: { gt: null } }),
    '',
    user,
    '"having[0].number.gt" is null',
  ],
  ['a condition of null', having({ measure: 'COUNT', number: null }), '', user, '"having[0].number" is null'],
  [
    'a count of a column',
    having({ measure: 'COUNT', column: 'CITY', number: { gt: 1 } }),
    '',
    user,
    '"having[0]" asks for the count of "CITY": a count is of customers',
  ],
  [
    'a NUL',
    having({ measure: 'MAXIMUM', column: 'CITY', text: { is: '\0' } }),
    '',
    user,
    '"having[0].text.is" holds a NUL',
  ],
  ['an order by nothing', order({ direction: 'DESC' }), '', user, '"orderBy[0]" names neither a measure nor a key'],
  ['an order by both', order({ key: 1, measure: 'COUNT' }), '', user, '"orderBy[0]" names both a measure and a key'],
  [
    'an order by a key with a column',
    order({ key: 1, column: 'CITY' }),
    '',
    user,
    '"orderBy[0]" names a column beside a key',
  ],
  [
    'an order by the second of one',
    order({ key: 1 }, { key: 2 }),
    '',
    user,
    '"orderBy[1].key" is 2: it is the place of a key in "groupBy", which has 1; the first is 1.',
  ],
  ['an order by key 0', order({ key: 0 }), '', user, '"orderBy[0].key" is 0'],
  [
    'an order by a measure of nothing',
    order({ measure: 'SUM' }),
    '',
    user,
    '"orderBy[0]" names neither a column nor an attribute',
  ],
])('%s is refused', async (_, question, measures, code, sentence) => {
  const { errors, statements } = await askGroups(graph, question, measures);
  expect(errors).toEqual([expect.objectContaining({ code, message: expect.stringContaining(sentence) })]);
  expect(statements.filter(({ text }) => text.includes('facet.customers'))).toEqual([]);
});

/** Three measures of each of 17 columns, but for the last. */
function fiftyMeasures(): string {
  const columns =
    `ID TITLE GIVEN_NAME SURNAME FULL_NAME GENERATIONAL_SUFFIX EMAIL PHONE LINE1 LINE2 CITY STATE POSTAL COUNTRY
    BIRTHDATE GENDER COMPANY`.split(/\s+/);
  const measures = columns.flatMap((name) =>
    ['minimum', 'maximum', 'distinct'].map((measure) => `${measure}_${name}: ${measure}(column: ${name})`),
  );
  return measures.slice(0, 50).join(' ');
}

it('fifty measures are answered', async () => {
  const { errors, groups } = await askGroups(graph, {}, fiftyMeasures());
  expect(errors).toEqual([]);
  expect(groups[0]).toHaveLength(50);
  expect(groups[0]?.slice(0, 3)).toEqual(['A', 'G', 7]);
});
