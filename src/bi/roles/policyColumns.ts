import { sql } from 'drizzle-orm';
import { maskedAs, maskedSql } from '../../access/masks.js';
import { policyOf, type KnownClass } from '../../access/rights.js';
import type { Role } from '../../config/access/Role.js';
import { compile } from '../../db/sql.js';
import { ValueKind } from '../../words/dataTypes.js';
import type { PiiPolicy } from '../../words/rights.js';
import type { ViewColumn } from '../viewColumns.js';

/** Kinds of which something can be shown in part, by their SQL type; of all others a masked value is null. */
const maskableKinds: ReadonlyMap<string, ValueKind> = new Map([
  ['text', ValueKind.text],
  ['date', ValueKind.date],
]);

/** What a mask needs to know of a value. */
interface MaskedValue {
  readonly pii: KnownClass;
  /** The SQL type of the column. */
  readonly type: string;
  /** What the value means where that is not what its column is made for, as a flag in a text. */
  readonly kind?: ValueKind;
}

/** SQL: what a role sees of a value by a policy. */
export function seen(
  policy: PiiPolicy,
  { pii, type, kind = maskableKinds.get(type) }: MaskedValue,
  value: string,
): string {
  if (policy === 'show') return value;
  const isMasked = policy === 'mask' && kind !== undefined && kind === maskableKinds.get(type);
  if (!isMasked) return `null::${type}`;
  return compile(maskedSql(kind, maskedAs(pii), sql.raw(value), sql.raw(type))).text;
}

const notes: Readonly<Partial<Record<PiiPolicy, string>>> = { mask: 'Masked.', hide: 'Hidden: null.' };

/** A comment with what the policy does to the values. */
export const noted = (comment: string | undefined, policy: PiiPolicy): { comment?: string } => {
  const told = [comment, notes[policy]].filter((part) => part !== undefined).join(' ');
  return told === '' ? {} : { comment: told };
};

/** The column as a role sees it; none where its class is refused. */
export function policyColumn(role: Role, column: ViewColumn): readonly ViewColumn[] {
  const { pii = null, type, expression, ofNobody, comment } = column;
  const policy = policyOf({ role }, pii);
  if (policy === 'refuse') return [];
  const shown = (value: string): string => seen(policy, { pii, type }, value);
  return [
    {
      ...column,
      expression: shown(expression),
      ...(ofNobody !== undefined && { ofNobody: shown(ofNobody) }),
      ...noted(comment, policy),
    },
  ];
}
