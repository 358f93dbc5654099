import { PurchaseBehaviour } from '../../../words/purchaseBehaviours.js';
import type { ConditionKind } from '../ConditionKind.js';
import { ofMembers } from '../../sets/ofMembers.js';
import { behaviourSet } from './behaviourSets.js';
import { behaviourValue } from './behaviourValue.js';
import { boughtLines } from './boughtLines.js';
import { purchaseForm, type PurchaseGiven } from './purchaseForm.js';
import { purchaseSentence } from './purchaseSentence.js';

/** What later returns and cancellations change of an order: of a past day it is not known any more. */
const changing = new Set([
  'returnedQuantity',
  'returnedRevenue',
  'cancelledQuantity',
  'cancelledRevenue',
  'netRevenue',
  'lineRevenue',
  'lineDiscountAmount',
  'lineCount',
]);

/** What customers did with orders (spec A18): by what was bought, never by returns and cancellations. */
export const purchaseKind: ConditionKind<PurchaseGiven> = {
  name: 'purchase',
  form: purchaseForm,
  compile(context, given, path) {
    const lines = boughtLines(context, given, path);
    return {
      ...ofMembers(behaviourSet(context, given, lines, path), given.behaviour !== PurchaseBehaviour.HAS_NOT_PURCHASED),
      hasPast: !Object.keys(given.where?.order ?? {}).some((name) => changing.has(name)),
      value: behaviourValue(context, given, lines),
    };
  },
  sentence: purchaseSentence,
};
