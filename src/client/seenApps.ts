import type { Viewer } from '../access/viewer.js';
import type { App } from '../scope.js';

/**
 * The applications that a viewer may name: to it there are no others. Where the one that is meant without a name is not among them, its
 * first is.
 */
export function seenApps(apps: readonly App[], { apps: own }: Pick<Viewer, 'apps'>): readonly App[] {
  if (own === null) return apps;
  const seen = apps.filter(({ name }) => own.includes(name));
  return seen.some(({ isDefault }) => isDefault) ? seen : seen.map((app, n) => ({ ...app, isDefault: n === 0 }));
}
