import { z } from 'zod';
import { fullRoleName } from '../../words/rights.js';
import { auditKeys, type AuditConfig } from './auditKeys.js';
import type { Role } from './Role.js';
import { remoteClassKeys, type RemoteClasses } from './remoteClassKeys.js';
import { resolveRoles, rolesKeys } from './roleKeys.js';
import { resolveTokens, tokensKeys, type TokenIssuer } from './tokenKeys.js';

/** The key `access:`, who may see what. */
export const accessKeys = z
  .strictObject({
    roles: rolesKeys,
    tokens: tokensKeys,
    audit: auditKeys,
    remote: remoteClassKeys,
    budgets: z
      .strictObject({
        /** Where it is counted what viewers spend: in the memory of each process, or in the database for all of them. */
        store: z.enum(['memory', 'postgres'], 'is neither "memory" nor "postgres"').default('memory'),
      })
      .prefault({}),
  })
  .superRefine(({ roles, tokens }, context) =>
    tokens.forEach((issuer, n) => {
      for (const [value, role] of Object.entries(issuer.roles))
        if (role !== fullRoleName && !Object.hasOwn(roles, role))
          context.addIssue({
            code: 'custom',
            path: ['tokens', n, 'roles', value],
            message: `is "${role}", which is no role of access.roles`,
          });
    }),
  )
  .prefault({});

/** Who may see what. */
export interface AccessConfig {
  /** By name; `full` is always among them. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Whose tokens are taken. */
  readonly tokens: readonly TokenIssuer[];
  readonly audit: AuditConfig;
  /** How closely fields of other teams' subgraphs point at a person, by their coordinates. */
  readonly remote: RemoteClasses;
  readonly budgets: { readonly store: 'memory' | 'postgres' };
}

/** What the key `access:` of a file comes to. */
export const resolveAccess = (
  { roles, tokens, audit, remote, budgets }: z.infer<typeof accessKeys>,
  file = '',
): AccessConfig => ({
  roles: resolveRoles(roles),
  tokens: resolveTokens(tokens, file),
  audit,
  remote,
  budgets,
});
