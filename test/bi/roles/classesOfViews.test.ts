import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';
import { tableViews } from '../../../src/bi/tableViews/tableViews.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import { graphqlName } from '../../../src/lib/text/graphqlName.js';

/** The class of each field of the types of a subgraph, as its SDL says. */
function classesIn(subgraph: string): ReadonlyMap<string, string> {
  const document = parse(readFileSync(join(packageRoot, 'schema', `${subgraph}.graphql`), 'utf8'));
  const types = document.definitions.filter(
    (one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  return new Map(
    types.flatMap(({ name, fields = [] }) =>
      fields.flatMap((field) => {
        const value = field.directives?.find((one) => one.name.value === 'pii')?.arguments?.[0]?.value;
        return [[`${name.value}.${field.name.value}`, value?.kind === Kind.ENUM ? value.value : 'NONE'] as const];
      }),
    ),
  );
}

/** What a view's columns are in the graph, where they are named otherwise. */
const named: Readonly<Record<string, string>> = {
  address: 'line1',
  address2: 'line2',
  pk: 'key',
  customer_id: 'sourceCustomerId',
};

const views: readonly (readonly [view: string, subgraph: string, types: readonly string[], least: number])[] = [
  ['merged_customers', 'customers', ['Customer', 'PostalAddress'], 19],
  ['unified_customer', 'customers', ['SourceRecord'], 16],
  ['unified_transactions', 'orders', ['Order'], 10],
  ['unified_itemized_transactions', 'orders', ['OrderLine'], 10],
];

describe('a column and the field that shows the same', () => {
  it.each(views)('have one class: %s', (view, subgraph, types, least) => {
    const classes = classesIn(subgraph);
    const columns = tableViews().find(({ name }) => name === view)?.columns ?? [];
    const pairs = columns.flatMap(({ name, pii }) =>
      types.flatMap((type) => {
        const known = classes.get(`${type}.${named[name] ?? graphqlName(name)}`);
        return known === undefined ? [] : [[name, pii, known] as const];
      }),
    );
    expect(pairs.length).toBeGreaterThanOrEqual(least);
    // What sources give beside the columns is classified by nobody, and the graph has no word for that.
    const told = pairs.filter(([name]) => name !== 'attributes');
    expect(told.map(([name, pii]) => [name, pii])).toEqual(told.map(([name, , known]) => [name, known]));
  });
});
