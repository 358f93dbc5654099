import type { Viewer } from '../access/viewer.js';
import type { Role } from '../config/access/Role.js';

/** For whom a schema is: a role, and whether it was given by what the viewer has shown. */
export interface RoleReader {
  readonly role: Role;
  /** What `@authenticated` asks for. */
  readonly isAuthenticated: boolean;
}

/** Tells as whom a viewer reads: by its role, and by whether it has shown a key or a token. */
export const roleReaderOf = ({ role, kind }: Pick<Viewer, 'role' | 'kind'>): RoleReader => ({
  role,
  isAuthenticated: kind !== 'anonymous',
});
