import type { KnownClass } from '../../src/access/rights.js';
import type { Viewer } from '../../src/access/viewer.js';
import { fullRole, type Role } from '../../src/config/access/Role.js';
import type { PiiPolicy } from '../../src/words/rights.js';
import { clientNamed } from './viewers.js';

/** A viewer of a role that sees everything but for what is given. */
export const viewerOf = (role: Partial<Role>): Viewer =>
  clientNamed('tester', { role: { ...fullRole, name: 'tester', ...role } });

/** A viewer who sees every value but those of one class, to which a policy applies. */
export function viewerWith(known: KnownClass, policy: PiiPolicy): Viewer {
  if (known === null) return viewerOf({ unclassified: policy });
  return known === 'NONE' ? viewerOf({}) : viewerOf({ pii: { ...fullRole.pii, [known]: policy } });
}
