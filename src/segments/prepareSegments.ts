import { definitionsByName, findDefinitions } from '../levels/definitions.js';
import type { Scope } from '../scope.js';
import { listLimits } from '../words/limits.js';
import type { CompileContext } from './CompileContext.js';
import { usesOf } from './definition/usesOf.js';
import { nestingFaults } from './nestingFaults.js';
import type { SegmentDefinition } from './SegmentDefinition.js';
import type { SegmentMoment } from './SegmentMoment.js';

/** Where definitions find what is stored: each answers for the ids that there are. */
export interface SegmentStore {
  readonly definitions: (ids: readonly string[]) => Promise<ReadonlyMap<string, SegmentDefinition>>;
  readonly lists: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** The definitions that some name, those that these name, and so on: one look-up for each floor of them. */
async function loadSegments(
  store: SegmentStore,
  definitions: readonly SegmentDefinition[],
): Promise<Map<string, SegmentDefinition>> {
  const found = new Map<string, SegmentDefinition>();
  let floor = definitions;
  for (let depth = 1; depth <= listLimits.segmentDepth + 1; depth += 1) {
    const ids = [...new Set(floor.flatMap((one) => usesOf(one).segments))].filter((id) => !found.has(id));
    if (ids.length === 0) return found;
    const next = await store.definitions(ids);
    for (const [id, definition] of next) found.set(id, definition);
    floor = [...next.values()];
  }
  return found;
}

/** What becomes of definitions that cannot be asked for what they are made of. */
export interface Preparing {
  /** Whether each of them fails when it is compiled, and the others do not; else all fail together. */
  readonly eachAlone?: boolean;
}

/**
 * Looks up what checked definitions name, for `compileSegment`: no statement where they name nothing. Throws a `UserError` where
 * segments are made of themselves, or too large together.
 * @param ownId what the first definition is to be saved under: nothing that it names may be made of that
 */
export async function prepareSegments(
  scope: Scope,
  store: SegmentStore,
  definitions: readonly SegmentDefinition[],
  moment: SegmentMoment,
  ownId?: string,
  { eachAlone = false }: Preparing = {},
): Promise<CompileContext> {
  const segments = await loadSegments(store, definitions);
  const [own] = definitions;
  if (ownId !== undefined && own !== undefined) segments.set(ownId, own);
  const refused = nestingFaults(definitions, segments);
  const [first] = refused.values();
  if (first !== undefined && !eachAlone) throw first;
  const uses = [...definitions, ...segments.values()].map((definition) => usesOf(definition));
  const lists = [...new Set(uses.flatMap((one) => one.lists))];
  return {
    scope,
    moment,
    segments,
    refused,
    lists: lists.length === 0 ? new Set() : await store.lists(lists),
    metrics: uses.some(({ metrics }) => metrics)
      ? (scope.cached?.(definitionsByName) ?? (await findDefinitions(scope)))
      : new Map(),
  };
}
