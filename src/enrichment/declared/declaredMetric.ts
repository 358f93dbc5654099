import { dataTypes, type ValueKind } from '../../catalogue/dataTypes.js';
import type { Config } from '../../config.js';
import type { DerivedMetric, MetricDefinition } from '../definition.js';
import { ntile, percentRank } from '../kinds/rank.js';
import { ratio } from '../kinds/ratio.js';
import type { MeasuredMetric } from '../measures/measured.js';
import { measuredMetric, type MeasuredWords } from '../measures/measuredMetric.js';

/** A metric as the configuration file declares it. */
export type Declared = Config['enrichment']['metrics'][number];

type Kind<Name> = Extract<Declared, { kind: Name }>;

/** The metric that a key of the declared one names, whose values must be of one of some kinds; throws where it is not. */
export type FindMetric = (key: 'of' | 'to' | 'among', name: string, kinds?: readonly ValueKind[]) => MetricDefinition;

/** The words of a metric without the keys that are not given; `type` is the type of its kind. */
function wordsOf(declared: Declared) {
  const { name, label, alias, description, unit, category, piiClass, direction, type } = declared;
  return {
    name,
    alias: alias ?? name.toUpperCase(),
    description,
    category,
    ...(label === undefined ? {} : { label }),
    ...(unit === undefined ? {} : { unit }),
    ...(piiClass === undefined ? {} : { piiClass }),
    ...(direction === undefined ? {} : { direction }),
    ...(type === undefined ? {} : { dataType: type }),
  } satisfies MeasuredWords;
}

function ratioOf(declared: Kind<'ratio'>, find: FindMetric): DerivedMetric {
  const { absent } = find('of', declared.of, ['number']);
  find('to', declared.to, ['number']);
  return { dataType: 'float', ...wordsOf(declared), derived: ratio(declared.of, declared.to, { absent }) };
}

function rankOf(declared: Kind<'rank'>, find: FindMetric): DerivedMetric {
  const { of, among, buckets } = declared;
  find('of', of, ['number', 'date', 'dateTime']);
  if (among !== undefined) find('among', among);
  return buckets === undefined
    ? { dataType: 'decimal', ...wordsOf(declared), derived: percentRank(of, { among }) }
    : { dataType: 'integer', ...wordsOf(declared), derived: ntile(of, buckets, { among }) };
}

/** The definition of a declared metric. */
export function declaredMetric(declared: Declared, find: FindMetric): MeasuredMetric | DerivedMetric {
  if (declared.kind === 'ratio') return ratioOf(declared, find);
  if (declared.kind === 'rank') return rankOf(declared, find);
  const { kind, source, where, window } = declared;
  const column = declared.kind === 'count' ? undefined : declared.column;
  return measuredMetric(wordsOf(declared), { kind, source, column, where, window });
}

export const valueKind = ({ dataType }: MetricDefinition): ValueKind => dataTypes[dataType].kind;
