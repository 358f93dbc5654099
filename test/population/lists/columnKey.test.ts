import { sql } from 'drizzle-orm';
import { describe, expect, it } from '@jest/globals';
import { columnKey } from '../../../src/population/lists/columnKey.js';

describe('a term of an order', () => {
  const column = sql`t.x`;

  it('goes up, of a column that always has a value, unless told otherwise', () => {
    expect(columnKey('x', 'text', 'NONE', column)).toEqual({
      operand: { name: 'x', kind: 'text', pii: 'NONE', sql: column, nullable: false, ofProfile: false },
      descending: false,
      nullsFirst: false,
    });
    expect(columnKey('x', 'date', 'CONTACT', column, { descending: true, nullable: true })).toMatchObject({
      operand: { kind: 'date', pii: 'CONTACT', nullable: true },
      descending: true,
      nullsFirst: false,
    });
  });
});
