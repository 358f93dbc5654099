import { z } from 'zod';
import type { Role } from './Role.js';
import { resolveRoles, rolesKeys } from './roleKeys.js';

/** The key `access:`, who may see what. */
export const accessKeys = z.strictObject({ roles: rolesKeys }).prefault({});

/** Who may see what. */
export interface AccessConfig {
  /** By name; `full` is always among them. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** What the key `access:` comes to. */
export const resolveAccess = ({ roles }: z.infer<typeof accessKeys>): AccessConfig => ({ roles: resolveRoles(roles) });
