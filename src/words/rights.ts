import { members } from './vocabulary.js';

/** What becomes of a value of a class of personal data, the most open first. */
export const piiPolicies = ['show', 'mask', 'hide', 'refuse'] as const;

/** The policies as members: `PiiPolicy.mask`. */
export const PiiPolicy = members(piiPolicies);

/** Whether a value is shown, shown in part, answered as null, or the operation that asks for it refused. */
export type PiiPolicy = (typeof piiPolicies)[number];

/** Which documents a role may send: any; any, but told where one is not published; published ones alone. */
export const documentPolicies = ['open', 'prefer', 'only'] as const;

/** A policy of documents. */
export type DocumentPolicy = (typeof documentPolicies)[number];

/** The policies of documents as members. */
export const DocumentPolicy = members(documentPolicies);

/** The role that sees everything and is always there. */
export const fullRoleName = 'full';
