import { badConfig } from './badConfig.js';

/** Compiles a regular expression of a config, in Unicode mode. Throws a `UserError` that names `where`. */
export function compilePattern(pattern: unknown, where: string, flags = 'u'): RegExp {
  if (typeof pattern !== 'string') throw badConfig(`${where} is not the text of a regular expression.`);
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw badConfig(`${where}: ${(error as Error).message}.`);
  }
}
