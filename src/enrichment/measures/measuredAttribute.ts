import type { BaseAttribute } from '../definitions/definition.js';
import { readStored } from '../definitions/readStored.js';
import { DataType } from '../../words/dataTypes.js';
import type { Measured, MeasuredAttribute } from './measured.js';
import { measuredKinds } from './measuredKinds.js';
import { partColumn } from './parts.js';

/** What a measured attribute is called and said of; its type is that of its kind unless given. */
export type MeasuredWords = Omit<BaseAttribute, 'sql' | 'dataType' | 'absent'> & {
  readonly dataType?: DataType | undefined;
};

/** The definition of an attribute that is measured. A text that is no value of the type asked for is null. */
export function measuredAttribute({ dataType, ...words }: MeasuredWords, measured: Measured): MeasuredAttribute {
  const { dataType: own, absent, combine } = measuredKinds[measured.kind];
  const value = combine((part) => partColumn(measured, part));
  return {
    ...words,
    dataType: dataType ?? own,
    ...(absent === undefined ? {} : { absent }),
    sql: own === DataType.text ? readStored(value, dataType ?? own) : value,
    measured,
  };
}
