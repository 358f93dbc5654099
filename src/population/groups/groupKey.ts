import { isoInstant } from '../../lib/time/isoInstant.js';
import type { Operand } from '../../operands/operand.js';
import type { TimeGrain } from './timeGrain.js';

/** One value that the rows of a group have in common. */
export interface GroupKeyRow {
  readonly name: string;
  readonly grain: TimeGrain | null;
  readonly value: string | null;
}

/** A value as the API writes it elsewhere, from the text that PostgreSQL prints. */
export const toText = ({ kind }: Operand, text: string | null): string | null =>
  text !== null && kind === 'dateTime' ? isoInstant(text) : text;

/** A key of the groups of a page. */
export interface GroupKey {
  readonly operand: Operand;
  readonly grain: TimeGrain | null;
}

/** A key of a group with its text. */
export const toGroupKey = ({ operand, grain }: GroupKey, text: string | null): GroupKeyRow => ({
  name: operand.name,
  grain,
  value: toText(operand, text),
});
