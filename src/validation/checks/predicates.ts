import { compile, list, literal } from '../../db/sql.js';

/** SQL over an order line `t`: whether it was bought, as what is neither returned nor cancelled counts. */
export const isBought = 't.is_return is not true and t.is_cancellation is not true';

/** SQL over an order line `t`: whether it was returned or cancelled. */
export const isGivenBack = 't.is_return is true or t.is_cancellation is true';

/** Texts as literals of SQL, with commas between them; a null where there is none, which nothing is equal to. */
export const textLiterals = (texts: readonly string[]): string =>
  texts.length === 0 ? 'null' : compile(list(texts.map(literal))).text;

/** An instant as a literal of SQL. */
export const instantLiteral = (instant: Date): string => `'${instant.toISOString()}'::timestamptz`;
