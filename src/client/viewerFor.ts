import { narrowsFields } from '../access/missingRights.js';
import { systemViewer, type Viewer } from '../access/viewer.js';
import type { Config } from '../config.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';
import { checkList, checkText } from './checkCall.js';

/** For whom a database is asked: what a role of the config may see, or a part of it. */
export interface AskedFor {
  /** The name of the role in `access.roles` of the config. */
  readonly role: string;
  /** Some of the applications that the role sees; all of them unless told. */
  readonly apps?: readonly string[] | undefined;
  /** Some of the brands that the role sees; all of them unless told. */
  readonly brands?: readonly string[] | undefined;
}

const unfit = (sentence: string): UserError => new UserError(sentence, 'ROLE_UNFIT');

/** The names that are asked for, of those of the role; never more than these. */
function partOf(own: readonly string[] | null, given: unknown, name: string): readonly string[] | null {
  if (given === undefined) return own;
  const names = checkList(given, name, checkText);
  const beyond = own === null ? undefined : names.find((one) => !own.includes(one));
  if (beyond === undefined && names.length > 0) return names;
  throw unfit(
    beyond === undefined
      ? `"${name}" is empty: nothing could be seen.`
      : `The role does not see "${printable(beyond)}" of "${name}".`,
  );
}

/**
 * Who asks: the program itself, which sees everything, where nobody is named. Throws a `UserError` (`ROLE_UNFIT`) for a role that the
 * config does not have, for applications and brands that it does not see, and for a role whose rights only the graph can tell.
 */
export function viewerFor({ access }: Pick<Config, 'access'>, asked: AskedFor | undefined): Viewer {
  if (asked === undefined) return systemViewer;
  const name = checkText(asked.role, 'role');
  const role = access.roles.get(name);
  if (role === undefined)
    throw unfit(`The config has no role "${printable(name)}", only ${[...access.roles.keys()].join(', ')}.`);
  if (narrowsFields(role))
    throw unfit(
      `The role "${name}" is narrowed by fields or subgraphs of the graph: ask the gateway with one of its keys (fromGateway).`,
    );
  const [apps, brands] = [partOf(role.apps, asked.apps, 'apps'), partOf(role.brands, asked.brands, 'brands')];
  return { ...systemViewer, name, kind: 'client', role, apps, brands };
}
