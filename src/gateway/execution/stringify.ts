import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import { isTurnOverdue, nextTurn } from '../../lib/budget/turns.js';
import { jsonPieces } from '../../lib/written/jsonPieces.js';
import { writeJson } from '../../lib/written/writeJson.js';
import { errorCodes } from '../../words/errorCodes.js';
import { codedError } from '../../lib/errors/codedError.js';
import { stateOfData } from '../requests/requestState.js';

/** Bytes of estimated memory up to which an answer is written in one go. */
const atOnce = 4_000_000;

const tooLarge = (limit: number): GraphQLError =>
  codedError(
    'ANSWER_TOO_LARGE',
    `The answer is larger than the limit of ${limit} bytes; ask for smaller pages, fewer fields or fewer aliases.`,
    { extensions: { limit, http: { status: errorCodes.ANSWER_TOO_LARGE.status } } },
  );

/** Writes a large answer piece by piece, so that other requests get their turn meanwhile. */
async function writeInTurns(result: FormattedExecutionResult, limit: number): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for (const piece of jsonPieces(result)) {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) throw tooLarge(limit);
    if (isTurnOverdue()) await nextTurn();
  }
  pieces.push('\n');
  return pieces.join('');
}

/**
 * How Apollo writes an answer: as JSON and a line break, of `limit` bytes at most. A larger one is refused with
 * `ANSWER_TOO_LARGE`; of one that is written, its text is all that its request still holds.
 */
export function createStringify(limit: number) {
  return async (result: FormattedExecutionResult): Promise<string> => {
    const state = result.data ? stateOfData(result.data) : undefined;
    const isLarge = state !== undefined && state.facts.budget.size > atOnce;
    try {
      const text = isLarge ? await writeInTurns(result, limit) : `${writeJson(result)}\n`;
      const size = Buffer.byteLength(text);
      if (size > limit) throw tooLarge(limit);
      if (state !== undefined) state.facts.budget.settle(2 * size);
      return text;
    } catch (error) {
      if (state !== undefined && error instanceof GraphQLError) {
        state.documentRefused = true;
        state.codes = [String(error.extensions['code'])];
      }
      throw error;
    }
  };
}
