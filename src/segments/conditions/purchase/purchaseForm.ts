import { z } from 'zod';
import { lineValues, orderValues, productValues, type OrderValues } from '../../../operands/orders/values.js';
import { listLimits, textLimits } from '../../../words/limits.js';
import { PurchaseBehaviour, purchaseBehaviours } from '../../../words/purchaseBehaviours.js';
import { operatorForms } from '../../operators/operatorForms.js';
import type { SegmentOperators } from '../../operators/segmentOperators.js';
import { storedForm } from '../names.js';

/** What is said of columns: operators by their names. */
export type GivenColumns = Readonly<Record<string, SegmentOperators | undefined>>;

/** What is said of a value that the source of an order or a line gives beside its columns. */
export interface OwnAttributeGiven {
  readonly name: string;
  readonly text: SegmentOperators;
}

/** Which order lines: what must hold for them, their order and their product. */
export interface PurchaseWhere {
  readonly order?: GivenColumns | undefined;
  readonly orderAttributes?: readonly OwnAttributeGiven[] | undefined;
  readonly line?: GivenColumns | undefined;
  readonly lineAttributes?: readonly OwnAttributeGiven[] | undefined;
  readonly product?: GivenColumns | undefined;
}

/** A behaviour, the days that it is looked for on, and of which orders. */
export interface PurchaseGiven {
  readonly behaviour: PurchaseBehaviour;
  readonly date?: SegmentOperators | undefined;
  readonly number?: SegmentOperators | undefined;
  readonly where?: PurchaseWhere | undefined;
  readonly values?: Readonly<Record<string, string | undefined>> | undefined;
}

const saysSomething = (given: object): boolean => Object.keys(given).length > 0;

const strictObject = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject(shape)
    .refine(saysSomething, 'says nothing: name a column, or leave it out')
    .meta({ minProperties: 1 });

/** What each condition says for itself: whose lines they are, what they are, and when. */
const apart = new Set(['customerId', 'isReturn', 'isCancellation', 'orderedAt']);

/** The names of columns that orders, lines or products are filtered by here. */
const namesOf = (values: OrderValues): string[] => Object.keys(values).filter((name) => !apart.has(name));

const columnsForm = (values: OrderValues, id: string): z.ZodType<GivenColumns> =>
  strictObject(
    Object.fromEntries(namesOf(values).map((name) => [name, operatorForms[values[name]?.kind ?? 'text'].optional()])),
  ).meta({ id });

const attributes = z
  .array(
    z
      .strictObject({
        name: storedForm(textLimits.lineAttributeName),
        text: operatorForms.text,
      })
      .meta({ id: 'orderAttribute' }),
  )
  .min(1, 'is empty: name an attribute, or leave it out')
  .max(listLimits.lineAttributes, `has more than ${listLimits.lineAttributes} entries, which are the most`)
  .optional();

const where: z.ZodType<PurchaseWhere> = strictObject({
  order: columnsForm(orderValues, 'orderColumns').optional(),
  orderAttributes: attributes,
  line: columnsForm(lineValues, 'orderLineColumns').optional(),
  lineAttributes: attributes,
  product: columnsForm(productValues, 'productColumns').optional(),
}).meta({ id: 'purchaseWhere' });

/** What orders are put together by to find which are most frequent: texts of the product, and the store. */
const combinedNames: readonly string[] = [
  ...namesOf(productValues).filter((name) => productValues[name]?.kind === 'text'),
  'storeId',
];

const combined = storedForm(textLimits.comparedText).optional();

const values = strictObject(Object.fromEntries(combinedNames.map((name) => [name, combined]))).meta({
  id: 'purchaseValues',
});

const { HAS_PURCHASED, TOTAL_VALUE, MOST_FREQUENT_ORDER } = PurchaseBehaviour;

/** What a behaviour must have, and what it cannot have. */
function faultsOf({ behaviour, number, values: given }: PurchaseGiven): { member: string; message: string }[] {
  const takesNumber = behaviour === HAS_PURCHASED || behaviour === TOTAL_VALUE;
  const [needsNumber, takesValues] = [behaviour === TOTAL_VALUE, behaviour === MOST_FREQUENT_ORDER];
  const fault = (member: string, message: string) => [{ member, message }];
  return [
    ...(needsNumber && number === undefined ? fault('number', `is missing: ${behaviour} is compared with it`) : []),
    ...(!takesNumber && number !== undefined ? fault('number', `says nothing of ${behaviour}: leave it out`) : []),
    ...(takesValues && given === undefined ? fault('values', `is missing: ${behaviour} is compared with it`) : []),
    ...(!takesValues && given !== undefined ? fault('values', `says nothing of ${behaviour}: leave it out`) : []),
  ];
}

/** A purchase behaviour (spec A18). */
export const purchaseForm: z.ZodType<PurchaseGiven> = z
  .strictObject({
    behaviour: z.enum(purchaseBehaviours),
    date: operatorForms.date.optional(),
    number: operatorForms.number.optional(),
    where: where.optional(),
    values: values.optional(),
  })
  .superRefine((given, context) => {
    for (const { member, message } of faultsOf(given)) context.addIssue({ code: 'custom', message, path: [member] });
  });
