import { fullRole, type PointBudget } from '../../../src/config/access/Role.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { clientNamed } from '../../support/viewers.js';

/** A viewer of the role `partner` with a budget. */
export function viewerWith(budget: PointBudget, name = 'shop'): { viewer: Viewer; budget: PointBudget } {
  return { viewer: clientNamed(name, { role: { ...fullRole, name: 'partner', budget } }), budget };
}
