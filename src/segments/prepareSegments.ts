import { UserError } from '../lib/errors/UserError.js';
import { definitionsByName, findDefinitions } from '../levels/definitions.js';
import type { Scope } from '../scope.js';
import { listLimits } from '../words/limits.js';
import type { CompileContext } from './CompileContext.js';
import { usesOf } from './definition/usesOf.js';
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

/** The id that a definition is looked up by, as the path to what it names. */
const ownIdOf = (definition: SegmentDefinition, segments: ReadonlyMap<string, SegmentDefinition>): string[] =>
  [...segments].filter(([, one]) => one === definition).map(([id]) => id);

/** Throws a `UserError` where a segment is made of itself, or segments lie in each other too deep, or are too large together. */
function checkNesting(
  definitions: readonly SegmentDefinition[],
  segments: ReadonlyMap<string, SegmentDefinition>,
): void {
  const sizes = new Map<string, number>();
  const sizeOf = (definition: SegmentDefinition, above: readonly string[]): number => {
    const { segments: named, conditions } = usesOf(definition);
    return named.reduce((sum, id) => sum + sizeOfNamed(id, above), conditions);
  };
  const sizeOfNamed = (id: string, above: readonly string[]): number => {
    const path = [...above, id];
    if (above.includes(id))
      throw new UserError(`The segment "${id}" is made of itself: ${path.slice(above.indexOf(id)).join(' → ')}.`);
    if (above.length >= listLimits.segmentDepth)
      throw new UserError(
        `The segments ${path.join(' → ')} lie in each other deeper than ${listLimits.segmentDepth}, which are the most.`,
        'FILTER_TOO_LARGE',
      );
    const known = sizes.get(id);
    if (known !== undefined) return known;
    const definition = segments.get(id);
    const size = definition === undefined ? 0 : sizeOf(definition, path);
    sizes.set(id, size);
    return size;
  };
  for (const definition of definitions)
    if (sizeOf(definition, ownIdOf(definition, segments)) > listLimits.segmentNested)
      throw new UserError(
        `The definition has more than ${listLimits.segmentNested} conditions with those of the segments that it names, which are the most.`,
        'FILTER_TOO_LARGE',
      );
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
): Promise<CompileContext> {
  const segments = await loadSegments(store, definitions);
  const [own] = definitions;
  if (ownId !== undefined && own !== undefined) segments.set(ownId, own);
  checkNesting(definitions, segments);
  const uses = [...definitions, ...segments.values()].map((definition) => usesOf(definition));
  const lists = [...new Set(uses.flatMap((one) => one.lists))];
  return {
    scope,
    moment,
    segments,
    lists: lists.length === 0 ? new Set() : await store.lists(lists),
    metrics: uses.some(({ metrics }) => metrics)
      ? (scope.cached?.(definitionsByName) ?? (await findDefinitions(scope)))
      : new Map(),
  };
}
