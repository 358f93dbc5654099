import { expect, it } from '@jest/globals';
import { Kind, parse, type DocumentNode, type TypeNode } from 'graphql';
import { committedSdls } from '../support/contract.js';
import { fieldsClassedByName, impersonalFields } from './impersonalFields.js';

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** The leaf fields that SDL files do not mark as personal, by coordinate. */
function unmarked(documents: readonly DocumentNode[]): string[] {
  const definitions = documents.flatMap((one) => one.definitions);
  const composite = new Set(
    definitions.flatMap((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION ||
      one.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      one.kind === Kind.UNION_TYPE_DEFINITION
        ? [one.name.value]
        : [],
    ),
  );
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const marked = new Set<string>();
  const all = new Set<string>();
  for (const one of definitions) {
    if (!one.kind.startsWith('Object') && !one.kind.startsWith('Interface')) continue;
    if (!('fields' in one) || !('name' in one) || one.name === undefined || roots.has(one.name.value)) continue;
    for (const field of one.fields ?? []) {
      const coordinate = `${one.name.value}.${field.name.value}`;
      if (!composite.has(nameOf(field.type))) all.add(coordinate);
      if (field.directives?.some(({ name }) => name.value === 'pii') === true) marked.add(coordinate);
    }
  }
  return [...all].filter((coordinate) => !marked.has(coordinate)).toSorted();
}

const known = [...impersonalFields, ...fieldsClassedByName];

it('every leaf field is marked with @pii, or was looked at and is in the list of those that are not personal', () =>
  expect(unmarked(Object.values(committedSdls).map((sdl) => parse(sdl))).filter((one) => !known.includes(one))).toEqual(
    [],
  ));

it('the list has nothing that is not there, nothing twice and nothing that is marked', () => {
  const there = unmarked(Object.values(committedSdls).map((sdl) => parse(sdl)));
  expect(known.filter((one) => !there.includes(one))).toEqual([]);
  expect(known.filter((one, n) => known.indexOf(one) !== n)).toEqual([]);
});

it('a new field is seen', () => {
  const document = parse(`
    directive @pii(class: String) on FIELD_DEFINITION
    type Query { a: Int }
    type Customer { id: ID! shoeSize: Int email: String @pii(class: "CONTACT") friend: Customer }
    extend type Customer { hobby: String }`);
  expect(unmarked([document]).filter((one) => !known.includes(one))).toEqual(['Customer.hobby', 'Customer.shoeSize']);
});
