import type { DataType } from '../words/dataTypes.js';

/** A new meaning; without `slot` the next free one of the right kind is given. */
export interface AddAlias {
  readonly kind: 'add';
  readonly alias: string;
  readonly dataType: DataType;
  readonly description: string;
  readonly slot?: string | undefined;
  /** The key of the attribute's definition, which fills the slot. */
  readonly definition?: string | undefined;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  readonly piiClass?: string | undefined;
  /** The first day it holds. */
  readonly from?: string | undefined;
}

/** Gives a meaning a new name; the old one still answers. */
export interface RenameAlias {
  readonly kind: 'rename';
  readonly from: string;
  readonly to: string;
}

/** Says how closely the values of a meaning point at a person. */
export interface ClassifyAlias {
  readonly kind: 'classify';
  /** A name of the meaning, or its id where names may be of another by now. */
  readonly of: string | number;
  readonly piiClass: string;
}

/** Ends a meaning, or takes a former name away. */
export interface RetireAlias {
  readonly kind: 'retire';
  readonly alias: string;
  /** The first day it no longer holds. */
  readonly on?: string | undefined;
}

/** One change of the catalogue. */
export type CatalogueChange = AddAlias | RenameAlias | ClassifyAlias | RetireAlias;
