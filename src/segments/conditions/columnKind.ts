import { allOf } from '../../conditions/allOf.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { customerColumn, customerColumns } from '../../operands/customerColumns.js';
import { columnOperand } from '../../operands/operands.js';
import { checkSegmentable } from '../segmentable.js';
import { kindGiven, operatorsFor, type KindOperators } from '../operators/kindOperators.js';
import { operatorConditions } from '../operators/operatorConditions.js';
import { operatorForms } from '../operators/operatorForms.js';
import { operatorsSentence } from '../operators/operatorsSentence.js';
import type { ConditionKind } from './ConditionKind.js';
import { nameForm } from './names.js';
import { oneOf } from './oneOf.js';
import { valueText } from './valueText.js';

const { text, number, date, dateTime } = operatorForms;

interface Given extends KindOperators {
  readonly name: string;
}

function checkName(name: string, path: string): void {
  if (customerColumn(name) !== undefined) return;
  throw new UserError(
    `"${path}.name" is "${shortened(name)}", which is no column of customers.${didYouMean(name, Object.keys(customerColumns))}`,
  );
}

/** A column of the customer, as it is now, whatever the day that is asked for. */
export const columnKind: ConditionKind<Given> = {
  name: 'column',
  form: oneOf({ text, number, date, dateTime }, { name: nameForm }),
  compile(context, given, path) {
    checkName(given.name, path);
    checkSegmentable(context.scope, path, { table: 'customers', column: given.name });
    const operand = columnOperand(context.scope, given.name, `${path}.name`);
    const operators = operatorsFor(operand, given, path);
    const conditions = operatorConditions(context, operand, operators, `${path}.${operand.kind}`);
    return { sql: allOf(conditions), ofProfile: false, isPlain: true, hasPast: false, value: valueText(operand) };
  },
  sentence(given) {
    const kind = kindGiven(given);
    return `whose ${given.name} ${operatorsSentence(kind, given[kind] ?? {})}`;
  },
};
