import { DataType } from '../../words/dataTypes.js';
import type { MeasureKind } from './measured.js';

/** Digits of an encoded instant: microseconds from 1970, moved so that none is negative. */
const stampDigits = 20;

/** SQL: an instant as text that sorts as it does. */
const stamp = (instant: string): string =>
  `lpad(trunc(extract(epoch from ${instant}) * 1000000 + 1000000000000000000)::text, ${stampDigits}, '0')`;

/** Digits of an encoded number of rows, and the highest of them. */
const eventDigits = 15;
const mostEvents = '9'.repeat(eventDigits);

/** Characters of a list of values. */
const listCharacters = 1000;

/** What is kept of a measure per day: how many rows, how many of each text, or sums and bounds of numbers. */
export type MeasureForm = 'count' | 'text' | 'number';

/** What is made of the rows of one value within a window, see `partSql`. */
export type Part = 'events' | 'total' | 'least' | 'greatest' | 'first_at' | 'last_at';

interface Kind {
  readonly form: MeasureForm;
  readonly dataType: DataType;
  /** SQL literal that is served where nothing counts. */
  readonly absent?: string;
  readonly parts: readonly Part[];
  /**
   * SQL over rows `g` of one customer and day, one per value: `part` gives the column of a part. Null where nothing counts. There
   * are also rows of which nothing counts, of other measures or outside the window: a part of theirs is null, or 0 if it is a `count`.
   */
  readonly combine: (part: (name: Part) => string) => string;
}

const number = (name: Part, aggregate: 'min' | 'max' | 'sum', more: Partial<Kind> = {}): Kind => ({
  form: 'number',
  dataType: DataType.decimal,
  parts: [name],
  combine: (part) => `${aggregate}(${part(name)})`,
  ...more,
});

/**
 * Every kind that the config can name: what is kept of each value, and how one answer is made of it. Encoded texts spare sorts
 * within groups.
 */
export const measuredKinds: Readonly<Record<MeasureKind, Kind>> = {
  count: number('events', 'sum', { form: 'count', dataType: DataType.integer, absent: '0' }),
  sum: number('total', 'sum', { absent: '0' }),
  min: number('least', 'min'),
  max: number('greatest', 'max'),
  average: {
    form: 'number',
    dataType: DataType.float,
    parts: ['total', 'events'],
    combine: (part) => `sum(${part('total')}) / nullif(sum(${part('events')}), 0)`,
  },
  distinct: {
    form: 'text',
    dataType: DataType.integer,
    absent: '0',
    parts: ['events'],
    combine: (part) => `nullif(count(${part('events')}), 0)`,
  },
  // Of equals the first by bytes.
  most_frequent: {
    form: 'text',
    dataType: DataType.text,
    parts: ['events'],
    combine: (part) =>
      `substr(min((lpad((${mostEvents} - ${part('events')})::text, ${eventDigits}, '0') || g.value) collate "C"), ${eventDigits + 1})`,
  },
  first: {
    form: 'text',
    dataType: DataType.text,
    parts: ['first_at'],
    combine: (part) => `substr(min((${stamp(part('first_at'))} || g.value) collate "C"), ${stampDigits + 1})`,
  },
  last: {
    form: 'text',
    dataType: DataType.text,
    parts: ['last_at'],
    combine: (part) => `substr(max((${stamp(part('last_at'))} || g.value) collate "C"), ${stampDigits + 1})`,
  },
  unique_list: {
    form: 'text',
    dataType: DataType.text,
    parts: ['first_at'],
    combine: (part) =>
      `left(string_agg(g.value, ', ' order by ${part('first_at')}, g.value collate "C")
        filter (where ${part('first_at')} is not null), ${listCharacters})`,
  },
};
