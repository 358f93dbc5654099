import { members } from './vocabulary.js';

/** The classes of personal values, in the order in which messages name them. */
export const piiClasses = ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC'] as const;

/** How closely a value points at a person. */
export type PiiClass = (typeof piiClasses)[number];

/** The classes as members: `PiiClass.CONTACT`. */
export const PiiClass = members(piiClasses);
