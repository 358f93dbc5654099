/** Why a token is refused, for the log: it repeats nothing of the token. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault';
}
