/** A request refused before its query is read; answered as GraphQL-shaped JSON with the HTTP status and code. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
