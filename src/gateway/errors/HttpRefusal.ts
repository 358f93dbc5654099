import { errorCodes, type ErrorCode } from '../../words/errorCodes.js';

/** A request refused before its query is read; answered as GraphQL-shaped JSON with its code and the HTTP status of that. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly statusCode: number = errorCodes[code].status ?? 400,
  ) {
    super(message);
  }
}
