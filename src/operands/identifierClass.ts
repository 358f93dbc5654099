import { PiiClass } from '../words/piiClasses.js';

/** How closely the values of identifiers point at a person, as `@pii` says it in the SDL. */
export const identifierClass = PiiClass.IDENTITY;
