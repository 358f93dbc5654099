import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../lib/errors/UserError.js';
import { compileSegment } from '../../segments/compileSegment.js';
import { checkDefinition } from '../../segments/definition/checkDefinition.js';
import { definitionSentence } from '../../segments/definition/definitionSentence.js';
import { familyOf } from '../../segments/definition/familyOf.js';
import { usesOf } from '../../segments/definition/usesOf.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import type { Materialisation } from '../../words/segmentWords.js';
import { countEach } from '../../membership/answers/countMembers.js';
import { checkDescription, checkSegmentName } from '../checkNames.js';
import { openContext, type Asker } from '../../membership/openContext.js';
import { refuseBreaking } from './refuseBreaking.js';
import type { SegmentContent } from './writeSegment.js';

/** What is said of a segment. */
export interface GivenSegment {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly materialise: Materialisation;
  /** Of any form: it is checked. */
  readonly definition: unknown;
}

/** Where it is said, for sentences: `` or `segments[2].`. */
interface Place {
  readonly id: string;
  readonly path: string;
}

/** The content of a version, with how many customers were in it by another definition: null where there is none, or it cannot be asked. */
export interface CountedContent extends SegmentContent {
  readonly sizeBefore: number | null;
}

/**
 * Checks what is said of a segment, and counts who is in it, and who was by the definition before. Throws a `UserError` that names the
 * place of what is wrong: what PostgreSQL cannot work out is refused here too.
 */
export async function contentOf(
  asker: Asker,
  given: GivenSegment,
  { id, path }: Place,
  before?: SegmentDefinition,
): Promise<CountedContent> {
  const name = checkSegmentName(given.name, `${path}name`);
  const description = checkDescription(given.description, `${path}description`);
  const definition = checkDefinition(given.definition, `${path}definition`);
  const isSame = before !== undefined && isDeepStrictEqual(definition, before);
  const both = before === undefined || isSame ? [definition] : [definition, before];
  // What it was may be what nobody can ask any more, and is no reason to leave it so.
  const context = await openContext(asker, null, both, { eachAlone: true });
  const family = familyOf(definition, context.segments);
  if (family.has(id))
    throw new UserError(
      `"${path}definition" names the segment "${id}" itself, or one that does: it would have no end.`,
    );
  compileSegment(context, definition, `${path}definition`);
  if (before !== undefined && !isSame) await refuseBreaking(asker.scope, { id, path }, { before, after: definition });
  const [size = 0, counted = null] = await countEach(context, both);
  if (size instanceof UserError) throw size;
  const sizeBefore = isSame ? size : counted;
  return {
    name,
    description,
    materialise: given.materialise,
    definition,
    sentence: definitionSentence(definition),
    uses: [...new Set(usesOf(definition).segments)],
    family: new Map([...context.segments].filter(([one]) => family.has(one))),
    size,
    sizeBefore: sizeBefore instanceof UserError ? null : sizeBefore,
  };
}
