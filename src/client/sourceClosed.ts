import { UserError } from '../lib/errors/UserError.js';

/** The failure of a query on a source that was closed. */
export const sourceClosed = (): UserError =>
  new UserError('The source of this query is closed: open another one.', 'SOURCE_CLOSED');
