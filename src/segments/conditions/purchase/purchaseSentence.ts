import { lineValues, orderValues, productValues, type OrderValues } from '../../../operands/orders/values.js';
import { PurchaseBehaviour } from '../../../words/purchaseBehaviours.js';
import { listed, operatorsSentence } from '../../operators/operatorsSentence.js';
import type { GivenColumns, OwnAttributeGiven, PurchaseGiven, PurchaseWhere } from './purchaseForm.js';

const ofColumns = (owner: string, values: OrderValues, given: GivenColumns | undefined): string[] =>
  Object.entries(given ?? {}).flatMap(([name, operators]) =>
    operators === undefined
      ? []
      : [`the ${name} of the ${owner} ${operatorsSentence(values[name]?.kind ?? 'text', operators)}`],
  );

const ofAttributes = (owner: string, given: readonly OwnAttributeGiven[] | undefined): string[] =>
  (given ?? []).map(({ name, text }) => `${listed([name], 'or')} of the ${owner} ${operatorsSentence('text', text)}`);

function whereSentence(where: PurchaseWhere | undefined): string {
  const parts = [
    ...ofColumns('order', orderValues, where?.order),
    ...ofAttributes('order', where?.orderAttributes),
    ...ofColumns('line', lineValues, where?.line),
    ...ofAttributes('line', where?.lineAttributes),
    ...ofColumns('product', productValues, where?.product),
  ];
  return parts.length === 0 ? '' : ` where ${parts.join(' and ')}`;
}

const combination = (values: PurchaseGiven['values']): string =>
  Object.entries(values ?? {})
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${listed([value], 'or')}`]))
    .join(' and ');

/** What a purchase behaviour says, as a clause behind "customers". */
export function purchaseSentence({ behaviour, date, number, where, values }: PurchaseGiven): string {
  const when = date === undefined ? '' : ` on a day that ${operatorsSentence('date', date)}`;
  const which = `${when}${whereSentence(where)}`;
  const than = number === undefined ? '' : operatorsSentence('number', number);
  switch (behaviour) {
    case PurchaseBehaviour.FIRST_PURCHASE:
      return `who first ordered${which}`;
    case PurchaseBehaviour.HAS_PURCHASED:
      return number === undefined ? `who ordered${which}` : `whose number of orders${which} ${than}`;
    case PurchaseBehaviour.HAS_NOT_PURCHASED:
      return `who did not order${which}`;
    case PurchaseBehaviour.REPEAT_PURCHASE:
      return `who ordered again${which}`;
    case PurchaseBehaviour.MOST_FREQUENT_ORDER:
      return `whose most frequent orders${which} are of ${combination(values)}`;
    case PurchaseBehaviour.TOTAL_VALUE:
      return `whose value of orders${which} ${than}`;
  }
}
