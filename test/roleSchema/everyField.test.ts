import { systemViewer } from '../../src/access/viewer.js';
import { describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  printSchema,
  validateSchema,
  type GraphQLSchema,
} from 'graphql';
import { firstCatalogue } from '../../scripts/lib/demoSchema.js';
import { catalogueOf } from '../catalogue/sampleCatalogue.js';
import { readConfig } from '../../src/config.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { roleSchemaOf } from '../../src/roleSchema/roleSchemaOf.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { committedSdls } from '../support/contract.js';
import { rolesOf } from './openForRoles.js';

const { limits } = readConfig({});
const catalogue = catalogueOf(
  { slot: 'STR1', alias: 'NICKNAME', piiClass: 'IDENTITY' },
  { slot: 'FIELD1', alias: 'SALARY', piiClass: 'DEMOGRAPHIC' },
  { slot: 'STR2', alias: 'UNKNOWN_WORD' },
);
const schema = buildSchema(subgraphs, catalogue, '2026-11-23', limits);

const classes = ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC'] as const;
const policies = ['show', 'mask', 'hide', 'refuse'] as const;

/** All roles in which one class has one policy and the others another, in a contract and without. */
const table = classes.flatMap((one, n) =>
  policies.flatMap((policy, m) =>
    [true, false].map((contract) => {
      const others = policies[(n + m + 1) % policies.length] ?? 'show';
      const pii = Object.fromEntries(classes.map((name) => [name, name === one ? policy : others]));
      return {
        name: `${one}_${policy}_${others}_${contract ? 'contract' : 'open'}`,
        pii,
        contract,
        unclassified: others,
      };
    }),
  ),
);

/** Personal fields as the lines of the SDL files say them, by coordinate; written without our code, and without a parser. */
const written = new Map<string, { readonly type: string; readonly known: string }>([
  ['ProfileFields.nickname', { type: 'String', known: 'IDENTITY' }],
  ['ProfileFields.salary', { type: 'Decimal', known: 'DEMOGRAPHIC' }],
  ['ProfileFields.unknownWord', { type: 'String', known: 'nobody' }],
]);
const others = new Set<string>();
for (const sdl of Object.values(committedSdls)) {
  let owner = '';
  for (const line of sdl.split('\n')) {
    const [, keyword, opened] = /^(?:extend )?(type|interface|input|enum) (\w+)/.exec(line) ?? [];
    if (opened !== undefined) owner = keyword === 'type' || keyword === 'interface' ? opened : '';
    const [, field = '', type = '', known] = /^ {2}(\w+): (\S+)(?: @pii\(class: (\w+)\))?/.exec(line) ?? [];
    if (owner === '' || field === '') continue;
    if (known === undefined) others.add(`${owner}.${field}`);
    else written.set(`${owner}.${field}`, { type, known });
  }
}

const fieldOf = (of: GraphQLSchema, coordinate: string) => {
  const [type = '', field = ''] = coordinate.split('.');
  const found = of.getType(type);
  return isObjectType(found) || isInterfaceType(found) ? found.getFields()[field] : undefined;
};

/** What a field gives of an object that has a value, by plans and by graphql-js, in a request of its own. */
function read(of: GraphQLSchema, coordinate: string, value: unknown) {
  const [type = '', name = ''] = coordinate.split('.');
  const field = fieldOf(of, coordinate);
  // Fields of values of every class ask the viewer too: this one may read all, so that the schema alone decides.
  const context = { masked: new Set<string>(), viewer: systemViewer };
  const path = { prev: { prev: undefined, key: 0, typename: undefined }, key: name, typename: type };
  const info = { fieldName: name, fieldNodes: [], parentType: of.getType(type), path, returnType: field?.type };
  const [byPlans, byGraphql] = [field?.extensions.facet?.resolve, field?.resolve].map((resolve): unknown =>
    resolve === undefined ? value : resolve({ [name]: value }, {}, context, info as never),
  );
  expect(byGraphql).toEqual(byPlans);
  return { found: byPlans, masked: [...context.masked] };
}

const texts = new Set(['String', 'ID', 'EmailAddress']);

/** What becomes of the text `Value`, or of a day, by the rules of docs/role-schemas.md. */
function maskOf(type: string, known: string): unknown {
  if (type.startsWith('[[')) return [[maskOf(type.replaceAll(/[[\]!]/g, ''), known)]];
  const plain = type.replace('!', '');
  if (plain === 'Date') return '1999-01-01';
  if (!texts.has(plain)) return null;
  return known === 'IDENTITY' ? 'V***' : '***';
}

it('the lines of the SDL tell of the personal fields that are known to be there', () => {
  expect(written.get('Customer.email')).toEqual({ type: 'EmailAddress', known: 'CONTACT' });
  expect(written.get('SourceRecord.key')).toEqual({ type: 'ID!', known: 'IDENTITY' });
  expect(written.size).toBeGreaterThan(40);
  expect(others.size).toBeGreaterThan(500);
});

describe.each(table)('for the role $name', ({ name, contract, unclassified, pii }) => {
  const role = rolesOf({ [name]: { apps: 'all', scopes: 'all', policies: 'all', pii, contract, unclassified } }).get(
    name,
  );
  const derived = roleSchemaOf(schema, { role: role as NonNullable<typeof role>, isAuthenticated: true });

  it('every personal field is shown, masked, null or refused as the table says', () => {
    for (const [coordinate, { type, known }] of written) {
      const policy = known === 'nobody' ? unclassified : pii[known];
      const field = fieldOf(derived, coordinate);
      const one = type.startsWith('Date') ? '1999-12-31' : 'Value';
      const value = type.startsWith('[[') ? [[one]] : one;
      if (policy === 'refuse' && contract) {
        expect([coordinate, field]).toEqual([coordinate, undefined]);
        continue;
      }
      expect([coordinate, field?.extensions.right?.policy]).toEqual([
        coordinate,
        policy === 'show' ? undefined : policy,
      ]);
      if (policy === 'refuse') {
        expect(() => read(derived, coordinate, value)).toThrow(coordinate);
        continue;
      }
      const { found, masked } = read(derived, coordinate, value);
      const expected = { show: value, hide: null, mask: maskOf(type, known) }[policy as 'show' | 'hide' | 'mask'];
      expect([coordinate, found]).toEqual([coordinate, expected]);
      expect(masked).toEqual(policy === 'mask' ? [coordinate.split('.')[1]] : []);
      if (expected === null) expect(isNonNullType(field?.type)).toBe(false);
      else expect(String(field?.type)).toBe(type);
    }
  });

  it('every other field is as it is, and the schema is valid', () => {
    expect(validateSchema(derived)).toEqual([]);
    const gone: string[] = [];
    for (const coordinate of others) {
      const [now, before] = [fieldOf(derived, coordinate), fieldOf(schema, coordinate)];
      if (now === undefined) gone.push(coordinate);
      else {
        expect([coordinate, now.extensions.right]).toEqual([coordinate, undefined]);
        expect([String(now.type), now.resolve]).toEqual([String(before?.type), before?.resolve]);
      }
    }
    // What a contract leaves out with refused fields: a type all of whose fields are refused, and what gives it.
    const isLocationRefused = pii['LOCATION'] === 'refuse' && contract;
    expect(gone).toEqual(isLocationRefused ? ['Customer.address'] : []);
  });
});

it('the given schema stays as it was, and who sees everything has that very one', () => {
  const before = printSchema(schema);
  const first = roleSchemaOf(schema, { role: rolesOf({}).get('full') as never, isAuthenticated: true });
  expect(first).toBe(schema);
  const role = rolesOf({ one: { apps: 'all' } }).get('one') as never;
  const derived = roleSchemaOf(schema, { role, isAuthenticated: true });
  expect(roleSchemaOf(schema, { role, isAuthenticated: true })).toBe(derived);
  expect(printSchema(schema)).toBe(before);
  expect(getNamedType(fieldOf(schema, 'Customer.email')?.type)?.name).toBe('EmailAddress');
});

it('a schema of the whole catalogue is derived in less time than it is made', () => {
  const took = (make: () => unknown): number => {
    const began = performance.now();
    make();
    return performance.now() - began;
  };
  const medianOf = (times: readonly number[]): number =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const made: GraphQLSchema[] = [];
  const making = Array.from({ length: 5 }, () =>
    took(() => made.push(buildSchema(subgraphs, firstCatalogue(), '2026-11-23', limits))),
  );
  const role = rolesOf({ one: { apps: 'all' } }).get('one') as never;
  const deriving = made.map((one) => took(() => roleSchemaOf(one, { role, isAuthenticated: true })));
  expect(medianOf(deriving)).toBeLessThan(medianOf(making));
});
