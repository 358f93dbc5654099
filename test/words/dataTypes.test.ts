import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import {
  dataTypeNames,
  dataTypes,
  numberTypes,
  ofAttributeType,
  slotKindNames,
  slotKinds,
  toAttributeType,
  valueKinds,
} from '../../src/words/dataTypes.js';

/** What the committed schema of a subgraph says, without what federation adds. */
const schemaOf = (name: string) =>
  buildASTSchema(parse(readFileSync(join(packageRoot, 'schema', `${name}.graphql`), 'utf8')), { assumeValidSDL: true });

/** The values of an enum of a subgraph. */
function enumOf(subgraph: string, name: string): string[] {
  const found = schemaOf(subgraph).getType(name);
  return isEnumType(found) ? found.getValues().map((value) => value.name) : [];
}

describe('a data type', () => {
  it.each(dataTypeNames)('%s is spelled in the graph so that it is found again', (type) => {
    expect(ofAttributeType(toAttributeType(type))).toBe(type);
    expect(toAttributeType(type)).toMatch(/^[A-Z]+$/);
  });

  it('is one of those of the graph, everywhere', () => {
    const spelled = dataTypeNames.map(toAttributeType);
    for (const subgraph of ['aliases', 'customers']) expect(enumOf(subgraph, 'FacetAttributeType')).toEqual(spelled);
  });

  it('is kept in slots of one kind, each of which keeps its own by default', () => {
    expect(new Set(dataTypeNames.map((type) => dataTypes[type].slotKind))).toEqual(new Set(slotKindNames));
    for (const kind of slotKindNames) expect(dataTypes[slotKinds[kind]].slotKind).toBe(kind);
  });

  it.each([
    ['text', 'STR', 'text'],
    ['boolean', 'STR', 'flag'],
    ['integer', 'FIELD', 'number'],
    ['bigint', 'FIELD', 'number'],
    ['decimal', 'FIELD', 'number'],
    ['float', 'FIELD', 'number'],
    ['date', 'DATE', 'date'],
    ['datetime', 'TIME', 'dateTime'],
  ] as const)('%s is kept in %s and compared as %s', (type, slotKind, kind) => {
    expect(dataTypes[type]).toMatchObject({ slotKind, kind });
    expect(numberTypes.some((one) => one === type)).toBe(kind === 'number');
  });

  it('is compared as a kind that the graph has a filter for', () => {
    const filters = valueKinds.map((kind) => `Facet${kind.charAt(0).toUpperCase()}${kind.slice(1)}Filter`);
    expect(filters.filter((name) => schemaOf('customers').getType(name) === undefined)).toEqual([]);
  });
});
