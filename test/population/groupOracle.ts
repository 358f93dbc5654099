import fc from 'fast-check';
import { dayIn } from '../../src/lib/time/days.js';
import { things, type Kind, type Person, type Thing } from './groupPeople.js';
import { compare, divide, firstDay, fromUnits, toUnits } from './plainValues.js';

interface Key {
  readonly thing: Thing;
  readonly grain: string | null;
}

const keyOf = ({ thing: { name, kind }, grain }: Key, person: Person, timeZone: string): string | null => {
  const value = person[name] ?? null;
  if (value === null || grain === null) return value;
  return firstDay(kind === 'dateTime' ? dayIn(timeZone, new Date(value)) : value, grain);
};

const keyKind = ({ thing, grain }: Key): Kind => (grain === null ? thing.kind : 'date');

interface Measure {
  readonly measure: string;
  readonly thing: Thing | null;
}

const measureKind = ({ measure, thing }: Measure): Kind =>
  thing !== null && (measure === 'MINIMUM' || measure === 'MAXIMUM') ? thing.kind : 'number';

function measureOf({ measure, thing }: Measure, people: readonly Person[]): string | null {
  if (thing === null) return String(people.length);
  const values = people.flatMap((person) => person[thing.name] ?? []);
  if (measure === 'DISTINCT') return String(new Set(values).size);
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => compare(one, other, thing.kind));
  if (measure === 'MINIMUM') return sorted[0] ?? null;
  if (measure === 'MAXIMUM') return sorted.at(-1) ?? null;
  const sum = values.reduce((total, value) => total + toUnits(value), 0n);
  return fromUnits(measure === 'SUM' ? sum : divide(sum, BigInt(values.length)));
}

/** A random question: how a client asks it, and what it means for plain values. */
export interface GroupCase {
  readonly question: {
    readonly filter: object;
    readonly groupBy: object;
    readonly having: object;
    readonly orderBy: object;
  };
  /** The selection of measures. */
  readonly measures: string;
  readonly expected: (people: readonly Person[], timeZone: string) => unknown[][];
}

const grains = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];
const hasGrain = ({ kind }: Thing): boolean => kind === 'date' || kind === 'dateTime';

const key: fc.Arbitrary<Key> = fc.constantFrom(...things).chain((thing) =>
  fc.record({
    thing: fc.constant(thing),
    grain: hasGrain(thing) ? fc.option(fc.constantFrom(...grains)) : fc.constant(null),
  }),
);

const allowed = (measure: string, { kind }: Thing): boolean =>
  kind === 'number' || measure === 'DISTINCT' || (kind !== 'flag' && measure.endsWith('IMUM'));

const measure: fc.Arbitrary<Measure> = fc
  .constantFrom('COUNT', 'SUM', 'AVERAGE', 'MINIMUM', 'MAXIMUM', 'DISTINCT')
  .chain((name) =>
    name === 'COUNT'
      ? fc.constant({ measure: name, thing: null })
      : fc
          .constantFrom(...things.filter((thing) => allowed(name, thing)))
          .map((thing): Measure => ({ measure: name, thing })),
  );

const filters: readonly { asked: object; holds: (person: Person) => boolean }[] = [
  { asked: {}, holds: () => true },
  { asked: { city: { in: ['a', 'zz', ''] } }, holds: ({ city }) => city != null && ['a', 'zz', ''].includes(city) },
  {
    asked: { attributes: [{ name: 'VISITS', number: { gte: 1 } }] },
    holds: ({ visits }) => visits != null && visits !== '0',
  },
  { asked: { not: { gender: { is: 'f' } } }, holds: ({ gender }) => gender !== 'f' },
  { asked: { id: { is: 'nobody' } }, holds: () => false },
];

interface Condition {
  readonly of: Measure;
  readonly operator: 'gt' | 'lte' | 'isNull' | 'isNot';
  readonly bound: string;
}

const bounds: Readonly<Record<Kind, readonly string[]>> = {
  text: ['', 'C2', 'a', 'y'],
  number: ['0', '1', '2', '5.5', '33.3333'],
  date: ['2000-02-29', '2026-01-01'],
  dateTime: ['2026-01-01T00:00:00.000001Z', '2026-03-30T00:00:00Z'],
  flag: [],
};

const condition: fc.Arbitrary<Condition> = measure.chain((of) =>
  fc.record({
    of: fc.constant(of),
    operator: fc.constantFrom('gt', 'lte', 'isNull', 'isNot' as const),
    bound: fc.constantFrom(...bounds[measureKind(of)]),
  }),
);

function holds({ of, operator, bound }: Condition, people: readonly Person[]): boolean {
  const value = measureOf(of, people);
  if (operator === 'isNull') return value !== null;
  if (value === null) return false;
  const difference = compare(value, bound, measureKind(of));
  return operator === 'gt' ? difference > 0 : operator === 'lte' ? difference <= 0 : difference !== 0;
}

interface Term {
  readonly by: Measure | number;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

const askedMeasure = ({ measure: name, thing }: Measure) => ({ measure: name, ...thing?.asked });

const fieldOf = ({ measure: name, thing }: Measure, n: number): string => {
  const value =
    thing === null
      ? ''
      : JSON.stringify(thing.asked)
          .replace(/^\{"(\w+)":/, '($1: ')
          .replace(/\}$/, ')');
  const written = thing !== null && 'column' in thing.asked ? value.replaceAll('"', '') : value;
  return `m${n}: ${name.toLowerCase()}${written}`;
};

interface Group {
  readonly keys: readonly (string | null)[];
  readonly people: readonly Person[];
}

function comparator(terms: readonly Term[], keys: readonly Key[]): (one: Group, other: Group) => number {
  const named = new Set(terms.map(({ by }) => by));
  const others = keys
    .map((_, n) => ({ by: n, descending: false, nullsFirst: false }))
    .filter(({ by }) => !named.has(by));
  return (one, other) => {
    for (const { by, descending, nullsFirst } of [...terms, ...others]) {
      const value = ({ keys: own, people }: Group) =>
        typeof by === 'number' ? (own[by] ?? null) : measureOf(by, people);
      const [a, b] = [value(one), value(other)];
      const kind = typeof by === 'number' ? keyKind(keys[by] as Key) : measureKind(by);
      if (a === null && b === null) continue;
      if (a === null || b === null) return (a === null) === nullsFirst ? -1 : 1;
      const difference = compare(a, b, kind);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };
}

const shownAs = (of: Measure, people: readonly Person[]): unknown => {
  const value = measureOf(of, people);
  return of.measure === 'COUNT' || of.measure === 'DISTINCT' ? Number(value) : value;
};

/** Random questions about groups. */
export const groupCases: fc.Arbitrary<GroupCase> = fc
  .record({
    filter: fc.constantFrom(...filters),
    keys: fc.array(key, { maxLength: 3 }),
    measures: fc.array(measure, { maxLength: 5 }),
    having: fc.array(condition, { maxLength: 2 }),
  })
  .chain((given) => {
    const by = given.keys.length === 0 ? measure : fc.oneof(measure, fc.nat({ max: given.keys.length - 1 }));
    const term: fc.Arbitrary<Term> = fc.record({ by, descending: fc.boolean(), nullsFirst: fc.boolean() });
    return fc.array(term, { maxLength: 3 }).map((terms) => ({ ...given, terms }));
  })
  .map(({ filter, keys, measures, having, terms }) => ({
    question: {
      filter: filter.asked,
      groupBy: keys.map(({ thing, grain }) => ({ ...thing.asked, ...(grain !== null && { grain }) })),
      having: having.map(({ of, operator, bound }) => ({
        ...askedMeasure(of),
        [measureKind(of)]: { [operator]: operator === 'isNull' ? false : bound },
      })),
      orderBy: terms.map(({ by, descending, nullsFirst }) => ({
        ...(typeof by === 'number' ? { key: by + 1 } : askedMeasure(by)),
        direction: descending ? 'DESC' : 'ASC',
        nulls: nullsFirst ? 'FIRST' : 'LAST',
      })),
    },
    measures: measures.map(fieldOf).join(' '),
    expected: (people, timeZone) => {
      const groups = new Map<string, { keys: (string | null)[]; people: Person[] }>();
      if (keys.length === 0) groups.set('[]', { keys: [], people: [] });
      for (const person of people.filter((one) => filter.holds(one))) {
        const values = keys.map((one) => keyOf(one, person, timeZone));
        const group = groups.get(JSON.stringify(values)) ?? { keys: values, people: [] };
        groups.set(JSON.stringify(values), group);
        group.people.push(person);
      }
      return [...groups.values()]
        .filter((group) => having.every((one) => holds(one, group.people)))
        .toSorted(comparator(terms, keys))
        .map((group) => [...group.keys, ...measures.map((one) => shownAs(one, group.people))]);
    },
  }));
