import type { DataType } from '../../catalogue/dataTypes.js';
import type { BaseMetric } from '../definition.js';
import { readStored } from '../readStored.js';
import { kinds } from './kinds.js';
import type { Measured, MeasuredMetric } from './measured.js';
import { partColumn } from './parts.js';

/** What a measured metric is called and said of; its type is that of its kind unless given. */
export type MeasuredWords = Omit<BaseMetric, 'sql' | 'dataType' | 'absent'> & {
  readonly dataType?: DataType | undefined;
};

/** The definition of a metric that is measured. A text that is no value of the type asked for is null. */
export function measuredMetric({ dataType, ...words }: MeasuredWords, measured: Measured): MeasuredMetric {
  const { dataType: own, absent, combine } = kinds[measured.kind];
  const value = combine((part) => partColumn(measured, part));
  return {
    ...words,
    dataType: dataType ?? own,
    ...(absent === undefined ? {} : { absent }),
    sql: own === 'text' ? readStored(value, dataType ?? own) : value,
    measured,
  };
}
