import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Logger } from 'pino';
import type { HttpConfig } from '../../config/httpKeys.js';
import { UserError } from '../../lib/errors/UserError.js';

type Files = NonNullable<HttpConfig['tls']>;

/** Milliseconds between two looks whether a certificate was renewed. */
const lookInterval = 60_000;

/** Reads the certificate and its key. Throws a `UserError` (`BAD_TLS`) that names the files, for what cannot be read or does not belong together. */
export function readTls({ certificate, key }: Files): SecureContextOptions {
  try {
    const options: SecureContextOptions = {
      cert: readFileSync(certificate),
      key: readFileSync(key),
      minVersion: 'TLSv1.2',
    };
    createSecureContext(options);
    return options;
  } catch (error) {
    throw new UserError(
      `The files of http.tls (${certificate}, ${key}) are no certificate with its key: ${(error as Error).message}.`,
      'BAD_TLS',
    );
  }
}

const timesOf = ({ certificate, key }: Files): string =>
  [certificate, key].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join(' ');

/** Has a server go on with a renewed certificate, for new connections; one that cannot be read is logged, and the old one kept. */
export function followTls(server: Server, files: Files, log: Logger, interval = lookInterval): void {
  let seen = timesOf(files);
  const look = (): void => {
    const now = timesOf(files);
    if (now === seen) return;
    seen = now;
    try {
      server.setSecureContext(readTls(files));
      log.info('The certificate was renewed.');
    } catch (error) {
      log.error({ err: error }, 'The new certificate cannot be used; the old one stays.');
    }
  };
  const timer = setInterval(look, interval).unref();
  server.once('close', () => clearInterval(timer));
}
