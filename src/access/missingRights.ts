import { hasFieldLists, showsAllValues, type Role } from '../config/access/Role.js';
import { seesAllRows, type Viewer } from './viewer.js';

type Seen = Pick<Viewer, 'role' | 'apps' | 'brands'>;

/** Whether what a role may see is told by fields or subgraphs of the graph: a door that has none of them cannot go by it. */
export const narrowsFields = (role: Pick<Role, 'fields' | 'subgraphs'>): boolean =>
  hasFieldLists(role) || role.subgraphs !== null;

const pick = (rules: readonly (readonly [isMissing: boolean, key: string])[]): readonly string[] =>
  rules.flatMap(([isMissing, key]) => (isMissing ? [key] : []));

/**
 * What keeps a viewer from what is worked out over all customers: the keys of its role, or of its key or token, that narrow its rows, its
 * values or the groups that it is told of. None for one who may see all of them.
 */
export const missingForReading = ({ role, apps, brands }: Seen): readonly string[] =>
  pick([
    [!seesAllRows({ apps, brands }), 'apps and brands'],
    [!showsAllValues(role), 'pii and unclassified'],
    [hasFieldLists(role), 'fields'],
    [role.leastGroup > 1, 'leastGroup'],
  ]);

/** What keeps a viewer from saving what is evaluated over all customers later, as keys of its role: whoever does so must see everything. */
export const missingForWriting = (viewer: Seen): readonly string[] => [
  ...missingForReading(viewer),
  ...pick([
    [viewer.role.subgraphs !== null, 'subgraphs'],
    [viewer.role.scopes !== null, 'scopes'],
    [viewer.role.policies !== null, 'policies'],
  ]),
];
