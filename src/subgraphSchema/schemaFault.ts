import { UserError } from '../lib/errors/UserError.js';

/** The refusal of a schema that cannot be served as a subgraph: a sentence that says what is wrong with it. */
export const schemaFault = (message: string): UserError => new UserError(message, 'SUBGRAPH_INVALID');
