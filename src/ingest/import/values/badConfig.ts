import { UserError } from '../../../lib/errors/UserError.js';

/** The error of a bad config; the sentence names the key and says what is wrong. */
export const badConfig = (sentence: string): UserError => new UserError(sentence, 'BAD_CONFIG');

/** Throws the error of a bad config. */
export const fail = (sentence: string): never => {
  throw badConfig(sentence);
};
