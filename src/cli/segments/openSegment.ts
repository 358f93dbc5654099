import type { Asker } from '../../membership/openContext.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import type { CommandScope } from '../run.js';

/** Which segment a command is about: a saved one, or one in the making. */
export interface AskedSegment {
  readonly id: string | undefined;
  /** A YAML or JSON file with a definition. */
  readonly definition?: string | undefined;
}

/** A segment to be asked. */
export interface OpenSegment {
  readonly asker: Asker;
  readonly definition: SegmentDefinition;
  /** The segment in words. */
  readonly name: string;
}

/** Who asks about segments in a command. */
export async function openAsker(scope: CommandScope): Promise<Asker> {
  const { jobScope } = await import('../../segmentWriting/jobScope.js');
  const { askerOf } = await import('../../membership/openContext.js');
  return askerOf(await jobScope(scope));
}

async function readDefinition(file: string): Promise<unknown> {
  const { readFileSync } = await import('node:fs');
  const { parse } = await import('yaml');
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`The definition in ${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** Finds the segment that a command is about. Throws a `UserError` where it is unknown, or none or two are named. */
export async function openSegment(scope: CommandScope, { id, definition: file }: AskedSegment): Promise<OpenSegment> {
  if ((id === undefined) === (file === undefined))
    throw new UserError('Name a segment by its id, or give a definition by --definition FILE; one of the two.');
  const asker = await openAsker(scope);
  if (id !== undefined) {
    const { requireSegment } = await import('../../membership/requireSegment.js');
    const { definition, name } = await requireSegment(asker.scope, id, 'segment');
    return { asker, definition, name };
  }
  const { checkDefinition } = await import('../../segments/definition/checkDefinition.js');
  const { definitionSentence } = await import('../../segments/definition/definitionSentence.js');
  const definition = checkDefinition(await readDefinition(file ?? ''));
  return { asker, definition, name: definitionSentence(definition) };
}
