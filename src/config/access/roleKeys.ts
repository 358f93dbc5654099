import { z } from 'zod';
import { piiClasses } from '../../words/piiClasses.js';
import { documentPolicies, fullRoleName, piiPolicies } from '../../words/rights.js';
import { bounded, boundedWhole } from '../bounded.js';
import { fullRole, type Role } from './Role.js';

const policy = z.enum(piiPolicies, `is none of ${piiPolicies.join(', ')}`);
const names = z.array(z.string().min(1).max(200)).max(1000);
const coordinates = z
  .array(
    z.string().regex(/^([A-Za-z_]\w*|\*)\.([A-Za-z_]\w*|\*)$/, 'is no coordinate such as Customer.email or Order.*'),
  )
  .max(10_000);
const some = z.union([z.literal('all'), names.min(1, 'names none')], 'is neither "all" nor a list of names');

/** The keys of one role: what it does not name, it does not get. */
const roleKeys = z.strictObject({
  /** What becomes of values, by their class; classes that are not named are refused. */
  pii: z.partialRecord(z.enum(piiClasses), policy).default({}),
  /** The same of values without a class. */
  unclassified: policy.default('refuse'),
  /** Whose rows it sees; there is no default. */
  apps: some,
  brands: some.default('all'),
  scopes: z.union([z.literal('all'), names]).default([]),
  policies: z.union([z.literal('all'), names]).default([]),
  subgraphs: some.default('all'),
  fields: z.strictObject({ only: coordinates.min(1).optional(), not: coordinates.default([]) }).prefault({}),
  contract: z.boolean().default(true),
  introspection: z.boolean().default(true),
  suggestions: z.boolean().default(false),
  leastGroup: boundedWhole(1, 1_000_000).default(1),
  documents: z.enum(documentPolicies).default('open'),
  limits: z
    .strictObject({
      depth: boundedWhole(1, 100).optional(),
      tokens: boundedWhole(10, 100_000).optional(),
      aliases: boundedWhole(0, 10_000).optional(),
      rootFields: boundedWhole(1, 10_000).optional(),
      directives: boundedWhole(0, 10_000).optional(),
      listSize: boundedWhole(1, 1000).optional(),
      cost: boundedWhole(1, 1e12).optional(),
    })
    .prefault({}),
  budget: z
    .strictObject({
      points: boundedWhole(1, 1e12),
      /** Seconds of a window. */
      seconds: bounded(1, 86_400).default(60),
    })
    .optional(),
});

/** The key `access.roles`: what viewers may see and do, by the name of their role. */
export const rolesKeys = z
  .record(z.string().regex(/^[A-Za-z][\w-]{0,62}$/, 'is no name of a role'), roleKeys)
  .refine((roles) => !Object.hasOwn(roles, fullRoleName), `cannot define "${fullRoleName}", which sees everything`)
  .default({});

const listOf = (given: 'all' | readonly string[]): readonly string[] | null => (given === 'all' ? null : given);
const setOf = (given: 'all' | readonly string[]): ReadonlySet<string> | null =>
  given === 'all' ? null : new Set(given);

function toRole(name: string, keys: z.infer<typeof roleKeys>): Role {
  const refused = Object.fromEntries(piiClasses.map((one) => [one, 'refuse'])) as Role['pii'];
  return {
    ...keys,
    name,
    pii: { ...refused, ...keys.pii },
    scopes: setOf(keys.scopes),
    policies: setOf(keys.policies),
    subgraphs: setOf(keys.subgraphs),
    fields: { only: keys.fields.only ?? null, not: keys.fields.not },
    apps: listOf(keys.apps),
    brands: listOf(keys.brands),
    budget: keys.budget ?? null,
  };
}

/** The roles of the config by their names, with the one that is always there. */
export const resolveRoles = (roles: z.infer<typeof rolesKeys>): ReadonlyMap<string, Role> =>
  new Map(
    [fullRole, ...Object.entries(roles).map(([name, keys]) => toRole(name, keys))].map((role) => [role.name, role]),
  );
