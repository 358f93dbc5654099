import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** The policy of an answer that is no page: whoever shows it as one may load nothing with it, and put it into no frame. */
const noPage = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

/** The headers by helmet; they are the same for all answers. */
function securityHeaders(isEncrypted: boolean): Readonly<Record<string, string>> {
  const set = helmet({
    contentSecurityPolicy: noPage,
    strictTransportSecurity: isEncrypted && { maxAge: 31_536_000, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
    // For browsers that nobody has any more.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  const probe = new ServerResponse(new IncomingMessage(new Socket()));
  set(probe.req, probe, (error?: unknown) => {
    if (error !== undefined) throw error as Error;
  });
  return Object.fromEntries(Object.entries(probe.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/**
 * Gives every answer the headers that tell browsers what it may not be used for, as helmet chooses them. It is asked once, and
 * not for each request, as Fastify's plugin would.
 * @param isEncrypted whether the server speaks TLS itself; then browsers are told to come that way only
 */
export function addSecurityHeaders(app: FastifyInstance, isEncrypted: boolean): void {
  const headers = securityHeaders(isEncrypted);
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}
