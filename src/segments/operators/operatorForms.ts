import { z } from 'zod';
import { isStorable } from '../../lib/checks/checkValue.js';
import { isDay } from '../../lib/time/days.js';
import type { OperatorArgument } from '../../words/conditionOperators.js';
import { ValueKind } from '../../words/dataTypes.js';
import { listLimits, textLimits } from '../../words/limits.js';
import { dateOperandFault, dateOperandPattern, isDateOperand } from './operandDay.js';
import { operatorsOf, segmentOperators, type SegmentOperators } from './segmentOperators.js';

/** A text that a text of the database can be equal to. */
const text = z
  .string()
  .max(textLimits.comparedText, { error: `has more than ${textLimits.comparedText} characters, which are the most` })
  .refine(isStorable, 'holds a NUL or half a character, which no text in the database can hold');

const notNumber = 'is no number such as 300 or "15000.50"';

/** A number: one of JSON as far as that keeps it exactly, else its digits. */
const number = z.union(
  [
    z.number(notNumber).refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), notNumber),
    z
      .string()
      .max(textLimits.comparedNumber, notNumber)
      .regex(/^-?(\d+(\.\d*)?|\.\d+)$/, notNumber),
  ],
  notNumber,
);

const dateOperandOr = (fault: string): z.ZodType<string> =>
  z.string(fault).regex(dateOperandPattern, fault).refine(isDateOperand, fault);

/** A day of the calendar, or one that is counted from the day that is asked for. */
export const dateOperand = dateOperandOr(dateOperandFault);

const instantPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Whether a text is an instant and not a day. */
export const isInstantOperand = (given: string): boolean => isDay(instantPattern.exec(given)?.[1] ?? '');

const notInstant = `is no instant such as 2026-03-31T09:00:00Z, and ${dateOperandFault}`;

const instant = z.union([dateOperand, z.string().regex(instantPattern).refine(isInstantOperand)], {
  error: notInstant,
});

const flag = z.boolean('is neither true nor false');

const values: Readonly<Record<ValueKind, z.ZodType>> = { text, number, date: dateOperand, dateTime: instant, flag };

function argumentOf(takes: OperatorArgument, value: z.ZodType): z.ZodType {
  switch (takes) {
    case 'value':
    case 'ordered':
      return value;
    case 'list':
      return z
        .array(value)
        .min(1, 'is empty, which fits nobody: give it a value')
        .max(listLimits.filterValues, `has more than ${listLimits.filterValues} entries, which are the most`);
    case 'range':
      return z.strictObject({ from: value, to: value });
    case 'text':
      return text;
    case 'presence':
      return flag;
  }
}

const formOf = (kind: ValueKind): z.ZodType<SegmentOperators> =>
  z
    .strictObject(
      Object.fromEntries(
        operatorsOf(kind).map((operator) => [
          operator,
          argumentOf(segmentOperators[operator].takes, values[kind]).optional(),
        ]),
      ),
    )
    .refine((given) => Object.keys(given).length > 0, 'says nothing: give it an operator')
    .meta({ id: `${kind}Operators`, minProperties: 1 });

/** What can be said of values of each kind: strict objects of operators, at least one. */
export const operatorForms = {
  text: formOf(ValueKind.text),
  number: formOf(ValueKind.number),
  date: formOf(ValueKind.date),
  dateTime: formOf(ValueKind.dateTime),
  flag: formOf(ValueKind.flag),
} as const satisfies Readonly<Record<ValueKind, z.ZodType<SegmentOperators>>>;
