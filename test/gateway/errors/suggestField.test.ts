import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { suggestField } from '../../../src/gateway/errors/suggestField.js';

const schema = buildSchema(`
  interface Named { fullName: String }
  union Any = Value
  type Query { value: Value, named: Named, any: Any }
  type Value { valueFormatted: String, value: String, unit: String, firstValueOfDay: Int, lastValueOfDay: Int, valueOfDayAndMonth: Int }
`);

/** What GraphQL says of a query, with our suggestions. */
const sentences = (query: string): string[] =>
  validate(schema, parse(query)).map(({ message }) => suggestField(message, schema));

const unknown = (field: string, type = 'Value') => `Cannot query field "${field}" on type "${type}".`;

describe('suggestField', () => {
  it.each([
    ['formatted', ' Did you mean "valueFormatted"?'],
    ['unitOfTheValue', ' Did you mean "value" or "unit"?'],
    // More than three say so: those that are nearest in length, and among these in their order.
    ['ofDay', ' Did you mean "lastValueOfDay" or "firstValueOfDay" or "valueOfDayAndMonth"?'],
    // Whole words only, and in their order.
    ['matted', ''],
    ['dayOf', ''],
    ['zzz', ''],
  ])('says what may be meant by %s', (field, meant) => {
    expect(sentences(`{ value { ${field} } }`)).toEqual([unknown(field) + meant]);
  });

  it('knows the fields of interfaces, and that a union has none', () => {
    expect(sentences('{ named { name } }')).toEqual([`${unknown('name', 'Named')} Did you mean "fullName"?`]);
    expect(suggestField(unknown('value', 'Any'), schema)).toBe(unknown('value', 'Any'));
  });

  it('leaves what GraphQL suggests by itself, and other sentences', () => {
    expect(sentences('{ value { units } }')).toEqual([`${unknown('units')} Did you mean "unit"?`]);
    for (const sentence of [
      '',
      'Unknown type "Value".',
      `${unknown('formatted')} `,
      `x ${unknown('formatted')}`,
      unknown('a', 'Nothing'),
      unknown('toString', 'constructor'),
    ])
      expect(suggestField(sentence, schema)).toBe(sentence);
  });

  it('tells nothing of hidden fields: it goes through a type as introspection does', () => {
    const hiding = buildSchema('type Query { value: Int, oldValue: Int }');
    const fields = hiding.getQueryType()?.getFields() ?? {};
    Object.defineProperty(fields, 'oldValue', { enumerable: false });
    expect(suggestField(unknown('valueOld', 'Query'), hiding)).toBe(
      `${unknown('valueOld', 'Query')} Did you mean "value"?`,
    );
    expect(suggestField(unknown('old', 'Query'), hiding)).toBe(unknown('old', 'Query'));
  });
});
