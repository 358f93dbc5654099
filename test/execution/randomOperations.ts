import * as fc from 'fast-check';
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';

/** A graph in which each field can be there, missing, null, late, or broken, at once or later, alone or in lists. */
export const randomSchema: GraphQLSchema = buildSchema(`
  scalar Odd
  enum Color { RED GREEN }
  input Deep { n: Int = 3, deeper: [Deep!] }
  interface Named { name: String!, self: Named }
  union Any = Person | Shop
  type Query {
    person(deep: Deep, color: Color = RED): Person
    people(first: Int = 2): [Person!]
    nullable(first: Int): [Person]
    matrix: [[Int!]]
    must: Person!
    named: Named
    any: [Any!]!
    text(a: String, b: [Int!] = [1, 2]): String
  }
  type Person implements Named {
    name: String!
    age: Int
    id: ID
    score: Float
    ok: Boolean
    odd: Odd
    color: Color
    colors: [Color!]
    self: Named
    best: Person
    friend: Person!
    friends(first: Int = 2, deep: Deep): [Person!]!
    shops: [Shop]
  }
  type Shop implements Named { name: String!, city: String, self: Named, owner: Person, tags: [String!] }
`);

/** What a field gives when asked: the same each time for one seed and place. */
type Outcome = 'value' | 'null' | 'missing' | 'throws' | 'error' | 'wrong' | 'late' | 'late null' | 'rejects';

const outcomes: readonly Outcome[] = [
  ...Array.from({ length: 12 }, () => 'value' as const),
  ...Array.from({ length: 6 }, () => 'late' as const),
  ...(['null', 'missing', 'throws', 'error', 'wrong', 'late null', 'rejects'] as const),
];

/** A number below `most` that is the same for the same texts. */
export function drawn(seed: number, text: string, most: number): number {
  let hash = seed | 0;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) ^ (hash >>> 13);
  return Math.abs(hash) % most;
}

/** What becomes of a field at a place. */
export const outcomeAt = (seed: number, place: string): Outcome =>
  outcomes[drawn(seed, place, outcomes.length)] ?? 'value';

const argumentTexts: Readonly<Record<string, readonly string[]>> = {
  deep: ['{}', '{ n: 1 }', '{ n: $m, deeper: [{ n: 2 }] }', '$deep'],
  first: ['1', '3', '$n'],
  color: ['GREEN', '$color'],
  a: ['"x"', '$text', 'null'],
  b: ['[3]', '4', '[$m]'],
};

const fieldsOf: Readonly<Record<string, readonly (readonly [name: string, below?: string])[]>> = {
  Query: [
    ['person', 'Person'],
    ['people', 'Person'],
    ['nullable', 'Person'],
    ['matrix'],
    ['must', 'Person'],
    ['named', 'Named'],
    ['any', 'Any'],
    ['text'],
    ['__typename'],
  ],
  Person: [
    ...['name', 'age', 'id', 'score', 'ok', 'odd', 'color', 'colors', '__typename'].map((name) => [name] as const),
    ['self', 'Named'],
    ['best', 'Person'],
    ['friend', 'Person'],
    ['friends', 'Person'],
    ['shops', 'Shop'],
  ],
  Shop: [['name'], ['city'], ['tags'], ['__typename'], ['self', 'Named'], ['owner', 'Person']],
  Named: [['name'], ['__typename'], ['self', 'Named']],
  Any: [['__typename']],
};

const membersOf: Readonly<Record<string, readonly string[]>> = { Named: ['Person', 'Shop'], Any: ['Person', 'Shop'] };

/** Gives one of some things, another one each time, and the same ones for the same seed. */
function createChoice(seed: number) {
  let calls = 0;
  const below = (most: number): number => drawn(seed, String((calls += 1)), most);
  return { below, oneOf: <T>(things: readonly T[]): T => things[below(things.length)] as T };
}

type Choice = ReturnType<typeof createChoice>;

const directives = ['', '', '', '', ' @skip(if: $yes)', ' @include(if: $no)', ' @include(if: true)'];

/** The arguments of a field, some of them. */
function argumentsOf(type: string, field: string, choice: Choice): string {
  const owner = randomSchema.getType(type);
  const given = isObjectType(owner) ? (owner.getFields()[field]?.args ?? []) : [];
  const asked = given.filter(() => choice.below(2) === 0);
  const texts = asked.map(({ name }) => `${name}: ${choice.oneOf(argumentTexts[name] ?? [])}`);
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** An alias that never stands for two things; one of them is a name that objects know. */
function aliasOf(type: string, field: string, given: string, choice: Choice): string {
  if (given === '' && choice.below(2) === 0) return '';
  if (field === 'name' && choice.below(2) === 0) return '__proto__: ';
  return `a${drawn(0, `${type}.${field}${given}`, 1_000_000)}: `;
}

function fieldText(type: string, depth: number, choice: Choice): string {
  const [name, below] = choice.oneOf((fieldsOf[type] ?? []).filter(([, one]) => one === undefined || depth > 0));
  const given = argumentsOf(type, name, choice);
  const selection = below === undefined ? '' : selectionText(below, depth - 1, choice);
  return `${aliasOf(type, name, given, choice)}${name}${given}${choice.oneOf(directives)}${selection}`;
}

function spreadText(type: string, depth: number, choice: Choice): string {
  if (type === 'Person' && choice.below(2) === 0) return '...OfPerson';
  const member = choice.oneOf(membersOf[type] ?? [type]);
  return `... on ${member}${choice.oneOf(directives)}${selectionText(member, depth - 1, choice)}`;
}

/** A selection of a type as text, with fragments and aliases. */
function selectionText(type: string, depth: number, choice: Choice): string {
  const texts = Array.from({ length: 1 + choice.below(4) }, () =>
    depth > 0 && choice.below(5) === 0 ? spreadText(type, depth, choice) : fieldText(type, depth, choice),
  );
  return ` { ${texts.join(' ')} }`;
}

const declared = [
  '$n: Int',
  '$m: Int!',
  '$deep: Deep',
  '$color: Color',
  '$text: String',
  '$yes: Boolean!',
  '$no: Boolean!',
];

/** The text of an operation, with the variables that it uses. */
export function operationText(seed: number): string {
  const choice = createChoice(seed);
  const selection = selectionText('Query', 3, choice);
  const fragment = selectionText('Person', 1, choice).replaceAll('...OfPerson', 'name');
  const text = `${selection}${selection.includes('...OfPerson') ? ` fragment OfPerson on Person${fragment}` : ''}`;
  const used = declared.filter((one) => new RegExp(`\\${one.split(':')[0]}\\b`).test(text));
  return `query${used.length === 0 ? '' : ` (${used.join(', ')})`}${text}`;
}

/** Values of its variables, some of them left out or null. */
export const variables: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    n: fc.constantFrom(1, 2, null),
    m: fc.constantFrom(1, 2),
    deep: fc.constantFrom({}, { n: 4, deeper: [{ deeper: [] }] }, null),
    color: fc.constantFrom('RED', 'GREEN'),
    text: fc.constantFrom('y', null),
    yes: fc.boolean(),
    no: fc.boolean(),
  },
  { requiredKeys: ['m', 'yes', 'no'] },
);
