import { readBy, type Expression } from '../expressions/expression.js';
import { readAttributes } from '../formats/attributes.js';

/** An expression of attributes as what is known of them; null where nothing is, as where there is no object. */
export function knownAttributes(expression: Expression): Expression {
  const { columns, evaluate } = readBy(expression, readAttributes);
  return {
    columns,
    evaluate(fields) {
      const known = evaluate(fields);
      return known === '{}' ? null : known;
    },
  };
}
