import { sql, type SQL } from 'drizzle-orm';
import type { WritableField, WritableType, WrittenText, WrittenMember, WrittenShape } from '../lib/written/shape.js';
import { fixed, identifier, list, literal } from './sql.js';

/** SQL: an instant as answers have it, ISO 8601 in UTC: what the driver makes of it in a session in UTC. */
export const jsonInstant = (value: SQL): SQL =>
  sql`left((${value})::text, 10) || 'T' || replace(substr((${value})::text, 12), '+00', 'Z')`;

function memberValue({ name, inner }: WrittenMember, field: WritableField<SQL> | undefined): SQL {
  if (field === undefined) throw new TypeError(`A statement cannot write the field ${name}`);
  if ('value' in field) return field.value;
  if ('instant' in field) return jsonInstant(field.instant);
  if (inner === undefined) throw new TypeError(`Nothing is asked of the object behind ${name}`);
  const object = writtenJson(inner, field.type);
  return field.isThere === undefined ? object : sql`case when ${field.isThere} then ${object} end`;
}

/** SQL: the JSON of an object. Throws a `TypeError` for a field that the type does not tell of. */
export function writtenJson({ typeName, members }: WrittenShape, { fields }: WritableType<SQL>): SQL {
  const selected = members.map((member) => {
    const { name, responseName } = member;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const value = name === '__typename' ? sql`${literal(typeName)}::text` : memberValue(member, field);
    return sql`${value} as ${identifier(responseName)}`;
  });
  // A column of the same name would be meant in place of the row: no field has such a name.
  return sql`(select row_to_json("$row") from (select ${list(selected)}) as "$row")`;
}

/** A cache of what a shape and a type tell alone: it goes with the shape. */
const columns = new WeakMap<WrittenText, WeakMap<WritableType<SQL>, SQL>>();

/** SQL: what is written of each row, as text under its property. */
export function writtenColumn(shape: WrittenText, type: WritableType<SQL>): SQL {
  const ofShape = columns.get(shape) ?? new WeakMap<WritableType<SQL>, SQL>();
  columns.set(shape, ofShape);
  const column = ofShape.get(type) ?? fixed(sql`${writtenJson(shape, type)}::text as ${identifier(shape.property)}`);
  ofShape.set(type, column);
  return column;
}

/** SQL: the texts of all rows of a group with commas between, in an order, under the same property. */
export function joinedColumn({ property }: WrittenText, order: SQL): SQL {
  const column = identifier(property);
  return sql`string_agg(${column}, ',' order by ${order}) as ${column}`;
}
