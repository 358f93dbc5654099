import { seesAllRows } from '../../access/viewer.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { requireWriter } from '../../federation/requireWriter.js';
import type { ForgottenCustomer } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { UserError } from '../../lib/errors/UserError.js';

/** The scope of roles that may have customers forgotten. */
const scope = 'customers:forget';

type Receipt = Awaited<ReturnType<NonNullable<RequestContext['forget']>>>;

/** What clients are told of a receipt. */
export function toForgotten({ forgottenId, at, again, tables, days, files, blocked }: Receipt): ForgottenCustomer {
  const unreachedFiles = files.filter(({ problem }) => problem !== undefined).length;
  const counted = { days, files: files.length - unreachedFiles, unreachedFiles, blocked };
  return { receiptId: forgottenId ?? '', forgottenAt: at, wasForgotten: again, tables: [...tables], ...counted };
}

/** Has a customer forgotten. Throws a `UserError` for a viewer who may not. */
export async function forgetCustomer(context: RequestContext, id: string): Promise<ForgottenCustomer> {
  requireWriter(context);
  const { viewer, forget } = context;
  const { scopes, name } = viewer.role;
  if (!seesAllRows(viewer) || scopes?.has(scope) === false || forget === undefined)
    throw new UserError(
      `The role "${name}" may not have customers forgotten: it must see all rows, and have the scope ${scope}.`,
      'FORGETTING_NOT_ALLOWED',
    );
  return toForgotten(await forget(checkKey(id, 'id')));
}
