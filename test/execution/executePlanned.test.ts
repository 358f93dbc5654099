import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  execute,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { executePlanned } from '../../src/execution/executePlanned.js';
import { drawn, operationText, outcomeAt, randomSchema as schema, variables } from './randomOperations.js';

interface Context {
  readonly seed: number;
  /** Whether values that would be late come at once. */
  readonly atOnce: boolean;
  /** What resolvers were given, in order. */
  readonly calls: string[];
}

const leafValues: Readonly<Record<string, unknown>> = {
  Int: 7,
  Float: 1.5,
  ID: 'x1',
  Boolean: false,
  String: 'text',
  Odd: { any: [1] },
  Color: 'GREEN',
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A value that fits a type, with items and objects that know their place. */
function fittingValue(type: GraphQLOutputType, place: string, context: Context): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return Array.from({ length: drawn(context.seed, `${place} length`, 3) }, (_, n) =>
      itemAt(nullable.ofType, `${place}.${n}`, context),
    );
  const named = getNamedType(type);
  if (isLeafType(named)) return leafValues[named.name];
  const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
  const typename = possible[drawn(context.seed, `${place} type`, possible.length)]?.name;
  return objectAt(String(typename), place, context);
}

/**
 * An item of a list. Where items come late, all do: if one of them fails at once, graphql-js drops the promises of the others, whose
 * failures would then be nobody's.
 */
function itemAt(type: GraphQLOutputType, place: string, context: Context): unknown {
  if (!context.atOnce) return turn().then(() => valueAt(type, place, context));
  try {
    return valueAt(type, place, context);
  } catch (error) {
    return error;
  }
}

/** The fields that are read from their parents. */
const plainFields = new Set(['age', 'ok', 'tags', 'city', 'friend', 'best']);

/** An object of the graph: some of its fields are its properties, some of those are functions. */
function objectAt(typename: string, place: string, context: Context): object {
  const type = schema.getType(typename);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const plain = fields.filter(({ name }) => plainFields.has(name));
  const properties = plain.map(({ name, type: fieldType }) => {
    const at = `${place}.${name}`;
    const descriptor = drawn(context.seed, `${at} function`, 3) === 0 ? 'value' : 'get';
    const value = () => valueAt(fieldType, at, context);
    return [name, { [descriptor]: value, enumerable: true }] as const;
  });
  return Object.defineProperties({ __typename: typename, place }, Object.fromEntries(properties));
}

/** What a place gives: by chance a value, or a failure of some kind. */
function valueAt(type: GraphQLOutputType, place: string, context: Context): unknown {
  const outcome = outcomeAt(context.seed, place);
  const late = <T>(make: () => T): T | Promise<T> => (context.atOnce ? make() : turn().then(make));
  const fail = (): never => {
    throw new Error(`fails at ${place}`);
  };
  const isAbstract = isAbstractType(getNamedType(type));
  switch (outcome) {
    case 'null':
      return null;
    case 'missing':
      return undefined;
    case 'throws':
      return fail();
    case 'error':
      return new Error(`is an error at ${place}`);
    case 'wrong':
      return isAbstract ? null : isListType(getNullableType(type)) ? 5 : isLeafType(getNamedType(type)) ? {} : 'odd';
    case 'late null':
      return late(() => null);
    case 'rejects':
      return context.atOnce ? new Error(`is rejected at ${place}`) : turn().then(fail);
    case 'late':
      return late(() => fittingValue(type, place, context));
    case 'value':
      return fittingValue(type, place, context);
  }
}

function placeOf({ path }: Pick<GraphQLResolveInfo, 'path'>): string {
  const steps: (string | number)[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step !== undefined; step = step.prev)
    steps.push(step.key);
  return steps.toReversed().join('.');
}

function resolve(_source: unknown, given: object, context: Context, info: GraphQLResolveInfo): unknown {
  const place = placeOf(info);
  context.calls.push(`${place} ${info.parentType.name}.${info.fieldName} ${JSON.stringify(given)}`);
  return valueAt(info.returnType, place, context);
}

beforeAll(() => {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) if (!plainFields.has(field.name)) field.resolve = resolve;
});

interface Run {
  readonly answer: ExecutionResult;
  readonly calls: readonly string[];
}

async function run(
  by: typeof executePlanned,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  { seed, atOnce }: Pick<Context, 'seed' | 'atOnce'>,
): Promise<Run> {
  const contextValue: Context = { seed, atOnce, calls: [] };
  const rootValue = objectAt('Query', '', contextValue);
  const answer = await by({ schema, document, variableValues, contextValue, rootValue });
  return { answer, calls: contextValue.calls };
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

/** Errors without the order in which they were met. */
const errorsOf = ({ errors = [] }: ExecutionResult): string[] =>
  errors.map(({ message, path, locations }) => JSON.stringify({ message, path, locations })).toSorted();

/** The places that errors have made null: of several errors that take one place, it is a matter of time which one is told. */
function nulledPlaces({ data, errors = [] }: ExecutionResult): string[] {
  const places = errors.map(({ path = [] }) => {
    let at: unknown = data;
    const length = path.findIndex((key) => {
      at = (at as Record<string, unknown> | null)?.[key];
      return at === null || at === undefined;
    });
    return JSON.stringify(path.slice(0, data === null ? 0 : length + 1));
  });
  return places.toSorted();
}

/** An operation that is valid, its variables and what its fields give. */
const asked = fc
  .tuple(fc.integer(), variables, fc.integer())
  .map(([text, values, seed]) => ({ document: parse(operationText(text)), values, seed }))
  .filter(({ document }) => validate(schema, document).length === 0);

describe('a planned execution', () => {
  it('gives the answers and the errors of graphql-js, calls the same resolvers, and so again by the plan that it kept', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ document, values, seed }) => {
        const reference = await run(execute as typeof executePlanned, document, values, { seed, atOnce: true });
        for (const _time of ['first', 'planned', 'kept']) {
          const planned = await run(executePlanned, document, values, { seed, atOnce: true });
          expect(asJson(planned.answer.data)).toEqual(asJson(reference.answer.data));
          expect(errorsOf(planned.answer)).toEqual(errorsOf(reference.answer));
          expect(planned.calls).toEqual(reference.calls);
        }
      }),
      { numRuns: 700 },
    );
  });

  it('does so where values come late, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async ({ document, values, seed }, other) => {
        const reference = await run(execute as typeof executePlanned, document, values, { seed, atOnce: false });
        for (const yes of [other, values['yes']]) {
          const planned = await run(executePlanned, document, { ...values, yes }, { seed, atOnce: false });
          if (yes !== values['yes']) continue;
          expect(asJson(planned.answer.data)).toEqual(asJson(reference.answer.data));
          expect(new Set(nulledPlaces(planned.answer))).toEqual(new Set(nulledPlaces(reference.answer)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['{ text(b: [$n]) }', { n: 'no number' }],
    ['query ($n: Int!) { text(b: [$n]) }', {}],
    ['query ($n: Int) { __typename }', { n: 2 ** 40 }],
    ['query ($yes: Boolean = true) { __typename @include(if: $yes) }', { yes: null }],
    ['query A { __typename } query B { must { name } }', {}],
    ['{ __schema { types { name fields { name args { name defaultValue } type { kind ofType { name } } } } } }', {}],
    ['{ __type(name: "Person") { name possibleTypes { name } } }', {}],
  ])('gives to %s with %j what graphql-js gives', async (text, values) => {
    const document = parse(text);
    const given = { seed: 1, atOnce: true };
    const [ours, theirs] = [
      await run(executePlanned, document, values, given),
      await run(execute as typeof executePlanned, document, values, given),
    ];
    expect(asJson(ours.answer)).toEqual(asJson(theirs.answer));
  });

  it('keeps the fields in the order of the document, whichever comes first', async () => {
    const document = parse('{ c: people { name } a: text b: named { name } }');
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    for (const seed of seeds) {
      const { answer } = await run(executePlanned, document, {}, { seed, atOnce: false });
      expect(answer.data === null || Object.keys(answer.data ?? {}).join('')).toBe(answer.data === null || 'cab');
    }
  });
});

it('the random graph has every kind of failure, and nulls that go up', async () => {
  const texts = fc.sample(asked, { numRuns: 300, seed: 1 });
  const messages = new Set<string>();
  let bubbled = 0;
  for (const { document, values, seed } of texts) {
    const { answer } = await run(executePlanned, document, values, { seed, atOnce: false });
    for (const { message } of answer.errors ?? []) messages.add(message.replace(/ at .*|Person.*|\S+\.\S+/, ''));
    bubbled += (answer.errors ?? []).length > 0 && answer.data === null ? 1 : 0;
  }
  expect(bubbled).toBeGreaterThan(5);
  for (const word of ['fails', 'is an error', 'Cannot return null', 'Expected Iterable', 'cannot represent'])
    expect([...messages].some((message) => message.includes(word))).toBe(true);
  expect(isNonNullType(schema.getType('Person'))).toBe(false);
});
