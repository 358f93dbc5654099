import { SubgraphFailure } from '../SubgraphFailure.js';
import { connectionReasons } from '../../words/errors/connections.js';

const isOfTls = (code: string): boolean => /CERT|SELF_SIGNED|^ERR_SSL|^ERR_TLS|^UNABLE_TO_/.test(code);

/** What a failed connection is called: by its code and never by its message, which may name hosts and repeat what was sent. */
export function exchangeFault(subgraph: string, error: unknown): Error {
  if (!(error instanceof Error) || error instanceof SubgraphFailure) return error as Error;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error;
  if (code.startsWith('HPE_')) return new SubgraphFailure(subgraph, 'SUBGRAPH_BAD_ANSWER', 'does not answer in HTTP');
  const reason = connectionReasons[code] ?? (isOfTls(code) ? `no trusted connection can be made (${code})` : code);
  return new SubgraphFailure(subgraph, 'SUBGRAPH_UNAVAILABLE', `cannot be reached: ${reason}`, {
    mayPass: !isOfTls(code),
  });
}
