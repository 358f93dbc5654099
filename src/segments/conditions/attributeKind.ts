import { allOf } from '../../conditions/allOf.js';
import { attributeOperand } from '../../operands/operands.js';
import { checkSegmentable, checkSegmentableAttribute } from '../segmentable.js';
import { operatorConditions } from '../operators/operatorConditions.js';
import { kindGiven, operatorsFor, type KindOperators } from '../operators/kindOperators.js';
import { operatorForms } from '../operators/operatorForms.js';
import { operatorsSentence } from '../operators/operatorsSentence.js';
import { atPath } from './atPath.js';
import type { ConditionKind } from './ConditionKind.js';
import { nameForm } from './names.js';
import { oneOf } from './oneOf.js';
import { valueText } from './valueText.js';

interface Given extends KindOperators {
  readonly name: string;
}

/** An attribute of the snapshot of the day, by its alias, a former name or its slot. */
export const attributeKind: ConditionKind<Given> = {
  name: 'attribute',
  form: oneOf({ ...operatorForms }, { name: nameForm }),
  compile(context, given, path) {
    const { scope, moment } = context;
    const operand = atPath(`${path}.name`, () =>
      attributeOperand(scope, given.name, moment.profileDay, `${path}.name`),
    );
    checkSegmentable(scope, path, { table: 'customer_profiles' });
    checkSegmentableAttribute(scope, path, given.name);
    const operators = operatorsFor(operand, given, path);
    const conditions = operatorConditions(context, operand, operators, `${path}.${operand.kind}`);
    const { ofProfile } = operand;
    return { sql: allOf(conditions), ofProfile, isPlain: true, hasPast: true, value: valueText(operand) };
  },
  sentence(given) {
    const kind = kindGiven(given);
    return `whose ${given.name} ${operatorsSentence(kind, given[kind] ?? {})}`;
  },
};
