import { UserError } from '../../lib/UserError.js';

/** Compiles a regular expression of a config, in Unicode mode. Throws a `UserError` that names `where`. */
export function compilePattern(pattern: unknown, where: string, flags = 'u'): RegExp {
  if (typeof pattern !== 'string')
    throw new UserError(`${where} is not the text of a regular expression.`, 'BAD_CONFIG');
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new UserError(`${where}: ${(error as Error).message}.`, 'BAD_CONFIG');
  }
}
