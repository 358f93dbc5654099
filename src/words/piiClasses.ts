import { members } from './vocabulary.js';

/** The classes of personal values, in the order in which messages name them. */
export const piiClasses = ['IDENTITY', 'CONTACT', 'LOCATION', 'DEMOGRAPHIC'] as const;

/** How closely a value points at a person. */
export type PiiClass = (typeof piiClasses)[number];

/**
 * What may be said of a value: its class, or `NONE` where somebody has said that it does not point at a person. Where nobody has said
 * anything there is no word at all.
 */
export const declaredClasses = [...piiClasses, 'NONE'] as const;

/** A class of personal values, or that they are none. */
export type DeclaredClass = (typeof declaredClasses)[number];

/** Whether a text is one of the words that may be said of values. */
export const isDeclaredClass = (text: unknown): text is DeclaredClass =>
  declaredClasses.some((known) => known === text);

/** The classes as members: `PiiClass.CONTACT`. */
export const PiiClass = members(piiClasses);
