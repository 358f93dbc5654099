import { systemViewer, type Viewer } from '../../src/access/viewer.js';

/** A viewer by a key that sees everything, and may only read unless told. */
export const clientNamed = (name: string, given: Partial<Viewer> = {}): Viewer => ({
  ...systemViewer,
  kind: 'client',
  name,
  ...given,
});
