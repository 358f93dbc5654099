import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { planFor } from '../../src/execution/planKeeper.js';

const schema = buildSchema('type Query { a: String b: Query }');

/** The parts of a document with one operation. */
function partsOf(text: string) {
  const { definitions } = parse(text);
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = Object.fromEntries(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  return { operation, fragments };
}

describe('the plan of an operation', () => {
  it('is kept from the second time on', () => {
    const { operation, fragments } = partsOf('{ a }');
    const [first, second, third] = [1, 2, 3].map(() => planFor(schema, operation, fragments, {}));
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  it('is made anew for another schema, and for the one before when that comes again', () => {
    const { operation, fragments } = partsOf('{ a }');
    const other = buildSchema('type Query { a: Int }');
    planFor(schema, operation, fragments, {});
    const ofFirst = planFor(schema, operation, fragments, {});
    planFor(other, operation, fragments, {});
    const ofOther = planFor(other, operation, fragments, {});
    expect([ofOther.schema, planFor(other, operation, fragments, {})]).toEqual([other, ofOther]);
    expect(planFor(schema, operation, fragments, {})).toBe(ofFirst);
  });

  it('is one for each outcome of skip and include, in fragments too, and of other variables one', () => {
    const { operation, fragments } = partsOf(`
      query ($x: Boolean!, $y: Boolean!, $text: String) { b { ...F } a @skip(if: $x) c: b { a @deprecated(reason: $text) } }
      fragment F on Query { a @include(if: $y) }`);
    const plan = (x: boolean, y: boolean, text = '') => planFor(schema, operation, fragments, { x, y, text });
    plan(true, true);
    const [yes, no] = [plan(true, true), plan(true, false)];
    expect(yes).not.toBe(no);
    expect([plan(true, true, 'other'), plan(true, false), plan(false, false)].indexOf(no)).toBe(1);
    expect(plan(true, true, 'third')).toBe(yes);
  });

  it('may ask for nothing', () => {
    const { operation, fragments } = partsOf('query ($x: Boolean!) { a @include(if: $x) }');
    const root = schema.getQueryType();
    const sizes = [1, 2, 3].map(() => {
      const plan = planFor(schema, operation, fragments, { x: false });
      return root && plan.rootSelection(root, { x: false }).fields.length;
    });
    expect(sizes).toEqual([0, 0, 0]);
  });
});
