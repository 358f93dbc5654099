import type { DefinitionRow } from '../levels/definitions.js';
import type { UserError } from '../lib/errors/UserError.js';
import type { Scope } from '../scope.js';
import type { SegmentDefinition } from './SegmentDefinition.js';
import type { SegmentMoment } from './SegmentMoment.js';

/** What a definition is compiled for; `prepareSegments` makes one. */
export interface CompileContext {
  readonly scope: Scope;
  readonly moment: SegmentMoment;
  /** The definitions of other segments that conditions name, and that those name, by id. */
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  /** Definitions that cannot be asked for what they are made of, with why: compiling one throws it. Left out: none. */
  readonly refused?: ReadonlyMap<SegmentDefinition, UserError> | undefined;
  /** The uploaded lists that conditions name. */
  readonly lists: ReadonlySet<string>;
  /** All metrics by name, where a condition names one. */
  readonly metrics: ReadonlyMap<string, DefinitionRow>;
  /**
   * The only customers that are asked about, where they are few: sets of customers then need to hold no others, which `amongAsked` says.
   * Left out: all.
   */
  readonly among?: readonly string[] | undefined;
}
