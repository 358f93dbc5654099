import { checkUse } from '../../access/rights.js';
import { identifierClass } from '../../operands/identifierClass.js';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import { visibleRows } from '../../visibleRows.js';
import { checkSegmentable } from '../segmentable.js';
import { amongAsked } from '../sets/amongAsked.js';
import type { ConditionKind } from './ConditionKind.js';
import { keyForm } from './names.js';
import { ofMembers } from '../sets/ofMembers.js';

interface Given {
  readonly id: string;
  readonly is?: boolean | undefined;
}

/** Customers on an uploaded list, as it is now. */
export const listKind: ConditionKind<Given> = {
  name: 'list',
  form: z.strictObject({ id: keyForm, is: z.boolean().optional() }),
  compile(context, { id, is = true }, path) {
    const { scope, lists } = context;
    checkSegmentable(scope, path, { table: 'segment_list_members' });
    // A list is made of identifiers: to be on it is to have one of them.
    checkUse(scope.viewer, identifierClass, id, `${path}.id`);
    if (!lists.has(id)) throw new UserError(`"${path}.id" is "${shortened(id)}", and there is no such list.`);
    const members = sql`
      select customer_id from ${visibleRows(scope, 'segment_list_members')} where list_id = ${id} and ${amongAsked(context)}`;
    return { ...ofMembers(members, is), hasPast: false, value: null };
  },
  sentence: ({ id, is = true }) => `who ${is ? 'are' : 'are not'} on the list ${id}`,
  uses: ({ id }) => ({ lists: [id] }),
};
