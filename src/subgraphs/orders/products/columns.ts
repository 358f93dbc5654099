import type { ProductRow } from './shape.js';

/** A column of a `ProductRow`. */
export type ProductColumn = keyof ProductRow;
