import { UserError } from '../../lib/errors/UserError.js';
import type { GatewayConfig } from './GatewayConfig.js';

/**
 * Refuses to begin without a secret: for what calls subgraphs, as other commands read the same file and need none. Throws a
 * `UserError` that names each key and its variable.
 */
export function requireSecrets({ missingSecrets }: GatewayConfig): void {
  if (missingSecrets.length > 0) throw new UserError(`The gateway lacks secrets: ${missingSecrets.join('; ')}.`);
}
