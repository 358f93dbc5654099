import { readCatalogue } from '../../../src/catalogue/readCatalogue.js';
import type { Scope } from '../../../src/scope.js';
import { compileSegment } from '../../../src/segments/compileSegment.js';
import type { CompileContext } from '../../../src/segments/CompileContext.js';
import { checkDefinition } from '../../../src/segments/definition/checkDefinition.js';
import { prepareSegments, type SegmentStore } from '../../../src/segments/prepareSegments.js';
import type { SegmentDefinition } from '../../../src/segments/SegmentDefinition.js';
import { segmentMembers } from '../../../src/segments/segmentMembers.js';
import { momentOf } from '../../../src/segments/SegmentMoment.js';
import type { TestDatabase } from '../../support/database.js';
import { openScope } from '../../support/scope.js';

/** What segments are asked with. */
export interface SegmentAsking {
  readonly scope: Scope;
  /** For a definition as a client gives it. */
  readonly prepare: (
    given: unknown,
  ) => Promise<{ readonly context: CompileContext; readonly definition: SegmentDefinition }>;
  /** The members, by their keys. */
  readonly members: (given: unknown) => Promise<string[]>;
  /** The members of one group of conditions that must all hold. */
  readonly fits: (...conditions: readonly unknown[]) => Promise<string[]>;
}

export interface AskedWith {
  readonly scope?: Partial<Scope>;
  readonly asOf?: string;
  readonly profileDay?: string | null;
  readonly segments?: Readonly<Record<string, unknown>>;
  readonly lists?: readonly string[];
}

/** A store of segments in memory, as the database would give them. */
export const storeOf = (segments: Readonly<Record<string, unknown>>, lists: readonly string[] = []): SegmentStore => ({
  definitions: (ids) =>
    Promise.resolve(
      new Map(ids.flatMap((id) => (segments[id] === undefined ? [] : [[id, checkDefinition(segments[id])] as const]))),
    ),
  lists: (ids) => Promise.resolve(new Set(ids.filter((id) => lists.includes(id)))),
});

/** Asks definitions of a database, with its catalogue, as of the snapshot of 2026-03-01 unless another day is given. */
export async function askSegments(
  database: TestDatabase,
  { scope: given, asOf, profileDay = '2026-03-01', segments = {}, lists = [] }: AskedWith = {},
): Promise<SegmentAsking> {
  const catalogue = await readCatalogue(database.client);
  const scope = openScope(database, { catalogue, now: new Date('2026-03-02T12:00:00Z'), ...given });
  const store = storeOf(segments, lists);
  const prepare: SegmentAsking['prepare'] = async (asked) => {
    const definition = checkDefinition(asked);
    const context = await prepareSegments(scope, store, [definition], momentOf(scope, asOf, profileDay));
    compileSegment(context, definition);
    return { context, definition };
  };
  const members: SegmentAsking['members'] = async (asked) => {
    const { context, definition } = await prepare(asked);
    const rows = await scope.db.query<{ customer_id: string }>(segmentMembers(context, definition));
    return rows.map((row) => row.customer_id).toSorted();
  };
  return { scope, prepare, members, fits: (...conditions) => members({ include: { groups: [{ conditions }] } }) };
}
