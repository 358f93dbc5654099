import type { KnownClass } from '../access/rights.js';
import type { Demands } from './demands.js';

/** What an SDL and the config say of a field, whoever reads it. */
export interface FieldFacts {
  readonly type: string;
  readonly field: string;
  /** The classes that it is of; more than one where an interface, or another team, says another one too. */
  readonly classes: readonly KnownClass[];
  readonly demands: Demands;
  /** Of fields of the root: the subgraphs whose they are. Undefined for any other field. */
  readonly owners: readonly string[] | undefined;
  /** Fields of the same name of its interfaces: what is kept from a reader there, is so here. */
  readonly inherited: readonly FieldFacts[];
  /** Whether it gives the whole SDL, or objects of any type: federation's own entrances. */
  readonly entrance: '_service' | '_entities' | undefined;
}
