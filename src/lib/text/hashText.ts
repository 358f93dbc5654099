import { hash } from 'node:crypto';

/** SHA-256 of a text as lower-case hexadecimal digits. */
export const hashText = (text: string): string => hash('sha256', text, 'hex');
