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

/** What lies below a definition: conditions with those of the segments that it names, and the longest way down through these. */
interface Nesting {
  readonly conditions: number;
  readonly path: readonly string[];
}

const nothing: Nesting = { conditions: 0, path: [] };

/** The id that a definition is looked up by, as the way to what it names. */
const ownIdOf = (definition: SegmentDefinition, segments: ReadonlyMap<string, SegmentDefinition>): string[] =>
  [...segments].filter(([, one]) => one === definition).map(([id]) => id);

/** Measures definitions; throws a `UserError` where a segment is made of itself. */
function nestingIn(segments: ReadonlyMap<string, SegmentDefinition>) {
  const known = new Map<string, Nesting>();
  const ofNamed = (id: string, above: readonly string[]): Nesting => {
    if (above.includes(id))
      throw new UserError(
        `The segment "${id}" is made of itself: ${[...above.slice(above.indexOf(id)), id].join(' → ')}.`,
      );
    const found = known.get(id);
    if (found !== undefined) return found;
    const definition = segments.get(id);
    const { conditions, path } = definition === undefined ? nothing : below(definition, [...above, id]);
    const nesting = { conditions, path: [id, ...path] };
    known.set(id, nesting);
    return nesting;
  };
  const below = (definition: SegmentDefinition, above: readonly string[]): Nesting => {
    const { segments: named, conditions } = usesOf(definition);
    const parts = named.map((id) => ofNamed(id, above));
    return {
      conditions: parts.reduce((sum, part) => sum + part.conditions, conditions),
      path: parts.reduce<readonly string[]>((longest, { path }) => (path.length > longest.length ? path : longest), []),
    };
  };
  return (definition: SegmentDefinition): Nesting => below(definition, ownIdOf(definition, segments));
}

/** Throws a `UserError` where segments lie in each other too deep, or are too large together. */
function checkNesting({ conditions, path }: Nesting): void {
  const { segmentDepth, segmentNested } = listLimits;
  if (path.length > segmentDepth)
    throw new UserError(
      `The segments ${path.slice(0, segmentDepth + 1).join(' → ')} lie in each other deeper than ${segmentDepth}, which are the most.`,
      'FILTER_TOO_LARGE',
    );
  if (conditions > segmentNested)
    throw new UserError(
      `The definition has more than ${segmentNested} conditions with those of the segments that it names, which are the most.`,
      'FILTER_TOO_LARGE',
    );
}

/** The definitions that cannot be asked for what they are made of, with why. */
function refusedOf(
  definitions: readonly SegmentDefinition[],
  segments: ReadonlyMap<string, SegmentDefinition>,
): Map<SegmentDefinition, UserError> {
  const nestingOf = nestingIn(segments);
  const refused = new Map<SegmentDefinition, UserError>();
  for (const definition of definitions)
    try {
      checkNesting(nestingOf(definition));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.set(definition, error);
    }
  return refused;
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
  const refused = refusedOf(definitions, segments);
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
