/** What operators are given: `ordered` is a value of a kind that has an order, which flags have not; `text` is looked for in texts. */
interface Arguments<Value, Ordered> {
  readonly value: Value;
  readonly list: readonly Value[];
  readonly ordered: Ordered;
  readonly range: { readonly from: Ordered; readonly to: Ordered };
  readonly text: string;
  readonly presence: boolean;
}

/** A form of what operators are given. */
export type OperatorArgument = keyof Arguments<unknown, unknown>;

/** What is fixed of an operator. */
export interface OperatorWord {
  readonly takes: OperatorArgument;
  /** The operator that it is the opposite of, for whatever has a value. */
  readonly negates?: 'is' | 'in';
}

/** The operators of the filter language, in the order of the API. Their SQL stands in `src/conditions/comparisons.ts`. */
export const conditionOperators = {
  is: { takes: 'value' },
  isNot: { takes: 'value', negates: 'is' },
  in: { takes: 'list' },
  notIn: { takes: 'list', negates: 'in' },
  gt: { takes: 'ordered' },
  gte: { takes: 'ordered' },
  lt: { takes: 'ordered' },
  lte: { takes: 'ordered' },
  between: { takes: 'range' },
  contains: { takes: 'text' },
  startsWith: { takes: 'text' },
  endsWith: { takes: 'text' },
  isNull: { takes: 'presence' },
} as const satisfies Readonly<Record<string, OperatorWord>>;

/** The name of an operator. */
export type ConditionOperator = keyof typeof conditionOperators;

/** The argument of an operator, over values of a type; `Ordered` are those that have an order. */
export type ArgumentOf<Operator extends ConditionOperator, Value = unknown, Ordered = Value> = Arguments<
  Value,
  Ordered
>[(typeof conditionOperators)[Operator]['takes']];

/** What a condition says of one thing: operators with their arguments, all of which must hold. */
export type Operators<Value = unknown, Ordered = Value> = {
  readonly [Operator in ConditionOperator]?: ArgumentOf<Operator, Value, Ordered> | null | undefined;
};
