import { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import { doesNotHold } from '../sets/anyHolds.js';
import type { ConditionKind } from './ConditionKind.js';
import { keyForm } from './names.js';

interface Given {
  readonly id: string;
  readonly is?: boolean | undefined;
}

/** Another segment, as it is defined now: its condition becomes a part of this one. */
export const segmentKind: ConditionKind<Given> = {
  name: 'segment',
  form: z.strictObject({ id: keyForm, is: z.boolean().optional() }),
  compile(context, { id, is = true }, path) {
    const definition = context.segments.get(id);
    if (definition === undefined)
      throw new UserError(`"${path}.id" is "${shortened(id)}", and there is no such segment.`);
    const compiled = context.compileSegment(definition, `${path}(${id})`);
    return { ...compiled, ...(is ? {} : doesNotHold(context, compiled)), value: null };
  },
  sentence: ({ id, is = true }) => `who ${is ? 'are' : 'are not'} in the segment ${id}`,
  uses: ({ id }) => ({ segments: [id] }),
};
