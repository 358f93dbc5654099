/** What is told of who may not ask: never a secret, nor a token. */
export interface AccessLog {
  debug(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
