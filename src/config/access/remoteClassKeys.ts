import { z } from 'zod';
import { declaredClasses, type DeclaredClass } from '../../words/piiClasses.js';

/** Classes of fields of other teams, by coordinates such as `Customer.tier`, or `Reward.*` for all others of a type. */
export type RemoteClasses = Readonly<Record<string, DeclaredClass>>;

/** The key `access.remote`. */
export const remoteClassKeys = z
  .record(
    z.string().regex(/^[A-Za-z_]\w*\.([A-Za-z_]\w*|\*)$/, 'is no coordinate such as Customer.tier or Reward.*'),
    z.enum(declaredClasses, `is none of ${declaredClasses.join(', ')}`),
  )
  .default({});
