import { z } from 'zod';
import { piiClasses, type PiiClass } from '../../words/piiClasses.js';

/** How closely a field of another team points at a person; `NONE`: it does not. */
export type RemoteClass = PiiClass | 'NONE';

/** Classes of fields of other teams, by coordinates such as `Customer.tier`, or `Reward.*` for all others of a type. */
export type RemoteClasses = Readonly<Record<string, RemoteClass>>;

/** The key `access.remote`. */
export const remoteClassKeys = z
  .record(
    z.string().regex(/^[A-Za-z_]\w*\.([A-Za-z_]\w*|\*)$/, 'is no coordinate such as Customer.tier or Reward.*'),
    z.enum(['NONE', ...piiClasses], `is none of NONE, ${piiClasses.join(', ')}`),
  )
  .default({});
