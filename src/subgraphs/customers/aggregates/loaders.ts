import type { RequestContext } from '../../../context.js';
import type { Groups } from '../../../population/groups/groups.js';
import { countGroups } from './queries.js';

/** How many groups there are: one statement for each, however often it is asked. */
export const groupCount = (context: RequestContext, groups: Groups): Promise<number> => countGroups(context, groups);
