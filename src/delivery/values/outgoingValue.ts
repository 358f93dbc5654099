import { sql, type SQL } from 'drizzle-orm';
import { attributeOn } from '../../catalogue/attributeOn.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { readSlot } from '../../catalogue/slotValues.js';
import type { OutgoingAttributes } from '../../config.js';
import { identifier } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { customerColumn, customerColumns } from '../../operands/customerColumns.js';
import { DataType, type ValueKind } from '../../words/dataTypes.js';
import type { OutgoingColumn } from '../OutgoingColumn.js';
import { hashedValue } from './hashedValue.js';

type OutgoingAttribute = OutgoingAttributes[number];

/** What values are read with. */
export interface ValueSettings {
  readonly catalogue: Catalogue;
  /** The day of the snapshot that attributes are read on; null without any. */
  readonly day: string | null;
  readonly callingCode: string | undefined;
}

/** How an attribute is read. */
export interface OutgoingValue extends OutgoingColumn {
  readonly required: boolean;
  /** The value as a text, over the customer (`c`), the snapshot (`p`) and the identifier (`i.value`). */
  readonly sql: SQL;
  readonly ofProfile: boolean;
  /** The system of the identifiers that it is, each in a row of its own. */
  readonly system: string | undefined;
}

const typeOfKind: Readonly<Record<ValueKind, DataType>> = {
  text: DataType.text,
  number: DataType.decimal,
  date: DataType.date,
  dateTime: DataType.datetime,
  flag: DataType.boolean,
};

/** Instants as ISO 8601 has them, in UTC with microseconds. */
const asText = (type: DataType, value: SQL): SQL =>
  type === DataType.datetime
    ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`(${value})::text`;

interface ReadValue {
  readonly type: DataType;
  readonly sql: SQL;
  readonly ofProfile?: boolean;
  readonly system?: string;
}

function columnValue(name: string): ReadValue {
  const known = customerColumn(name);
  if (known === undefined) {
    const near = didYouMean(name, Object.keys(customerColumns));
    throw new UserError(`There is no column "${shortened(name)}" of customers to hand over.${near}`);
  }
  const { column, kind } = known;
  const type = name === 'sourceRecords' ? DataType.integer : typeOfKind[kind];
  return { type, sql: asText(type, sql`c.${identifier(column)}`) };
}

function attributeValue(name: string, { catalogue, day }: ValueSettings): ReadValue {
  const { dataType, column } = attributeOn(catalogue, name, day);
  if (column === null) return { type: dataType, sql: sql`null::text` };
  return { type: dataType, sql: asText(dataType, sql.raw(readSlot(dataType, `p.${column}`))), ofProfile: true };
}

/**
 * How an attribute that is handed over is read. Throws a `UserError` for a column or an attribute that there is none of, and for
 * a hash of what is no text.
 */
export function outgoingValue(given: OutgoingAttribute, settings: ValueSettings): OutgoingValue {
  const { as, required, column, attribute, identifier: system, hash } = given;
  const read: ReadValue =
    column !== undefined
      ? columnValue(column)
      : attribute !== undefined
        ? attributeValue(attribute, settings)
        : { type: DataType.text, sql: sql`i.value`, ...(system !== undefined && { system }) };
  const { type, ofProfile = false } = read;
  if (hash !== undefined && type !== DataType.text)
    throw new UserError(`"${as}" cannot be hashed as ${hash}: ${shortened(column ?? attribute ?? '')} is no text.`);
  // Identifiers are hashed where they are read, so that two spellings of one make one row.
  const isHashedHere = hash !== undefined && read.system === undefined;
  const value = isHashedHere ? hashedValue(read.sql, hash, settings.callingCode) : read.sql;
  return { as, type, required, sql: value, ofProfile, system: read.system };
}
