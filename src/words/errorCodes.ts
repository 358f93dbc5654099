import { clientErrors } from './errors/clientErrors.js';
import type { CodeFacts } from './errors/CodeFacts.js';
import { commandErrors } from './errors/commandErrors.js';
import { questionErrors } from './errors/questionErrors.js';
import { requestErrors } from './errors/requestErrors.js';

const codes = { ...requestErrors, ...questionErrors, ...commandErrors, ...clientErrors };

/** The stable code of an error: `extensions.code` in answers, `code` of a `UserError`. */
export type ErrorCode = keyof typeof codes;

/** What each code means, and what whoever asked can do. */
export const errorCodes: Readonly<Record<ErrorCode, CodeFacts>> = codes;

/** Whether a text is such a code. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(codes, text);
