import { fullRole, type Role } from '../config/access/Role.js';

/** Who asks, and what it may see. */
export interface Viewer {
  /** The name of the key, or the subject of the token; `anonymous` where none is asked for. */
  readonly name: string;
  readonly kind: 'anonymous' | 'client' | 'token' | 'system';
  /** Who says so, of a token. */
  readonly issuer?: string;
  /** Whether it may change something, and not only read. */
  readonly mayWrite?: boolean;
  readonly role: Role;
  /** The applications whose rows it sees, of those of its role; null: all. */
  readonly apps: readonly string[] | null;
  /** The brands whose rows it sees, of those of its role; null: all. */
  readonly brands: readonly string[] | null;
  /** Milliseconds since 1970 when what it has shown ends; left out where it does not end by itself. */
  readonly expiresAt?: number;
}

const everything = { role: fullRole, apps: null, brands: null } as const;

/** The viewer of a server that asks for no key, which only this machine reaches. */
export const anonymous: Viewer = { name: 'anonymous', kind: 'anonymous', mayWrite: true, ...everything };

/** The program itself, where it works for nobody in particular: it may see everything. */
export const systemViewer: Viewer = { name: 'facet', kind: 'system', ...everything };

/** Whether a viewer sees the rows of all applications and brands. */
export const seesAllRows = ({ apps, brands }: Pick<Viewer, 'apps' | 'brands'>): boolean =>
  apps === null && brands === null;

/** What a viewer is counted by, so that a key and tokens of the same name are not one. */
export const viewerId = ({ kind, issuer, name }: Pick<Viewer, 'kind' | 'issuer' | 'name'>): string =>
  JSON.stringify(issuer === undefined ? [kind, name] : [kind, name, issuer]);
