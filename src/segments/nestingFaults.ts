import { rowsByKey } from '../lib/byKey.js';
import { UserError } from '../lib/errors/UserError.js';
import { listLimits } from '../words/limits.js';
import { usesOf } from './definition/usesOf.js';
import type { SegmentDefinition } from './SegmentDefinition.js';

/** What lies below a definition: conditions with those of the segments that it names, and the longest way down through these. */
interface Nesting {
  readonly conditions: number;
  readonly path: readonly string[];
}

const nothing: Nesting = { conditions: 0, path: [] };

/** Measures definitions; throws a `UserError` where a segment is made of itself. */
function nestingIn(segments: ReadonlyMap<string, SegmentDefinition>) {
  const known = new Map<string, Nesting>();
  // The id that a definition is looked up by is where the way to what it names begins.
  const ids = rowsByKey([...segments], ([, definition]) => definition);
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
  return (definition: SegmentDefinition): Nesting =>
    below(
      definition,
      (ids.get(definition) ?? []).map(([id]) => id),
    );
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

/** Of some definitions those that cannot be asked for what they are made of, with why. */
export function nestingFaults(
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
