import type { DataType } from '../../src/words/dataTypes.js';

/** An attribute of the data set's customers. */
export interface BenchAttribute {
  /** As in the catalogue: `SHOP_REVENUE`. */
  readonly alias: string;
  readonly dataType: DataType;
}

const areas = [
  'SHOP', 'WEB', 'APP', 'STORE', 'MAIL', 'PHONE', 'PARTNER', 'OUTLET', 'EVENT', 'CATALOG', 'GARDEN', 'KITCHEN', 'SPORT',
  'CAMPING', 'SHOES', 'COATS', 'BAGS', 'TOYS', 'BOOKS', 'MUSIC',
] as const; // prettier-ignore

const measures: Readonly<Record<string, DataType>> = {
  REVENUE: 'decimal',
  ORDERS: 'integer',
  ITEMS: 'integer',
  RETURN_RATE: 'float',
  STATUS: 'text',
  FAVORITE: 'text',
  FIRST_DAY: 'date',
  LAST_SEEN: 'datetime',
  VISITS: 'integer',
  PAGES: 'integer',
  MARGIN: 'decimal',
  DISCOUNT: 'decimal',
  BASKET: 'decimal',
  COST: 'decimal',
  SHARE: 'float',
  SCORE: 'float',
  POINTS: 'integer',
  SEGMENT: 'text',
  CHANNEL: 'text',
  DEVICE: 'text',
};

/** All 400, those of one area beside each other: 260 numbers, 100 texts, 20 days and 20 instants. */
export const attributes: readonly BenchAttribute[] = areas.flatMap((area) =>
  Object.entries(measures).map(([measure, dataType]) => ({ alias: `${area}_${measure}`, dataType })),
);

/** How many of them are filled on an ordinary day. */
export const filledOnOrdinaryDays = 40;

/** The 19 that most cases ask for. */
export const askedAttributes: readonly BenchAttribute[] = attributes.slice(0, 19);
