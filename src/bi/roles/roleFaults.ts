import { narrowsFields } from '../../access/missingRights.js';
import { fullRoleName } from '../../words/rights.js';
import type { Role } from '../../config/access/Role.js';

/**
 * Why no login of BI tools can be given what a role may see, as the end of a sentence; undefined where one can. Views show rows and
 * columns, so what a role may see must be said by rows and classes alone.
 */
export function loginFault(role: Role | undefined): string | undefined {
  if (role === undefined) return 'the config has no such role';
  if (role.name === fullRoleName) return 'it sees everything: "facet bi" without a role makes its login';
  if (role.leastGroup > 1)
    return `it is told of groups of ${role.leastGroup} and more alone ("leastGroup"), and rows would tell of fewer`;
  if (narrowsFields(role))
    return 'its rights are narrowed by fields or subgraphs of the graph, which views do not have: narrow it by "pii", "apps" and "brands"';
  return undefined;
}
