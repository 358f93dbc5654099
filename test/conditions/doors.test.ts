import { describe, expect, it } from '@jest/globals';
import { Kind, parse, print } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { condition } from '../../src/config/conditionKeys.js';
import { keysAt } from '../../src/lib/checks/keysAt.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { conditionOperators, type OperatorArgument } from '../../src/words/conditionOperators.js';
import type { PlainKind } from './plainConditions.js';
import { operatorsFor } from './things.js';

/** Every SDL that the package has: what one subgraph lacks, the composed graph lacks too. */
const documents = readdirSync(join(packageRoot, 'schema'))
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => [file, parse(readFileSync(join(packageRoot, 'schema', file), 'utf8'))] as const);

/** The members of an input type with their types as each SDL has them that knows it. */
const membersOf = (name: string) =>
  documents.flatMap(([file, { definitions }]) =>
    definitions.flatMap((definition) =>
      definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && definition.name.value === name
        ? [{ file, members: definition.fields?.map((field) => [field.name.value, print(field.type)]) }]
        : [],
    ),
  );

const inputs: Readonly<Record<PlainKind, readonly [input: string, value: string, range: string]>> = {
  number: ['FacetNumberFilter', 'Decimal', 'FacetNumberRange'],
  text: ['FacetTextFilter', 'String', 'FacetTextRange'],
  date: ['FacetDateFilter', 'Date', 'FacetDateRange'],
  dateTime: ['FacetDateTimeFilter', 'DateTime', 'FacetDateTimeRange'],
  flag: ['FacetFlagFilter', 'Boolean', ''],
};

describe('every schema has the operators in the order of the language', () => {
  it.each(Object.entries(inputs))('for %s', (kind, [input, value, range]) => {
    const types: Readonly<Record<OperatorArgument, string>> = {
      value,
      ordered: value,
      list: `[${value}!]`,
      range,
      text: 'String',
      presence: 'Boolean',
    };
    const operators = operatorsFor(kind as PlainKind)
      .map((name) => [name, types[conditionOperators[name as keyof typeof conditionOperators].takes]] as const)
      // A list of flags would be one flag, or all there are.
      .filter(([, type]) => kind !== 'flag' || !type.startsWith('['));
    const found = membersOf(input);
    expect(found.map(({ file }) => file)).toEqual(expect.arrayContaining(['customers.graphql', 'supergraph.graphql']));
    for (const { file, members } of found) expect([file, members]).toEqual([file, operators]);
    for (const { file, members } of membersOf(range))
      expect([file, Object.fromEntries(members ?? [])]).toEqual([file, { from: `${value}!`, to: `${value}!` }]);
  });
});

describe('the config file', () => {
  it('has every operator', () => {
    expect(keysAt(condition, ['some_column'])).toEqual(Object.keys(conditionOperators));
  });

  const samples: Readonly<Record<OperatorArgument, unknown>> = {
    value: true,
    list: ['a', 1, true],
    ordered: 1,
    range: { from: 'a', to: 'b' },
    text: 'a',
    presence: false,
  };
  /** What beside its own sample may be given to an operator. */
  const alsoFit: Readonly<Record<OperatorArgument, readonly string[]>> = {
    value: ['ordered', 'text', 'presence'],
    list: [],
    ordered: ['text'],
    range: [],
    text: [],
    presence: ['value'],
  };

  it.each(Object.entries(conditionOperators))(
    'takes for %s what it is for, and nothing else',
    (operator, { takes }) => {
      const fits = Object.entries(samples).filter(
        ([, sample]) => condition.safeParse({ some_column: { [operator]: sample } }).success,
      );
      expect(fits.map(([form]) => form).toSorted()).toEqual([takes, ...alsoFit[takes]].toSorted());
    },
  );
});

it('the documentation says of every operator what it is given and where it holds', () => {
  const text = readFileSync(join(packageRoot, 'docs', 'filters.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  for (const operator of Object.keys(conditionOperators))
    expect([operator, rows.filter((row) => row.split('|')[1]?.includes(`\`${operator}\``)).length]).toEqual([
      operator,
      1,
    ]);
});
