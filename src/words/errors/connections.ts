/**
 * Headers of HTTP that are of one connection or one body, or that Facet writes itself when it calls others: none of them is handed on
 * or set by a config.
 */
export const connectionHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What a connection that failed is called, by Node's code: never by its message, which may name hosts and repeat what was sent. */
export const connectionReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody takes connections there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'there was no answer in time',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
};
