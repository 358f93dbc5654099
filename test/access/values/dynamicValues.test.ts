import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KnownClass } from '../../../src/access/rights.js';
import { piiPolicies, type PiiPolicy } from '../../../src/words/rights.js';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerOf, viewerWith } from '../../support/roles.js';
import { fullRole } from '../../../src/config/access/Role.js';
import { classedValues, openValues } from './valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
});
afterAll(() => database?.drop());

const asked = async (viewer: ReturnType<typeof viewerWith>, source: string) => {
  const masked = new Set<string>();
  const graph = await openGraph(database, undefined, undefined, undefined, undefined, {
    viewer,
    ...({ masked } as object),
  });
  const { data, errors } = await graph.ask(source);
  return { data, masked: [...masked], codes: errors.map(({ code }) => code) };
};

/** Of the texts `x1` and `x2` a name keeps its first letter, and anything else nothing: a contact of two characters is too short. */
const masks: Readonly<Record<string, (text: string) => string>> = { IDENTITY: ([first]) => `${first}***` };

/** What becomes of a text; undefined where it is refused. */
function wanted(known: KnownClass, policy: PiiPolicy, text: string): string | null | undefined {
  if (known === 'NONE' || policy === 'show') return text;
  if (policy === 'mask') return (masks[String(known)] ?? (() => '***'))(text);
  return policy === 'hide' ? null : undefined;
}

const cells = classedValues.flatMap((value) => piiPolicies.map((policy) => [value.known, policy, value] as const));

describe.each(cells)('an attribute of %s that a role has "%s" for', (known, policy, { attribute, slot }) => {
  const viewer = viewerWith(known, policy);
  const isMasked = policy === 'mask' && known !== 'NONE';

  it.each([
    ['its alias', attribute],
    ['its slot', slot],
    ['its alias in another case', attribute.toLowerCase()],
    ...(known === 'CONTACT' ? [['its former name', 'FORMER'] as const] : []),
  ])('is the same by %s', async (_, name) => {
    const { data, masked, codes } = await asked(
      viewer,
      `{ customer(id: "A") { profile { named: attributes(names: ["${name}"]) { value formatted } } } }`,
    );
    const value = wanted(known, policy, 'x2');
    if (value === undefined)
      expect([codes, JSON.stringify(data)]).toEqual([['VALUE_NOT_READABLE'], expect.not.stringContaining('x2')]);
    else expect([codes, data]).toEqual([[], { customer: { profile: { named: [{ value, formatted: value }] } } }]);
    expect(masked).toEqual(isMasked ? ['customer.profile.named'] : []);
  });

  it('is left out of all attributes where it would be refused', async () => {
    const { data, codes } = await asked(viewer, '{ customer(id: "A") { profile { attributes { name value } } } }');
    const all = classedValues.flatMap((one) => {
      const value = one.attribute === attribute ? wanted(known, policy, 'x2') : 'x2';
      return value === undefined ? [] : [{ name: one.attribute, value }];
    });
    expect([codes, data]).toEqual([[], { customer: { profile: { attributes: all } } }]);
  });

  it('is so too in the impact of campaigns', async () => {
    const { data, codes } = await asked(
      viewer,
      `{ customer(id: "A") { marketingImpact(from: "2026-03-02", to: "2026-03-02", kpis: ["${attribute}"]) { kpis { value } } } }`,
    );
    const value = wanted(known, policy, 'x2');
    if (value === undefined) expect(codes).toEqual(['VALUE_NOT_READABLE']);
    else expect([codes, data]).toEqual([[], { customer: { marketingImpact: [{ kpis: [{ value }] }] } }]);
  });

  it('tells of a change where it is shown or masked', async () => {
    const changes = (names: string) =>
      `{ customer(id: "A") { profileChanges(from: "2026-03-01", to: "2026-03-02"${names}) { name before after } } }`;
    const [before, after] = ['x1', 'x2'].map((text) => wanted(known, policy, text));
    const own = before == null ? [] : [{ name: attribute, before, after }];
    const named = await asked(viewer, changes(`, names: ["${attribute}"]`));
    if (after === undefined) expect(named.codes).toEqual(['VALUE_NOT_READABLE']);
    else expect([named.codes, named.data]).toEqual([[], { customer: { profileChanges: own } }]);
    expect(named.masked).toEqual(isMasked ? ['customer.profileChanges'] : []);
    const all = await asked(viewer, changes(''));
    const others = classedValues.flatMap((one) =>
      one.attribute === attribute ? own : [{ name: one.attribute, before: 'x1', after: 'x2' }],
    );
    expect([all.codes, all.data]).toEqual([[], { customer: { profileChanges: others } }]);
  });

  it('is listed, unless the role has a schema of its own and it is refused', async () => {
    const source = '{ fieldAliases { name piiClass } }';
    const names = classedValues.map((one) => ({ name: one.attribute, piiClass: one.known }));
    expect((await asked({ ...viewer, role: { ...viewer.role, contract: false } }, source)).data).toEqual({
      fieldAliases: names,
    });
    const left = policy === 'refuse' && known !== 'NONE' ? names.filter(({ name }) => name !== attribute) : names;
    expect((await asked({ ...viewer, role: { ...viewer.role, contract: true } }, source)).data).toEqual({
      fieldAliases: left,
    });
  });
});

it.each([
  ['show', { note: 'gift' }, []],
  ['mask', { note: '***' }, []],
  ['hide', { note: null }, []],
  ['refuse', null, ['VALUE_NOT_READABLE']],
] as const)(
  'what the source of an order gives beside its columns is of no class: %s',
  async (policy, attributes, codes) => {
    const found = await asked(
      viewerOf({ unclassified: policy }),
      '{ order(id: "oA", customerId: "A") { attributes } }',
    );
    expect([found.data['order'], found.codes]).toEqual([{ attributes }, codes]);
    const grouped = await asked(
      viewerOf({ unclassified: policy }),
      '{ ordersAggregate(groupBy: [{ attribute: "note" }]) { edges { node { count } } } }',
    );
    expect(grouped.codes).toEqual(policy === 'show' ? [] : ['VALUE_NOT_READABLE']);
  },
);

it('a slot that means nothing on the day of the snapshot is of no class, whatever it meant before', async () => {
  await database.client`update facet.customer_profile_fields set valid_to = '2026-03-02' where alias = 'A_NONE'`;
  try {
    const viewer = viewerOf({ unclassified: 'refuse', pii: fullRole.pii });
    const read = (date: string) =>
      asked(viewer, `{ customer(id: "A") { profile(date: "${date}") { attributes(names: ["STR5"]) { value } } } }`);
    expect((await read('2026-03-01')).data).toEqual({ customer: { profile: { attributes: [{ value: 'x1' }] } } });
    expect((await read('2026-03-02')).codes).toEqual(['VALUE_NOT_READABLE']);
    const filter = `{ customers(asOf: "2026-03-02", filter: { attributes: [{ name: "STR5", text: { is: "x2" } }] }) { totalCount } }`;
    expect((await asked(viewer, filter)).codes).toEqual(['VALUE_NOT_READABLE']);
  } finally {
    await database.client`update facet.customer_profile_fields set valid_to = null where alias = 'A_NONE'`;
  }
});
